"""What is asked of the account, and what came back."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import contracts
from simulators.kit.errors import ControlError
from simulators.kit.guard import Guard, answer_violations
from simulators.kit.progress import Progress
from simulators.kit.reading_only import Heard

Document = dict[str, Any]
LISTS = {
    "customers": "/api/v5/customers",
    "orders": "/api/v5/orders",
    "customersCorporate": "/api/v5/customers-corporate",
}
_NUMBER = re.compile(r"(?<=/)\d+(?=[/:])")
"""Which element of a list; in the account's own order, it says who somebody is."""
_MOST = "100"
_OF_COMPANIES = ("contacts", "companies", "addresses")
_NOT_WALKED = {"/api/v5/telephony/manager": "it looks a manager up by a caller's number"}


class Point(float):
    """A number that was written with a point."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request and the contract's verdict on its answer."""

    operation: str
    status: int
    violations: tuple[str, ...]


Departure = tuple[str, int, str]
"""An operation, a status and what departs from the contract, whichever element of a list it was."""


class Asking(Protocol):
    """Who asks: a real account, or a simulator within this process."""

    def get(self, path: str, params: Mapping[str, str] | None = None, *, bare: bool = False) -> Heard:
        """Ask for a path; `bare` without a key."""
        ...


@dataclass
class Walk:
    """A walk through an account: its calls are noted, its answers kept until the report is written.

    Attributes:
        pages: pages read of each list.
        documents: what the lists held, by the list's name.
        totals: how many there are in all, by the list's name.
    """

    asking: Asking
    pages: int = 2
    calls: list[Call] = field(default_factory=list)
    documents: dict[str, list[Document]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    answers: list[tuple[int, Any]] = field(default_factory=list)
    _guard: Guard = field(default_factory=lambda: Guard(contracts.load("retailcrm")))

    def ask(self, path: str, params: Mapping[str, str] | None = None, *, bare: bool = False) -> Heard:
        """Ask, judge the answer by the contract and note the verdict."""
        heard = self.asking.get(path, params, bare=bare)
        operation = self._guard.operation("GET", path)
        if operation is None:
            raise ControlError(f"the contract has no GET {path}; this is a mistake of the walk")
        told = answer_violations(operation, heard.status, heard.media_type, heard.body)
        self.calls.append(Call(operation.name, heard.status, told))
        self.answers.append((heard.status, read(heard)))
        return heard

    def found(self, path: str, params: Mapping[str, str]) -> Document:
        """The answer to a search as a document; an empty one if it is no success."""
        heard = self.ask(path, params)
        return read(heard) if heard.status == 200 else {}  # noqa: PLR2004 - HTTP's OK

    def everything(self) -> None:
        """Read each thing of the contract that can be read.

        Raises:
            ControlError: the account or the key is refused at once, or nothing answers.
        """
        first = self.ask("/api/credentials")
        if first.status != 200:  # noqa: PLR2004 - HTTP's OK
            raise ControlError(
                f"/api/credentials answered {first.status}: is the address right, and the key?"
            )
        plain = list(_plain_paths())
        progress = Progress("reading the account", len(plain) + len(LISTS))
        for done, path in enumerate(plain, 1):
            self.ask(path)
            progress.reached(done)
        for done, (name, path) in enumerate(LISTS.items(), len(plain) + 1):
            self._list(name, path)
            progress.reached(done)
        self._single()
        self.ask(LISTS["customers"], {"limit": "7"})  # no page has seven: how is a mistake told?

    def _list(self, name: str, path: str) -> None:
        held = self.documents.setdefault(name, [])
        for page in range(1, self.pages + 1):
            answer = self.found(path, {"limit": _MOST, "page": str(page)})
            held += [one for one in answer.get(name, []) if isinstance(one, dict)]
            paging = answer.get("pagination", {})
            self.totals[name] = paging.get("totalCount", len(held))
            if page >= paging.get("totalPageCount", 1):
                return

    def _single(self) -> None:
        for name, path in LISTS.items():
            for one in self.documents[name][:1]:
                self.ask(f"{path}/{one['id']}", {"by": "id"})
                if name == "customersCorporate":
                    for part in _OF_COMPANIES:
                        self.ask(f"{path}/{one['id']}/{part}", {"by": "id"})
        numbers = {f"ids[{place}]": str(one["id"]) for place, one in enumerate(self.documents["orders"][:3])}
        if numbers:
            self.ask("/api/v5/orders/statuses", numbers)


def read(heard: Heard) -> Any:
    """What an answer says, numbers with a point told apart; None if it is not JSON."""
    try:
        return json.loads(heard.body, parse_float=Point)
    except ValueError:
        return None


def departures(calls: Iterable[Call]) -> Iterator[Departure]:
    """Yield where answers depart from the contract, once for each answer."""
    for call in calls:
        told = {_NUMBER.sub("…", one) for one in call.violations}
        yield from ((call.operation, call.status, one) for one in sorted(told))


def rule(departure: Departure) -> str:
    """The rule that is broken: a place in the contract, wherever in an answer it is met."""
    operation, status, told = departure
    return told.partition(": breaks ")[2] or f"{operation} {status} {told}"


def not_walked() -> dict[str, str]:
    """What could be read and is not, and why."""
    return dict(_NOT_WALKED)


def _plain_paths() -> Iterator[str]:
    done = {"/api/credentials", "/api/v5/orders/statuses", *LISTS.values(), *_NOT_WALKED}
    for path, item in contracts.load("retailcrm")["paths"].items():
        if "get" in item and "{" not in path and path not in done:
            yield path
