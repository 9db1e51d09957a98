"""Malformed: the answer says it is JSON and breaks off in the middle."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from simulators.kit.errors import ControlError


def check(settings: Mapping[str, Any]) -> None:
    """Raise ControlError if anything is set: this fault has no settings."""
    if settings:
        raise ControlError(f"malformed takes no settings, got {', '.join(settings)}")


def act(settings: Mapping[str, Any], answer: Response) -> Response:  # noqa: ARG001 - every fault acts alike
    """Keep the first half of the body."""
    body = answer.get_data()
    answer.set_data(body[: len(body) // 2])
    return answer
