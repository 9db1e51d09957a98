"""The control door under `/_sim/`: JSON for programs, one page for people."""

import hmac
import ipaddress
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType

import contracts
from simulators.kit import page
from simulators.kit.clock import Clock
from simulators.kit.clock_change import ClockChange, as_json
from simulators.kit.dialects import Dialect, Switch
from simulators.kit.errors import ControlError, UnknownAccount
from simulators.kit.faults import Faults
from simulators.kit.faults.door import FaultDoor
from simulators.kit.journal import Journal
from simulators.kit.journal.door import JournalDoor
from simulators.kit.snapshots import Keeper, Snapshots

Json = dict[str, Any]
View = Callable[[], Response]
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


def door(title: str, simulated: Simulated, controls: Controls, token: str | None = None) -> Blueprint:
    """The blueprint to register on a simulator's app."""
    blueprint = Blueprint("control", __name__, "static", url_prefix="/_sim", template_folder="templates")
    blueprint.before_request(lambda: _admit(token))
    blueprint.register_error_handler(ControlError, _refused)
    blueprint.register_error_handler(HTTPException, _told)
    for path, methods in _Handlers(title, simulated, controls).table().items():
        blueprint.add_url_rule(path, path.replace(".", "-"), dispatch(methods), methods=METHODS)
    blueprint.add_url_rule("/<path:_rest>", "unknown", _unknown, methods=METHODS)
    blueprint.add_url_rule("/", "page", lambda: page.render(title, controls.operations()))
    blueprint.add_url_rule("/openapi.json", "openapi", lambda: jsonify(contracts.load("control")))
    return blueprint


def problem(status: int, detail: str) -> Response:
    """An error as problem JSON (RFC 9457)."""
    answer = jsonify(type="about:blank", title="Control request refused", status=status, detail=detail)
    answer.status_code = status
    answer.content_type = "application/problem+json"
    return answer


def sent_json(example: str) -> Json:
    """The object the request's body holds; the example is what an error proposes to send.

    Raises:
        ControlError: the body is not JSON, or JSON but no object.
        UnsupportedMediaType: the body is not said to be JSON.
    """
    try:
        body = request.get_json()
    except UnsupportedMediaType as error:
        error.description = "the body is not said to be JSON; send the header Content-Type: application/json"
        raise
    except (BadRequest, RecursionError) as error:
        raise ControlError(f"the body is not JSON; send an object, such as {example}") from error
    if not isinstance(body, dict):
        raise ControlError(f"the body is no JSON object; send one, such as {example}")
    return body


def dispatch(methods: dict[str, View]) -> View:
    """One view for all methods of a path, so that a wrong one is told as a problem too."""

    def view(**_parts: str) -> Response:  # a view reads the parts of its path from the request
        if request.method in methods:
            return methods[request.method]()
        answer = problem(405, f"{request.method} is not possible here; use {' or '.join(methods)}")
        answer.headers["Allow"] = ", ".join(methods)
        return answer

    return view


def _unknown(_rest: str) -> Response:
    return problem(404, "no such control operation; see openapi.json")


class _Handlers:
    """One small function an operation; the table below is the whole door."""

    def __init__(self, title: str, simulated: Simulated, controls: Controls) -> None:
        self._simulated = simulated
        self._snapshots = Snapshots(title, simulated)
        self._controls = controls
        self._faults = FaultDoor(controls, self._account, simulated.accounts, _body)
        self._journal = JournalDoor(controls.journal, self._account, self._chosen, _body, title)

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
        _body(set())
        for name in self._chosen():
            self._simulated.reset(name)
            self._controls.reset(name)
        return self.state()

    def seed(self) -> Response:
        wish = _body(None)
        return jsonify(accounts={name: self._simulated.seed(name, wish) for name in self._chosen()})

    def clock(self) -> Response:
        return jsonify(accounts={name: as_json(self._controls.clock(name)) for name in self._chosen()})

    def set_clock(self) -> Response:
        change = ClockChange.read(_body({"now", "frozen", "advance"}))
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
        positions = _body(None)
        for name in self._chosen():
            self._controls.dialect(name).choose(positions)
        return self.dialect()

    def snapshot(self) -> Response:
        return Response(self._snapshots.take(self._chosen()), mimetype="application/json")

    def put_snapshot(self) -> Response:
        return self._told(self._snapshots.put(_body(None), self._account()))

    def snapshots(self) -> Response:
        return jsonify(accounts=self._snapshots.named(self._chosen()))

    def keep_snapshot(self) -> Response:
        self._snapshots.keep(self._chosen(), _body({"name"}).get("name"))
        answer = self.snapshots()
        answer.status_code = 201
        return answer

    def put_back_snapshot(self) -> Response:
        _body(set())
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


def named(simulated: Simulated) -> str | None:
    """The account the request names, None for all; raises UnknownAccount."""
    account, known = request.args.get("account"), simulated.accounts()
    if account is not None and account not in known:
        raise UnknownAccount(f"no account {account!r}; there are: {', '.join(known) or 'none'}")
    return account


def chosen(simulated: Simulated) -> list[str]:
    """The accounts the request means; raises UnknownAccount."""
    account = named(simulated)
    return simulated.accounts() if account is None else [account]


def _body(known: set[str] | None) -> Json:
    """The request's JSON object; `known` are the names it may have, None for any."""
    body = sent_json("{}")
    extra = set(body) - known if known is not None else set()
    if extra:
        raise ControlError(
            f"unknown {', '.join(sorted(extra))}; known: {', '.join(sorted(known or ())) or 'nothing'}"
        )
    return body


def part(name: str) -> str:
    """What stands in this place of the request's path."""
    return str((request.view_args or {})[name])


def _admit(token: str | None) -> None:
    if token is not None:
        sent = request.headers.get("Authorization", "").encode()
        if hmac.compare_digest(sent, f"Bearer {token}".encode()):
            return
    elif request.remote_addr is None or ipaddress.ip_address(request.remote_addr).is_loopback:
        return  # who calls without a network is on this machine
    abort(
        403, "the control door is for this machine only, or for those who send the --control-token as Bearer"
    )


def _refused(error: ControlError) -> Response:
    return problem(error.status, str(error))


def _told(error: HTTPException) -> Response:
    return problem(error.code or 500, error.description or error.name)
