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
REFUSED, WRONG_VERB = 400, 405


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
        operations, _ = _read(contract)
        operation = operations.of(call.method, call.path)
        if operation is not None:
            return self._heard(contract, operation, call, usual)
        if call.status == WRONG_VERB:
            refusing = operations.refusing(call.path, call.answer_type)
            return bool(sum(self._answered(contract, one, call) for one in refusing))
        served = call.status < REFUSED and call.method.lower() in METHODS
        return served and self._stranger(contract, operations.told(call.method, call.path))

    def _heard(self, contract: str, operation: Operation, call: Exchange, usual: Callable[[], bool]) -> bool:
        _, schemas = _read(contract)
        new = self._answered(contract, operation, call)
        if str(call.status) not in operation.statuses and usual():
            new |= self._stranger(contract, f"{operation.name} {call.status}")
        if call.status >= REFUSED:
            return new
        return new | self._looked(
            contract, operation, ASKED, lambda: exchange.asked(schemas, operation, call)
        )

    def _answered(self, contract: str, operation: Operation, call: Exchange) -> bool:
        _, schemas = _read(contract)
        status = str(call.status)
        self.seen.calls[contract, operation.name, status] += 1
        new = self.seen.calls[contract, operation.name, status] == 1
        return new | self._looked(
            contract, operation, status, lambda: exchange.answered(schemas, operation, call)
        )

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
