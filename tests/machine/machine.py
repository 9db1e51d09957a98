"""The state machine: draws one step after the other, and after each opens every ticket there is."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from hypothesis import event, note
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    precondition,
    rule,
)

from tests.machine import drawing, steps
from tests.machine.driving import Driver
from tests.machine.expected import OUTAGES, REMEMBERED_HOURS, Remembering, expected
from tests.machine.playing import Driven, Opening, Oracle, Play
from tests.properties.worlds import SHOPS
from tests.stack import Stack

FAILED = Path("reports/machine")
_MOST_TICKETS = 3
# Of more people or companies with one phone the service looks at these many, and the block says so.
_MOST_PEOPLE, _MOST_COMPANIES = 5, 3
_PATIENCE = 3  # steps after which somebody mends what is broken


class Machine(RuleBasedStateMachine):
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

    customers = Bundle("customers")
    orders = Bundle("orders")

    @initialize(target=customers, plain=st.booleans(), data=st.data())
    def begin(self, plain: bool, data: st.DataObject) -> MultipleResults[int]:
        """Begin with a few customers who ordered and a client who writes, or with less."""
        self.plain = plain
        self.play = Play(self.driven(), self.oracle())
        self.broken_since: int | None = None
        if self.remembers:  # it asks once an hour whether there are contact persons at all
            self.play.do(steps.CompanyAppears("Firm", (), None, SHOPS[0]))
        for _ in range(data.draw(st.integers(0, 2))):
            phones, mail = self._addresses(data)
            self.play.do(steps.CustomerAppears("Анна", phones, mail, data.draw(drawing.shops)))
        made = [one.id for one in self.play.model.people]
        for owner in made:
            if data.draw(st.booleans()):
                self._order(data, owner, None, data.draw(drawing.shops))
        self._do(data.draw(drawing.letters(plain=plain)))
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
        return self.broken_since is None or len(self.play.script) - self.broken_since < _PATIENCE

    def calm(self) -> bool:
        """Whether other questions may be asked than before: not while old answers stand in for new ones."""
        return self.patient() and not (self.remembers and self.play.model.fault)

    def sees_at_once(self) -> bool:
        """Whether everything is asked anew, the names of statuses too."""
        return self.patient() and not self.remembers

    def writable(self) -> bool:
        """Whether RetailCRM answers at all."""
        return self.patient() and self.play.model.fault is None

    def roomy(self) -> bool:
        """Whether one more person could be looked at."""
        return self.writable() and len(self.play.model.people) < _MOST_PEOPLE

    @precondition(roomy)
    @rule(target=customers, data=st.data(), name=drawing.names, shop=drawing.shops)
    def a_customer_appears(self, data: st.DataObject, name: str, shop: str) -> int:
        phones, mail = self._addresses(data)
        self._do(steps.CustomerAppears(name, phones, mail, shop))
        return self.play.model.cards_made

    @precondition(writable)
    @rule(customer=customers, data=st.data())
    def a_customer_changes(self, customer: int, data: st.DataObject) -> None:
        self._do(steps.CustomerChanges(customer, *self._addresses(data)))

    @precondition(writable)
    @rule(into=customers, gone=consumes(customers))
    def customers_merge(self, into: int, gone: int) -> None:
        self._do(steps.CustomersMerge(into, gone))

    @precondition(lambda self: self.roomy() and len(self.play.model.companies) < _MOST_COMPANIES)
    @rule(target=customers, data=st.data(), name=drawing.names, shop=drawing.shops)
    def a_company_appears(self, data: st.DataObject, name: str, shop: str) -> int:
        self._do(steps.CompanyAppears(name, *self._addresses(data), shop))
        return self.play.model.companies[-1].contact or 0

    @precondition(writable)
    @rule(target=orders, owner=customers, data=st.data(), shop=drawing.shops)
    def an_order_appears(self, owner: int, data: st.DataObject, shop: str) -> int:
        return self._order(data, owner, None, shop)

    @precondition(roomy)
    @rule(target=orders, data=st.data(), shop=drawing.shops)
    def somebody_orders_who_is_not_named(self, data: st.DataObject, shop: str) -> int:
        return self._order(data, None, None, shop)

    @precondition(lambda self: self.writable() and self.play.model.contacts)
    @rule(target=orders, data=st.data())
    def a_company_orders(self, data: st.DataObject) -> int:
        company = data.draw(st.sampled_from(self.play.model.companies))
        contact = data.draw(st.none() | st.sampled_from(self.play.model.contacts))
        return self._order(data, company.id, contact, company.shop)

    @precondition(writable)
    @rule(order=orders, data=st.data())
    def an_order_changes(self, order: int, data: st.DataObject) -> None:
        phone, mail = self._address(data)
        self._do(steps.OrderChanges(order, phone, mail))

    @precondition(writable)
    @rule(order=orders, status=st.sampled_from(list(steps.STATUSES)))
    def an_order_moves_on(self, order: int, status: str) -> None:
        self._do(steps.OrderMovesOn(order, status))

    @precondition(lambda self: self.writable() and self.play.model.firms_orders)
    @rule(data=st.data())
    def an_order_changes_hands(self, data: st.DataObject) -> None:
        order = data.draw(st.sampled_from(self.play.model.firms_orders))
        self._do(steps.OrderChangesHands(order, data.draw(st.sampled_from(self.play.model.contacts))))

    @precondition(sees_at_once)
    @rule(status=st.sampled_from(list(steps.STATUSES)), name=drawing.names)
    def a_status_is_renamed(self, status: str, name: str) -> None:
        self._do(steps.StatusRenamed(status, name))

    @precondition(lambda self: self.calm() and len(self.play.model.tickets) < _MOST_TICKETS)
    @rule(data=st.data())
    def a_letter_arrives(self, data: st.DataObject) -> None:
        self._do(data.draw(drawing.letters(plain=self.plain)))

    @precondition(lambda self: self.calm() and self.play.model.clients)
    @rule(data=st.data())
    def an_agent_corrects_a_card(self, data: st.DataObject) -> None:
        client = data.draw(st.sampled_from(sorted(self.play.model.clients)))
        phones = data.draw(drawing.several(drawing.numbers(plain=self.plain)))
        mails = data.draw(drawing.several(drawing.mails(plain=self.plain)))
        self._do(steps.CardChanges(client, phones, mails))

    @precondition(lambda self: self.calm() and len(self.play.model.clients) > 1)
    @rule(data=st.data())
    def an_agent_merges_clients(self, data: st.DataObject) -> None:
        clients = sorted(self.play.model.clients)
        into, gone = data.draw(st.permutations(clients))[:2]
        self._do(steps.ClientsMerge(into, gone))

    @precondition(lambda self: self.fine)
    @rule()
    def the_key_is_revoked(self) -> None:
        self._break(steps.KeyRevoked())

    @precondition(lambda self: self.fine)
    @rule(off=st.sampled_from([steps.BlockSwitched(on=False), steps.ExtensionSwitched(on=False)]))
    def an_administrator_switches_it_off(self, off: steps.Step) -> None:
        self._break(off)

    @precondition(lambda self: self.fine)
    @rule(fault=st.sampled_from(list(steps.FAULTS)))
    def retailcrm_breaks(self, fault: str) -> None:
        self._break(steps.FaultBegins(fault))

    @precondition(lambda self: not self.fine)
    @rule(shops=drawing.some_shops)
    def it_is_mended(self, shops: tuple[str, ...]) -> None:
        model = self.play.model
        self.broken_since = None
        if model.fault is not None:
            self._do(steps.FaultEnds())
        elif not model.key_works:
            self._do(steps.KeyRenewed(() if self.remembers else shops))
        elif not model.block_on:
            self._do(steps.BlockSwitched(on=True))
        else:
            self._do(steps.ExtensionSwitched(on=True))

    @precondition(lambda self: self.sees_at_once() and self.play.model.key_works)
    @rule(shops=drawing.some_shops)
    def the_key_is_limited(self, shops: tuple[str, ...]) -> None:
        self._do(steps.KeyLimited(shops))

    @precondition(calm)
    @rule(data=st.data())
    def a_dialect_is_switched(self, data: st.DataObject) -> None:
        self._do(data.draw(drawing.dialects(plain=self.plain, lasting=self.remembers)))

    @precondition(patient)
    @rule(hours=st.sampled_from([1, 2, 24, 48]))
    def time_passes(self, hours: int) -> None:
        self._do(steps.TimePasses(hours))
        if self.fine:
            self.broken_since = None

    def teardown(self) -> None:
        if hasattr(self, "play"):
            self.play.close()

    def _break(self, step: steps.Step) -> None:
        self.broken_since = len(self.play.script)
        self._do(step)

    def _order(self, data: st.DataObject, owner: int | None, contact: int | None, shop: str) -> int:
        phone, mail = self._address(data)
        self._do(steps.OrderAppears(owner, contact, phone, mail, shop, data.draw(st.integers(0, 9))))
        return len(self.play.model.purchases)

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
            if not opening.right:
                self._fail(opening)

    def _fail(self, opening: Opening) -> None:
        FAILED.mkdir(parents=True, exist_ok=True)
        script, file = steps.write(self.play.script), FAILED / f"{type(self).__name__}.jsonl"
        file.write_text(script, encoding="utf-8")
        note(script)
        raise AssertionError(
            f"ticket {opening.ticket} must show {opening.expected}, and shows {opening.shown};"
            f" the script stands in {file}: nox -s replay -- {file}{self.replayed}"
        )


class RememberingMachine(Machine):
    """The same with a service that remembers: while the CRM fails, a ticket shows what it showed last."""

    remembers = True
    replayed = " --remembering"

    def oracle(self) -> Oracle:
        return Remembering(REMEMBERED_HOURS)

    @precondition(lambda self: self.fine)
    @rule(fault=st.sampled_from(OUTAGES), hours=st.sampled_from([1, 24]))
    def retailcrm_fails_for_hours(self, fault: str, hours: int) -> None:
        self._break(steps.FaultBegins(fault))
        self._do(steps.TimePasses(hours))
