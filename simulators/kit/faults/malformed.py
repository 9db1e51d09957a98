"""Malformed: the answer says it is JSON, has its full length, and is none."""

from dataclasses import replace
from datetime import datetime
from random import Random

from simulators.kit.faults.answer import Answer, Kind
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:  # noqa: ARG001 - every kind reads alike; this one has no settings
    """No settings; one of the body's quotes, colons or brackets becomes a sign that fits nowhere."""

    def effect(answer: Answer, chance: Random, _now: datetime) -> Answer:
        places = [place for place, sign in enumerate(answer.body) if sign in b'{}[]":']
        if not places:
            return replace(answer, body=b"{")
        place = chance.choice(places)
        return replace(answer, body=answer.body[:place] + b"\x01" + answer.body[place + 1 :])

    return Kind(effect)
