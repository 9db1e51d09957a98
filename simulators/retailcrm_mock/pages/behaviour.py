"""How the account behaves, where that is not as usual: its clock, its dialect, its faults."""

from dataclasses import dataclass

from simulators.kit.clock import wall_clock
from simulators.kit.control import Controls
from simulators.retailcrm_mock.state import Account

MOMENT = "%Y-%m-%d %H:%M:%S"
SLACK = 2  # seconds by which the account's clock may seem to differ while it is read


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What is unusual now, each in a few words."""

    clock: str
    dialect: tuple[tuple[str, str], ...]
    faults: int

    @property
    def usual(self) -> bool:
        """Nothing was changed."""
        return not (self.clock or self.dialect or self.faults)


def behaviour(account: Account, controls: Controls) -> Behaviour:
    """How the account behaves now."""
    dialect = controls.dialect(account.name)
    chosen = ((switch.name, dialect[switch.name], switch.positions[0]) for switch in dialect.switches)
    return Behaviour(
        clock=_clock(account, controls),
        dialect=tuple((name, position) for name, position, usual in chosen if position != usual),
        faults=len(controls.faults(account.name).standing(controls.clock(account.name).now())),
    )


def _clock(account: Account, controls: Controls) -> str:
    clock = controls.clock(account.name)
    if clock.frozen:
        return f"stopped at {account.now():{MOMENT}}"
    apart = clock.now() - wall_clock()
    if abs(apart.total_seconds()) < SLACK:
        return ""
    return f"moved to {account.now():{MOMENT}}"
