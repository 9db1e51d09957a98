"""Drop: the connection ends in the middle of the body, short of what Content-Length promised."""

from datetime import datetime
from random import Random

from simulators.kit.faults.answer import Answer, Kind
from simulators.kit.faults.settings import Settings

ENDINGS = ("close", "reset")


def read(settings: Settings) -> Kind:
    """`bytes` that still come, half of the body unless said; `ending`: close (default) or reset."""
    given = settings.whole("bytes", 0, 2**40) if settings.optional("bytes") else None
    hard = settings.choice("ending", ENDINGS) == "reset"

    def effect(answer: Answer, _chance: Random, _now: datetime) -> Answer:
        most = len(answer.body) - 1  # a whole body would be no drop
        cut = max(0, min(most, len(answer.body) // 2 if given is None else given))
        return answer.travelling(cut=cut, reset=hard)

    return Kind(effect)
