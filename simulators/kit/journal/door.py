"""The journal's part of the control door: read, verify, export, choose what is kept, forget."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import orjson
from flask import Response, request

from simulators.kit.errors import ControlError, nearest
from simulators.kit.journal import har
from simulators.kit.journal.entry import Entry
from simulators.kit.journal.filters import Wanted
from simulators.kit.journal.journal import MOST_WAITING, Journal
from simulators.kit.journal.verify import KNOWN, Expectation

Json = dict[str, Any]
KEEPS = {"shape": False, "everything": True}


class TooManyWait(ControlError):  # noqa: N818 - reads aloud: raise it
    """As many as may are waiting for calls already."""

    status = 503


class JournalDoor:
    """One small function an operation; the table is the whole of it.

    Args:
        journal: the calls.
        account: the account the request names, None for all; raises ControlError if there is none such.
        chosen: the accounts the request means.
        body: the request's JSON object, which may have these names; raises ControlError.
        title: the simulator's name.
        operations: those there are; none when nobody said, and then any name will do.
    """

    def __init__(
        self,
        journal: Journal,
        account: Callable[[], str | None],
        chosen: Callable[[], list[str]],
        body: Callable[[set[str]], Json],
        title: str,
        operations: Callable[[], Collection[str]] = tuple,
    ) -> None:
        self._journal = journal
        self._account, self._chosen, self._body = account, chosen, body
        self._title, self._operations = title, operations

    def table(self) -> dict[str, dict[str, Callable[[], Response]]]:
        """The views, by path and method."""
        return {
            "/journal": {"GET": self.read, "PUT": self.keep, "DELETE": self.clear},
            "/journal/verify": {"POST": self.verify},
            "/journal.har": {"GET": self.export},
        }

    def read(self) -> Response:
        """The calls asked for, and for each account what is kept and the number of its latest call."""
        return _json({"entries": [entry.as_json() for entry in self._wanted()], **self._settings()})

    def keep(self) -> Response:
        """Choose what is kept from now on."""
        wish = self._body({"keep", "header"})
        changes = {_CHANGES[name]: _READ[name](value) for name, value in wish.items()}
        for name in self._chosen():
            self._journal.keep(name, replace(self._journal.keeping(name), **changes))
        return _json(self._settings())

    def clear(self) -> Response:
        """Forget calls; their numbers go on."""
        self._journal.clear(self._account())
        return _json({"entries": [], **self._settings()})

    def verify(self) -> Response:
        """Whether calls came as expected, waiting for them if that is wished. 200 whatever the verdict."""
        expected, account = Expectation.read(self._body(KNOWN)), self._account()
        named = expected.fields.get("operation")
        self._check(*expected.order, *([named] if named is not None else []))
        try:
            entries = self._journal.wait(account, expected.holds, expected.timeout)
        except TimeoutError as error:
            raise TooManyWait(
                f"{MOST_WAITING} requests wait for calls already; ask again, or without a timeout"
            ) from error
        return _json(expected.verdict(entries))

    def export(self) -> Response:
        """The calls asked for, as HAR."""
        base = request.url_root.rstrip("/")
        answer = _json(har.export(self._wanted(), base, self._title, _version()))
        answer.headers["Content-Disposition"] = 'attachment; filename="journal.har"'
        return answer

    def _wanted(self) -> list[Entry]:
        wanted = Wanted.read(request.args)
        self._check(*([wanted.operation] if wanted.operation is not None else []))
        return wanted.of(self._journal.entries(self._account()))

    def _check(self, *named: str) -> None:
        """A misspelt operation was never called, so to look for it would hold whatever happened."""
        known = self._operations()
        for name in named:
            if known and name not in known:
                raise ControlError(f"no operation {name!r}; {nearest(name, known)}")

    def _settings(self) -> Mapping[str, Json]:
        return {"accounts": {name: self._of(name) for name in self._chosen()}}

    def _of(self, account: str) -> Json:
        keeping = self._journal.keeping(account)
        return {
            "keep": "everything" if keeping.values else "shape",
            "header": keeping.header,
            "last": self._journal.last(account),
        }


def _keep(value: object) -> bool:
    if not isinstance(value, str) or value not in KEEPS:
        raise ControlError(f"keep is {value!r}; give {' or '.join(KEEPS)}")
    return KEEPS[value]


def _header(value: object) -> bool:
    if not isinstance(value, bool):
        raise ControlError(f"header is {value!r}; give true or false")
    return value


_READ: dict[str, Callable[[object], bool]] = {"keep": _keep, "header": _header}
_CHANGES = {"keep": "values", "header": "header"}


def _json(document: Mapping[str, Any]) -> Response:
    return Response(orjson.dumps(document), content_type="application/json")


def _version() -> str:
    try:
        return version("usedesk-retailcrm-block")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
