"""Verifying what was called: a wish, and whether the calls fulfil it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulators.kit.errors import ControlError
from simulators.kit.journal.entry import Entry
from simulators.kit.journal.filters import HIGHEST_STATUS

LONGEST = 60.0
CLOSEST = 5
MOST = 1_000_000
KNOWN = {"operation", "request_id", "status", "count", "at_least", "at_most", "order", "timeout"}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Expectation:
    """Calls that are to be there: like `fields`, between `least` and `most` of them, and `order` in turn.

    Attributes:
        fields: what a call must be like, by the names of operation, request_id and status.
        order: operations that must come one after the other, with any others between them.
        timeout: how many seconds to wait for it.
    """

    fields: Mapping[str, Any]
    least: int
    most: int | None
    order: tuple[str, ...]
    timeout: float

    @classmethod
    def read(cls, wish: Mapping[str, Any]) -> "Expectation":
        """Check a wish.

        Raises:
            ControlError: a part of it is not what it may be, or two parts are at odds.
        """
        exact, least, most = (_count(wish, name) for name in ("count", "at_least", "at_most"))
        if exact is not None and (least is not None or most is not None):
            raise ControlError("count is exact; leave out at_least and at_most, or count")
        if least is not None and most is not None and least > most:
            raise ControlError(f"at_least {least} is above at_most {most}; no number of calls is both")
        order = _order(wish)
        fields = _fields(wish)
        if order and fields:
            raise ControlError("order speaks of all calls of the account; leave out " + " and ".join(fields))
        if exact is not None:
            least = most = exact
        return cls(fields, least if least is not None else int(most is None), most, order, _timeout(wish))

    def matching(self, entries: list[Entry]) -> list[Entry]:
        """The calls that are like the fields or, where an order is wanted, are in it."""
        if self.order:
            return [entry for entry in entries if entry.operation in self.order]
        return [entry for entry in entries if not _differs(self.fields, entry)]

    def holds(self, entries: list[Entry]) -> bool:
        """Whether the calls fulfil it."""
        count = len(self.matching(entries))
        enough = self.least <= count and (self.most is None or count <= self.most)
        return enough and self._in_order(entries) == len(self.order)

    def verdict(self, entries: list[Entry]) -> Json:
        """Whether it holds and, if not, what came instead."""
        held = self.holds(entries)
        return {
            "verified": held,
            "wanted": self._sentence(),
            "matched": len(self.matching(entries)),
            "in_order": self._in_order(entries),
            "seen": len(entries),
            "closest": [] if held else self._closest(entries),
        }

    def _in_order(self, entries: list[Entry]) -> int:
        """How many steps of the order were taken."""
        steps = 0
        for entry in entries:
            if steps < len(self.order) and entry.operation == self.order[steps]:
                steps += 1
        return steps

    def _closest(self, entries: list[Entry]) -> list[Json]:
        """The calls most like what was wanted, the latest first among equals."""
        wanted = dict(self.fields)
        if self.order:
            return [_near(entry, {}, {}) for entry in entries[-CLOSEST:]]
        ranked = sorted(entries, key=lambda entry: (len(_differs(wanted, entry)), -entry.number))
        return [_near(entry, wanted, _differs(wanted, entry)) for entry in ranked[:CLOSEST]]

    def _sentence(self) -> str:
        like = ", ".join(f"{name} {value}" for name, value in self.fields.items())
        many = f"exactly {self.least}" if self.least == self.most else f"at least {self.least}"
        if self.most is not None and self.least != self.most:
            many = f"{self.least} to {self.most}"
        if self.order:
            many += f" of these, in the order {', '.join(self.order)}"
        return f"calls: {many}" + (f" with {like}" if like else "")


def _near(entry: Entry, wanted: Mapping[str, Any], differs: Json) -> Json:
    told = entry.as_json()
    return {
        "entry": told,
        "matched": len(wanted) - len(differs),
        "total": len(wanted),
        "differs": differs,
    }


def _differs(wanted: Mapping[str, Any], entry: Entry) -> Json:
    """Each field that is not as wanted, with what it is and what it should be."""
    found: Json = {}
    for name, value in wanted.items():
        was = getattr(entry, name)
        if was != value and not (name == "request_id" and entry.trace_id == value):
            found[name] = {"wanted": value, "was": was}
    return found


def _fields(wish: Mapping[str, Any]) -> Json:
    fields = {
        name: wish[name] for name in ("operation", "request_id", "status") if wish.get(name) is not None
    }
    for name in ("operation", "request_id"):
        if not isinstance(fields.get(name, ""), str):
            raise ControlError(f"{name} is {fields[name]!r}; give a text")
    if "status" in fields:
        fields["status"] = _whole("status", fields["status"], HIGHEST_STATUS)
    return fields


def _count(wish: Mapping[str, Any], name: str) -> int | None:
    return None if wish.get(name) is None else _whole(name, wish[name])


def _whole(name: str, value: object, most: int = MOST) -> int:
    number = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most
    if number and float(str(value)).is_integer():  # JSON writes 3 as 3.0, too
        return int(float(str(value)))
    raise ControlError(f"{name} is {value!r}; give a whole number from 0 to {most}")


def _order(wish: Mapping[str, Any]) -> tuple[str, ...]:
    order = wish.get("order")
    if order is None:
        return ()
    if not isinstance(order, list) or not order or not all(isinstance(one, str) for one in order):
        raise ControlError(
            'order is no list of operations; give one, such as ["listCustomers", "listOrders"]'
        )
    return tuple(order)


def _timeout(wish: Mapping[str, Any]) -> float:
    seconds = wish.get("timeout")
    if seconds is None:
        return 0.0
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= LONGEST:
        raise ControlError(f"timeout is {seconds!r}; give seconds, from 0 to {LONGEST:.0f}")
    return float(seconds)
