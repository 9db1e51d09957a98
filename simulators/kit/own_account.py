"""An account of a running simulator that belongs to one test; what the simulators' pytest plugins share."""

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from simulators.kit.client import ControlClient, Json
from simulators.kit.errors import ControlError, nearest

# A connection is tried again this often: the fault `refuse` keeps everybody out for up to a minute.
ATTEMPTS = 70


class OwnClock:
    """The account's clock; nobody else's moves with it."""

    def __init__(self, control: ControlClient, account: str) -> None:
        self._control, self._account = control, account

    def now(self) -> datetime:
        """The account's time."""
        return self._read(self._control.clock())

    def freeze(self, moment: datetime | str | None = None) -> datetime:
        """Stop the clock, now or at the moment; a moment without a zone is UTC."""
        return self._change(frozen=True, **_at(moment))

    def set(self, moment: datetime | str) -> datetime:
        """Make it the moment; a clock that runs runs on from there."""
        return self._change(**_at(moment))

    def advance(self, step: float | timedelta) -> datetime:
        """Move time on by so many seconds, a year at most."""
        return self._change(advance=step.total_seconds() if isinstance(step, timedelta) else step)

    def run(self) -> datetime:
        """Let a frozen clock run on."""
        return self._change(frozen=False)

    def _change(self, **change: Any) -> datetime:
        return self._read(self._control.set_clock(change))

    def _read(self, accounts: Json) -> datetime:
        return datetime.fromisoformat(accounts[self._account]["now"])


class OwnAccount:
    """An account of a running simulator, and all its control door can do for it.

    A request that the simulator refuses raises ControlError; its message names the remedy.

    Attributes:
        account: its name.
        url: where its API and pages begin, such as http://127.0.0.1:8001/gw0-1f2e3d4c.
        clock: its time.
    """

    def __init__(self, control: ControlClient, account: str, url: str) -> None:
        self.account = account
        self.url = url
        self.clock = OwnClock(control, account)
        self._control = control

    def load(self, **documents: list[Json]) -> Json:
        """Add documents by kind, such as `customers=[…]`; tells the ids made. All are added, or none."""
        made: Json = self._control.seed({"load": documents})[self.account]
        return made

    def inject(self, kind: str, **settings: Any) -> int | None:
        """Set a fault, with its settings and the rule of which calls it strikes; tells its number.

        `refuse` has none: it strikes the whole simulator, and heals by time alone.
        """
        standing = self._control.add_fault({"kind": kind, **settings})[self.account]
        number: int | None = standing[-1]["id"] if standing and kind != "refuse" else None
        return number

    def heal(self, number: int | None = None) -> None:
        """Heal one fault, or all."""
        self._control.heal(number)

    def faults(self) -> list[Json]:
        """The faults that have not healed."""
        standing: list[Json] = self._control.faults()[self.account]
        return standing

    def dialect(self, **positions: str) -> dict[str, str]:
        """Move switches, `name_match="whole"` for name-match; tells where all stand."""
        wish = {name.replace("_", "-"): position for name, position in positions.items()}
        standing: dict[str, str] = self._control.set_dialect(wish)[self.account]
        return standing

    def journal(self, **wanted: Any) -> list[Json]:
        """The calls, oldest first; `operation`, `request_id`, `status`, `since`, `limit` narrow them."""
        return self._control.journal(**wanted)

    def keep_values(self) -> None:
        """Let the journal tell the real values of later calls, personal data among them; keys never."""
        self._control.keep_journal(keep="everything")

    def violations(self) -> list[str]:
        """Where calls or answers departed from the contract, a sentence each.

        Judged is the simulator's own answer, before faults had their way with it.
        """
        return [
            f"#{entry['number']} {entry['operation'] or entry['method']}: {violation}"
            for entry in self._control.journal(violations="true")
            for violation in entry["violations"]
        ]

    def verify(self, operation: str | None = None, **expected: Any) -> None:
        """Assert that calls came: at least one, or as `count`, `at_least`, `at_most` or `order` say.

        `status` and `request_id` narrow which calls count; with `timeout` it waits so many seconds for them.

        Raises:
            AssertionError: they did not come; the message tells what did, the nearest first.
        """
        __tracebackhide__ = True
        wish = {"operation": operation, **expected}
        verdict = self._control.verify({name: value for name, value in wish.items() if value is not None})
        if not verdict["verified"]:
            raise AssertionError(told(verdict))

    def snapshot(self) -> Json:
        """All its data, to be put back by `restore`, here or in another account."""
        return self._control.snapshot()

    def restore(self, snapshot: Mapping[str, Any]) -> None:
        """Put a snapshot in place of its data."""
        self._control.put_snapshot(snapshot)

    def reset(self) -> None:
        """Put data, clock, dialect, faults and journal back to how they were when the test began."""
        self._control.reset()


@contextlib.contextmanager
def made(
    simulator: str, whose: str, wish: Mapping[str, Any], token: str | None = None
) -> Iterator[tuple[ControlClient, str]]:
    """A new account until the block ends, as somebody who speaks for it alone, and its name.

    Args:
        simulator: where one listens.
        whose: how the name begins: small letters, digits and hyphens.
        wish: what the account is made with.
        token: what the simulator was started with as --control-token.

    Raises:
        ControlError: the wish is wrong, or the simulator can't be reached.
    """
    name = f"{whose}-{secrets.token_hex(4)}"
    with ControlClient(simulator, token=token) as control:
        control.create_account({"account": name, **wish})
    with ControlClient(simulator, name, token, ATTEMPTS) as own:
        try:
            yield own, name
        finally:
            own.delete_account(name)


def check_options(options: Iterable[str], known: tuple[str, ...]) -> None:
    """See that an account can be made with these; raises ControlError naming the one that is none."""
    for name in options:
        if name not in known:
            raise ControlError(f"no option {name!r}; {nearest(name, known)}")


def told(verdict: Mapping[str, Any]) -> str:
    """What was wanted and what came instead, of a verdict that does not hold."""
    seen = verdict["seen"]
    came = f"{verdict['matched']} of the {seen} calls that came match" if seen else "no call came"
    return "\n".join([f"wanted {verdict['wanted']}; {came}", *map(_line, verdict["closest"])])


def _line(near: Mapping[str, Any]) -> str:
    entry = near["entry"]
    differs = [f"{name} is {one['was']}, not {one['wanted']}" for name, one in near["differs"].items()]
    faults = f" (struck by {', '.join(entry['faults'])})" if entry["faults"] else ""
    call = f"  #{entry['number']} {entry['operation'] or entry['method']} answered {entry['status']}{faults}"
    return f"{call}: {', '.join(differs)}" if differs else call


def _at(moment: datetime | str | None) -> Json:
    if moment is None:
        return {}
    return {"now": moment.isoformat() if isinstance(moment, datetime) else moment}
