"""What all machines share: how they begin, when a rule may be drawn, and what every step is followed by."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from hypothesis import event, note
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, initialize, multiple

from tests.machine import drawing, script, steps
from tests.machine.driving import Driver
from tests.machine.expected import expected
from tests.machine.playing import Driven, Opening, Oracle, Play
from tests.properties.worlds import SHOPS
from tests.stack import Stack

FAILED = Path("reports/machine")
# Of more people with one phone the service looks at these many, and the block says so.
_MOST_PEOPLE = 5
_PATIENCE = 3  # steps after which somebody mends RetailCRM; what hides everything is mended at once

customers: Bundle[int] = Bundle("customers")
orders: Bundle[int] = Bundle("orders")


class Basis(RuleBasedStateMachine):
    """Whatever happens to both systems, every ticket shows what the oracle says.

    A script that fails is written to a file that can be replayed; the last one written is the shortest.

    Attributes:
        stack: the three that are driven.
        turn: turns the service's clock.
        met: the outcomes of all openings so far, and how often.
        replayed: what replays a script, after the file's name.
        remembers: whether the service does; then nothing happens in which it is right to be an hour behind.
    """

    stack: ClassVar[Stack]
    turn: ClassVar[Callable[[float], object]]
    met: ClassVar[Counter[str]]
    replayed: ClassVar[str] = ""
    remembers: ClassVar[bool] = False

    @initialize(target=customers, plain=st.booleans(), data=st.data())
    def begin(self, plain: bool, data: st.DataObject) -> MultipleResults[int]:
        """Begin with a few customers, most of whom ordered, and a client who writes."""
        self.plain = plain
        self.play = Play(self.driven(), self.oracle())
        self.broken_since: int | None = None
        if self.remembers or data.draw(st.booleans()):
            # A service that remembers asks once an hour whether there are contact persons at all.
            self.play.do(steps.CompanyAppears("Firm", *self._addresses(data), SHOPS[0]))
        for _ in range(data.draw(st.integers(1, 3))):
            phones, mail = self._addresses(data)
            self.play.do(steps.CustomerAppears("Анна", phones, mail, self._shop(data)))
        made = [one.id for one in self.play.model.people]
        buyers = [(one, None) for one in made]
        for owner, contact in [*buyers, *((one.id, one.contact) for one in self.play.model.companies)]:
            if data.draw(st.integers(0, 3)):
                self._order(data, owner, contact, self._shop(data) if contact is None else SHOPS[0])
        self._do(data.draw(drawing.letters(plain=plain).filter(drawing.tells)))
        return multiple(*made)

    def driven(self) -> Driven:
        """What the steps are done to."""
        return Driver(self.stack, type(self).turn)

    def oracle(self) -> Oracle:
        """What tells what a ticket must show."""
        return expected

    @property
    def fine(self) -> bool:
        """Whether nothing is broken that hides everything else."""
        model = self.play.model
        return model.key_works and model.block_on and model.extension_on and model.fault is None

    def patient(self) -> bool:
        """Whether life goes on: what is broken gets mended before long."""
        patience = _PATIENCE if self.play.model.fault else 1
        return self.broken_since is None or len(self.play.script) - self.broken_since < patience

    def calm(self) -> bool:
        """Whether other questions may be asked than before: not while old answers stand in for new ones."""
        return self.patient() and not (self.remembers and self.play.model.fault)

    def sees_at_once(self) -> bool:
        """Whether everything is asked anew, the names of statuses too."""
        return self.patient() and not self.remembers

    def writable(self) -> bool:
        """Whether RetailCRM takes what is written, and what it answers then may be new."""
        model = self.play.model
        return self.patient() and (model.fault is None or (model.part is not None and not self.remembers))

    def roomy(self) -> bool:
        """Whether one more person could be looked at."""
        return self.writable() and len(self.play.model.people) < _MOST_PEOPLE

    def teardown(self) -> None:
        if hasattr(self, "play"):
            self.play.close()

    def _break(self, step: steps.Step) -> None:
        self.broken_since = len(self.play.script)
        self._do(step)

    def _order(self, data: st.DataObject, owner: int | None, contact: int | None, shop: str) -> int:
        phone, mail = self._address(data)
        self._do(steps.OrderAppears(owner, contact, phone, mail, shop, data.draw(st.integers(0, 9))))
        return self.play.model.orders_made

    def _shop(self, data: st.DataObject) -> str:
        return data.draw(drawing.shops(self.play.model))

    def _addresses(self, data: st.DataObject) -> tuple[tuple[steps.Address, ...], steps.Address | None]:
        phones = data.draw(drawing.several(drawing.numbers(plain=self.plain)))
        return phones, data.draw(st.none() | drawing.mails(plain=self.plain))

    def _address(self, data: st.DataObject) -> tuple[steps.Address | None, steps.Address | None]:
        phone = data.draw(st.none() | drawing.numbers(plain=self.plain))
        return phone, data.draw(st.none() | drawing.mails(plain=self.plain))

    def _do(self, step: steps.Step) -> None:
        self.play.do(step)
        for opening in self.play.openings():
            event(f"an agent saw: {opening.shown.outcome}")
            self.met[opening.shown.outcome] += 1
            self.met["old"] += opening.shown.old
            self.met.update(opening.shown.missing)
            if not opening.right:
                self._fail(opening)

    def _fail(self, opening: Opening) -> None:
        FAILED.mkdir(parents=True, exist_ok=True)
        told, file = script.write(self.play.script), FAILED / f"{type(self).__name__}.jsonl"
        file.write_text(told, encoding="utf-8")
        note(told)
        raise AssertionError(
            f"ticket {opening.ticket} must show {opening.expected}, and shows {opening.shown};"
            f" the script stands in {file}: nox -s replay -- {file}{self.replayed}"
        )
