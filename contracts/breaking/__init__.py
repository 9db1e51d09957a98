"""What a new contract takes away from those who rely on the old one: `python -m contracts.breaking`.

A request must still be taken, an answer still be understood. So of requests only what narrows is told, of
answers only what widens; and what widens is what narrows when read backwards: one comparison serves both.
"""

from contracts.breaking.finding import RULES, Finding
from contracts.breaking.operations import findings

__all__ = ["RULES", "Finding", "findings"]
