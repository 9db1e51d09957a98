"""Refuse: nobody listens at the port for a while, so that connecting fails.

It strikes once set, the whole simulator, every account and the control door among it: nothing can be told
apart before a connection stands. So it heals only by the time it was given, on the world's clock.
"""

from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import Settings

LONGEST = 60.0


def seconds(settings: Settings) -> float:
    """How long connections are refused, up to a minute."""
    return settings.number("seconds", 0.001, LONGEST)


def read(settings: Settings) -> Kind:
    """`seconds`, from the moment the answer that was struck is sent."""
    refused = seconds(settings)
    return Kind(lambda answer, _chance, _now: answer.travelling(refuse=refused), count=1)
