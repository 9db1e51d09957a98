"""Hears calls and keeps the counts of what they show."""

from collections.abc import Callable
from functools import cache

import contracts
from tests.contract_coverage import exchange
from tests.contract_coverage.exchange import ASKED, Exchange
from tests.contract_coverage.operations import METHODS, Operation, Operations
from tests.contract_coverage.schemas import Event, Schemas
from tests.contract_coverage.seen import Seen

LONGEST_PAUSE = 64
REFUSED = 400


class Listener:
    """Counts every call, and looks at bodies until they show nothing new.

    While the bodies of an operation and status show something new, each is looked at; then every second one,
    every fourth, at last every sixty-fourth. So the counts of events are counts of the bodies looked at.
    """

    def __init__(self) -> None:
        self.seen = Seen()
        self._pauses: dict[tuple[str, str, str], list[int]] = {}

    def hear(self, contract: str, call: Exchange, usual: Callable[[], bool] = lambda: True) -> bool:
        """Count a call of a contract; tells whether it showed anything new.

        `usual` is asked before a call is held against its program: whether no fault and no dialect made it.
        """
        operations, schemas = _read(contract)
        operation = operations.of(call.method, call.path)
        if operation is None:
            served = call.status < REFUSED and call.method.lower() in METHODS
            return served and self._stranger(contract, operations.told(call.method, call.path))
        new = self._counted(contract, operation, call.status)
        if str(call.status) not in operation.statuses and usual():
            new |= self._stranger(contract, f"{operation.name} {call.status}")
        accepted = call.status < REFUSED
        new |= accepted and self._looked(
            contract, operation, ASKED, lambda: exchange.asked(schemas, operation, call)
        )
        answered = str(call.status)
        return new | self._looked(
            contract, operation, answered, lambda: exchange.answered(schemas, operation, call)
        )

    def _counted(self, contract: str, operation: Operation, status: int) -> bool:
        key = contract, operation.name, str(status)
        self.seen.calls[key] += 1
        return self.seen.calls[key] == 1

    def _stranger(self, contract: str, told: str) -> bool:
        self.seen.strangers[contract, told] += 1
        return self.seen.strangers[contract, told] == 1

    def _looked(self, contract: str, operation: Operation, side: str, look: Callable[[], set[Event]]) -> bool:
        """Look at what a body shows, if it is its turn; tells whether that is new."""
        pause = self._pauses.setdefault((contract, operation.name, side), [0, 1])
        pause[0] += 1
        if pause[0] < pause[1]:
            return False
        keys = [(contract, operation.name, side, *event) for event in look()]
        new = any(key not in self.seen.shown for key in keys)
        self.seen.shown.update(keys)
        pause[:] = [0, 1 if new else min(LONGEST_PAUSE, 2 * pause[1])]
        return new


@cache
def _read(contract: str) -> tuple[Operations, Schemas]:
    document = contracts.load(contract)
    return Operations(document), Schemas(document)
