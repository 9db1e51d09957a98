"""Latency: the answer comes later; by a fixed time, or one drawn anew for every call."""

import math
from collections.abc import Callable
from datetime import datetime
from random import Random

from simulators.kit.errors import ControlError
from simulators.kit.faults.answer import Answer, Kind
from simulators.kit.faults.settings import Settings

LONGEST = 120.0
Z99 = 2.3263478740408408  # the 99th percentile of the standard normal distribution


def read(settings: Settings) -> Kind:
    """Seconds, 120 at most: `seconds`; or `low` and `high`, evenly; or `median` and `p99`, log-normal."""
    draw = _drawn(settings)

    def effect(answer: Answer, chance: Random, _now: datetime) -> Answer:
        return answer.travelling(delay=min(LONGEST, draw(chance)))

    return Kind(effect)


def _drawn(settings: Settings) -> Callable[[Random], float]:
    if settings.optional("median"):
        median, p99 = (settings.number(name, 0.001, LONGEST) for name in ("median", "p99"))
        _ordered(median, p99, "median", "p99")
        spread = math.log(p99 / median) / Z99
        return lambda chance: chance.lognormvariate(math.log(median), spread)
    if settings.optional("low"):
        low, high = (settings.number(name, 0, LONGEST) for name in ("low", "high"))
        _ordered(low, high, "low", "high")
        return lambda chance: chance.uniform(low, high)
    if not settings.optional("seconds"):
        raise ControlError("latency needs seconds, or low and high, or median and p99; give one of these")
    seconds = settings.number("seconds", 0, LONGEST)
    return lambda _chance: seconds


def _ordered(less: float, more: float, low: str, high: str) -> None:
    if less > more:
        raise ControlError(f"{low} of latency is {less:g}, above {high} {more:g}; swap them")
