"""The faults' part of the control door: set, told and healed."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Protocol

from flask import Response, jsonify, request

from simulators.kit.errors import ControlError
from simulators.kit.faults import refuse, sending
from simulators.kit.faults.settings import Settings
from simulators.kit.faults.standing import Faults, read
from simulators.kit.gate.delivery import Delivery

Json = dict[str, Any]


class Controlled(Protocol):
    """What faults need to know of an account."""

    def faults(self, account: str) -> Faults:
        """The account's faults."""
        ...

    def now(self, account: str) -> datetime:
        """The account's time."""
        ...

    def operations(self) -> Collection[str]:
        """The operations a fault can strike."""
        ...

    def keys(self, account: str) -> Collection[int]:
        """The ids of the account's keys."""
        ...


class FaultDoor:
    """One small function an operation; the table is the whole of it.

    Args:
        controlled: the faults and what they can strike.
        account: the account the request names, None for all; raises ControlError if there is none such.
        everybody: all accounts there are.
        body: the request's JSON object; raises ControlError.
    """

    def __init__(
        self,
        controlled: Controlled,
        account: Callable[[], str | None],
        everybody: Callable[[], list[str]],
        body: Callable[[None], Json],
    ) -> None:
        self._controlled = controlled
        self._account, self._everybody, self._body = account, everybody, body

    def table(self) -> dict[str, dict[str, Callable[[], Response]]]:
        """The views, by path and method."""
        return {
            "/faults": {"GET": self.told, "POST": self.add, "DELETE": self.clear},
            "/faults/<number>": {"DELETE": self.heal},
        }

    def told(self) -> Response:
        """The faults that have not healed yet."""
        standing = {
            name: [
                fault.as_json()
                for fault in self._controlled.faults(name).standing(self._controlled.now(name))
            ]
            for name in self._chosen()
        }
        return jsonify(accounts=standing)

    def add(self) -> Response:
        """Set a fault, in every account meant or in none."""
        wish = self._body(None)
        if wish.get("kind") == "refuse":
            self._refuse(wish)
        else:
            self._set(wish)
        answer = self.told()
        answer.status_code = 201
        return answer

    def clear(self) -> Response:
        """Heal everything."""
        for name in self._chosen():
            self._controlled.faults(name).clear()
        return self.told()

    def heal(self) -> Response:
        """Heal one fault, by its id."""
        number = str((request.view_args or {})["number"])
        ids = [int(number)] if number.isdecimal() and len(number) < 20 else []  # noqa: PLR2004 - no id is as long
        healed = [self._controlled.faults(name).heal(one) for name in self._chosen() for one in ids]
        if not any(healed):
            raise NoFault(f"no fault {number!r} stands; GET faults tells those that do")
        return self.told()

    def _chosen(self) -> list[str]:
        account = self._account()
        return self._everybody() if account is None else [account]

    def _set(self, wish: Json) -> None:
        names, operations = self._chosen(), self._controlled.operations()
        for name in names:  # a wish that one account refuses is set in none
            read(wish, self._controlled.now(name), operations, self._controlled.keys(name))
        for name in names:
            keys = self._controlled.keys(name)
            self._controlled.faults(name).add(wish, self._controlled.now(name), operations, keys)

    def _refuse(self, wish: Json) -> None:
        settings = Settings("refuse", {name: value for name, value in wish.items() if name != "kind"})
        seconds = refuse.seconds(settings)
        settings.finish()
        if self._account() is not None and len(self._everybody()) > 1:
            raise ControlError(
                "refuse strikes the whole simulator, not one account; leave the account out, or use reset"
            )
        if not sending.has_gate(request.environ):
            raise ControlError("refuse needs a network; serve the simulator with simulators.kit.launcher")
        sending.entrust(Delivery(refuse=seconds), request.environ)


class NoFault(ControlError):  # noqa: N818 - reads aloud: raise it
    """A fault that does not stand."""

    status = 404
