"""Latency: the answer comes `seconds` later."""

import threading
from collections.abc import Mapping
from typing import Any

from flask import Response

from simulators.kit.errors import ControlError

LONGEST = 120


def check(settings: Mapping[str, Any]) -> None:
    """Raise ControlError unless `seconds` is a number from 0 to two minutes, and nothing else is set."""
    seconds = settings.get("seconds")
    if set(settings) != {"seconds"} or isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ControlError("latency takes one setting, 'seconds': a number")
    if not 0 <= seconds <= LONGEST:
        raise ControlError(f"latency of {seconds} seconds is out of bounds; give 0 to {LONGEST}")


def act(settings: Mapping[str, Any], answer: Response) -> Response:
    """Hold the answer back."""
    threading.Event().wait(settings["seconds"])
    return answer
