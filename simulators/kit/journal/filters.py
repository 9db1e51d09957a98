"""Which calls somebody asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulators.kit.errors import ControlError
from simulators.kit.journal.entry import Entry

KNOWN = ("account", "operation", "request_id", "status", "since", "limit", "violations")
HIGHEST_STATUS = 999
MOST = 10**18
_YES_NO = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call must be like; None says nothing.

    Attributes:
        request_id: the call's X-Request-Id, or the trace id of its traceparent.
        since: the call's number is above this.
        limit: at most so many of the latest.
        violations: only calls that depart from the contract (True), or only those that keep it (False).
    """

    operation: str | None = None
    request_id: str | None = None
    status: int | None = None
    since: int = 0
    limit: int | None = None
    violations: bool | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Wanted":
        """Read from a query.

        Raises:
            ControlError: a name or a value is not what it may be.
        """
        unknown = sorted(set(query) - set(KNOWN))
        if unknown:
            raise ControlError(f"unknown {', '.join(map(repr, unknown))}; known: {', '.join(KNOWN)}")
        violations = query.get("violations")
        if violations is not None and violations not in _YES_NO:
            raise ControlError(f"violations is {violations!r}; give true or false")
        return cls(
            operation=query.get("operation"),
            request_id=query.get("request_id"),
            status=_number(query, "status", HIGHEST_STATUS),
            since=_number(query, "since") or 0,
            limit=_number(query, "limit"),
            violations=None if violations is None else _YES_NO[violations],
        )

    def of(self, entries: list[Entry]) -> list[Entry]:
        """Those of the entries that are wanted."""
        found = [entry for entry in entries if self._fits(entry)]
        return found if self.limit is None else found[max(0, len(found) - self.limit) :]

    def _fits(self, entry: Entry) -> bool:
        return (
            entry.number > self.since
            and self.operation in (None, entry.operation)
            and self.request_id in (None, entry.request_id, entry.trace_id)
            and self.status in (None, entry.status)
            and self.violations in (None, bool(entry.violations))
        )


def _number(query: Mapping[str, str], name: str, most: int = MOST) -> int | None:
    text = query.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < len(str(MOST)) and int(text) <= most):
        raise ControlError(f"{name} is {text!r}; give a whole number from 0 to {most}")
    return int(text)
