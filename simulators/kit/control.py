"""The control door under `/_sim/`: JSON for programs, one page for people."""

import hmac
import ipaddress
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

import contracts
from simulators.kit import page
from simulators.kit.asked import Json, View, body, chosen, dispatch, named, part, problem
from simulators.kit.clock import Clock
from simulators.kit.clock_change import ClockChange, as_json
from simulators.kit.dialects import Dialect, Switch
from simulators.kit.errors import ControlError
from simulators.kit.faults import Faults
from simulators.kit.faults.door import FaultDoor
from simulators.kit.journal import Journal
from simulators.kit.journal.door import JournalDoor
from simulators.kit.snapshots import Keeper, Snapshots

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


class Simulated(Keeper, Protocol):
    """What the control door needs of a simulator."""

    def accounts(self) -> list[str]:
        """The accounts there are now."""

    def summary(self, account: str) -> Json:
        """What the account holds, in figures."""

    def reset(self, account: str) -> None:
        """Put the account back to how it was at start."""

    def seed(self, account: str, wish: Mapping[str, Any]) -> Json:
        """Make data in the account; raises ControlError, and changes nothing, when the wish is bad."""


class Controls:
    """Clock, dialect and faults of each account, and the journal of all.

    Attributes:
        journal: the calls.
        struck: the operations faults can strike.
        key_ids: the ids of an account's keys.

    Args:
        switches: the open questions.
        positions: where switches stand until chosen otherwise, and again after a reset.

    Raises:
        ControlError: a position does not exist.
    """

    def __init__(self, switches: tuple[Switch, ...] = (), positions: Mapping[str, str] | None = None) -> None:
        self.journal = Journal()
        self._switches = switches
        self._positions = dict(positions or {})
        self._start_dialect()  # a bad position is told now, not at the first request
        self._held: dict[str, tuple[Clock, Dialect, Faults]] = {}
        self.struck: Collection[str] = ()
        self.key_ids: Callable[[str], Collection[int]] = lambda _account: ()

    def clock(self, account: str) -> Clock:
        """The account's time."""
        return self._of(account)[0]

    def now(self, account: str) -> datetime:
        """The account's time now, in UTC."""
        return self.clock(account).now()

    def operations(self) -> Collection[str]:
        """The operations faults can strike."""
        return self.struck

    def keys(self, account: str) -> Collection[int]:
        """The ids of the account's keys."""
        return self.key_ids(account)

    def dialect(self, account: str) -> Dialect:
        """The positions of the account's switches."""
        return self._of(account)[1]

    def faults(self, account: str) -> Faults:
        """The account's faults."""
        return self._of(account)[2]

    def reset(self, account: str) -> None:
        """Forget all that was chosen for the account, and its journal."""
        self._held.pop(account, None)
        self.journal.forget(account)

    def _of(self, account: str) -> tuple[Clock, Dialect, Faults]:
        held = self._held.get(account)
        return held or self._held.setdefault(account, (Clock(), self._start_dialect(), Faults()))

    def _start_dialect(self) -> Dialect:
        dialect = Dialect(self._switches)
        dialect.choose(self._positions)
        return dialect


def door(
    title: str,
    simulated: Simulated,
    controls: Controls,
    token: str | None = None,
    *,
    own: Mapping[str, dict[str, View]] | None = None,
    invents: str = "customers",
) -> Blueprint:
    """The blueprint to register on a simulator's app.

    Args:
        title: the simulator's name.
        simulated: whose data it moves.
        controls: clocks, dialects, faults and journal.
        token: who sends it as Bearer is let in; only this machine is when None.
        own: operations of this simulator alone, by path and method.
        invents: what a seed makes so many of.
    """
    blueprint = Blueprint("control", __name__, "static", url_prefix="/_sim", template_folder="templates")
    blueprint.before_request(lambda: _admit(token))
    blueprint.before_request(_only_account)
    blueprint.register_error_handler(ControlError, _refused)
    blueprint.register_error_handler(HTTPException, _told)
    table = _Handlers(title, simulated, controls).table() | dict(own or {})
    for path, methods in table.items():
        blueprint.add_url_rule(path, path.replace(".", "-"), dispatch(methods), methods=METHODS)
    blueprint.add_url_rule("/<path:_rest>", "unknown", _unknown, methods=METHODS)
    blueprint.add_url_rule("/", "page", lambda: page.render(title, controls.operations(), invents))
    blueprint.add_url_rule("/openapi.json", "openapi", lambda: jsonify(contracts.load("control")))
    return blueprint


def _unknown(_rest: str) -> Response:
    return problem(404, "no such control operation; /_sim/openapi.json tells those there are")


