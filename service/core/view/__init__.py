"""A decision in the words and figures of one language, ready to be laid out."""

from service.core.view.compose import compose
from service.core.view.context import Context
from service.core.view.parts import View

__all__ = ["Context", "View", "compose"]
