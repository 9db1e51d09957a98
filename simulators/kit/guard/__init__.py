"""The contract guard: tells of every call which operation it is and where it departs from the contract."""

import re
from collections.abc import Mapping
from typing import Any

from simulators.kit.guard.answers import answer_violations
from simulators.kit.guard.operation import KeyPlaces, Operation, Sent
from simulators.kit.guard.reading import key_places, operations, words
from simulators.kit.guard.requests import request_violations

__all__ = ["Guard", "Operation", "Sent", "answer_violations", "request_violations"]


class Guard:
    """Judges calls by one OpenAPI 3.1 document.

    Attributes:
        words: the names the contract uses; a journal shows these and no names that callers made up.
        keys: where the contract wants the key.
        names: what the operations are called.
    """

    def __init__(self, contract: Mapping[str, Any]) -> None:
        self.words = words(contract)
        self.keys: KeyPlaces = key_places(contract)
        found = operations(contract, self.words)
        self.names = tuple(one.name for one in found)
        self._plain = {(one.method, one.template): one for one in found if "{" not in one.template}
        templated = [one for one in found if "{" in one.template]
        self._templated: list[tuple[re.Pattern[str], Operation]] = [
            (one.path, one) for one in sorted(templated, key=lambda one: one.template.count("{"))
        ]

    def operation(self, method: str, path: str) -> Operation | None:
        """The operation this call is, or None when the contract knows no such call; a literal path wins."""
        found = self._plain.get((method, path))
        if found is not None:
            return found
        return next(
            (one for matches, one in self._templated if one.method == method and matches.fullmatch(path)),
            None,
        )