class _Handlers:
    """One small function an operation; the table below is the whole door."""

    def __init__(self, title: str, simulated: Simulated, controls: Controls) -> None:
        self._simulated = simulated
        self._snapshots = Snapshots(title, simulated)
        self._controls = controls
        self._faults = FaultDoor(controls, self._account, simulated.accounts, body)
        self._journal = JournalDoor(
            controls.journal, self._account, self._chosen, body, title, controls.operations
        )

    def table(self) -> dict[str, dict[str, View]]:
        return {
            "/state": {"GET": self.state},
            "/reset": {"POST": self.reset},
            "/seed": {"POST": self.seed},
            "/clock": {"GET": self.clock, "PUT": self.set_clock},
            "/dialect": {"GET": self.dialect, "PUT": self.set_dialect},
            **self._faults.table(),
            "/snapshot": {"GET": self.snapshot, "PUT": self.put_snapshot},
            "/snapshots": {"GET": self.snapshots, "POST": self.keep_snapshot},
            "/snapshots/<name>": {"DELETE": self.drop_snapshot},
            "/snapshots/<name>/restore": {"POST": self.put_back_snapshot},
            **self._journal.table(),
        }

    def state(self) -> Response:
        return self._told(self._chosen())

    def reset(self) -> Response:
        body(set())
        for name in self._chosen():
            self._simulated.reset(name)
            self._controls.reset(name)
        return self.state()

    def seed(self) -> Response:
        wish = body(None)
        return jsonify(accounts={name: self._simulated.seed(name, wish) for name in self._chosen()})

    def clock(self) -> Response:
        return jsonify(accounts={name: as_json(self._controls.clock(name)) for name in self._chosen()})

    def set_clock(self) -> Response:
        change = ClockChange.read(body({"now", "frozen", "advance"}))
        for name in self._chosen():
            change.apply(self._controls.clock(name))
        return self.clock()

    def dialect(self) -> Response:
        accounts = {name: self._controls.dialect(name).positions() for name in self._chosen()}
        switches = [
            {"name": one.name, "question": one.question, "positions": list(one.positions)}
            for one in Dialect(self._controls._switches).switches  # noqa: SLF001 - its own module's class
        ]
        return jsonify(accounts=accounts, switches=switches)

    def set_dialect(self) -> Response:
        positions = body(None)
        for name in self._chosen():
            self._controls.dialect(name).choose(positions)
        return self.dialect()

    def snapshot(self) -> Response:
        return Response(self._snapshots.take(self._chosen()), mimetype="application/json")

    def put_snapshot(self) -> Response:
        return self._told(self._snapshots.put(body(None), self._account()))

    def snapshots(self) -> Response:
        return jsonify(accounts=self._snapshots.named(self._chosen()))

    def keep_snapshot(self) -> Response:
        self._snapshots.keep(self._chosen(), body({"name"}).get("name"))
        answer = self.snapshots()
        answer.status_code = 201
        return answer

    def put_back_snapshot(self) -> Response:
        body(set())
        return self._told(self._snapshots.put_back(self._chosen(), part("name")))

    def drop_snapshot(self) -> Response:
        self._snapshots.drop(self._chosen(), part("name"))
        return self.snapshots()

    def _told(self, accounts: list[str]) -> Response:
        return jsonify(accounts={name: self._simulated.summary(name) for name in accounts})

    def _account(self) -> str | None:
        return named(self._simulated)

    def _chosen(self) -> list[str]:
        return chosen(self._simulated)


def _admit(token: str | None) -> None:
    if token is not None:
        sent = request.headers.get("Authorization", "").encode()
        if hmac.compare_digest(sent, f"Bearer {token}".encode()):
            return
    elif request.remote_addr is None or ipaddress.ip_address(request.remote_addr).is_loopback:
        if _is_this_machine(request.host):
            return  # who calls without a network is on this machine
        abort(
            403,
            "the control door was called by a name that is not this machine's; call it by 127.0.0.1 or "
            "localhost, or start the simulator with --control-token",
        )
    abort(
        403, "the control door is for this machine only, or for those who send the --control-token as Bearer"
    )


def _is_this_machine(host: str) -> bool:
    """Tell whether a name always means this machine: a page of another site may let its own lead here."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or name.endswith(".localhost") or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _only_account() -> None:
    """A misspelt `account` would mean all of them. The journal has more to say, and checks it itself."""
    if len(request.args.getlist("account")) > 1:
        raise ControlError("account stands twice in the query; name one, or none for all")
    extra = sorted(set(request.args) - {"account"})
    if extra and not request.path.startswith(("/_sim/journal", "/_sim/openapi")) and request.path != "/_sim/":
        raise ControlError(f"unknown {', '.join(map(repr, extra))} in the query; known: account")


def _refused(error: ControlError) -> Response:
    return problem(error.status, str(error))


def _told(error: HTTPException) -> Response:
    return problem(error.code or 500, error.description or error.name)
