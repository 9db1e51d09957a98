"""The state machine: draws one step after the other, and after each opens every ticket there is."""

from collections import Counter
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
from tests.machine.expected import expected
from tests.machine.model import Model
from tests.machine.playing import Driven, Opening, Play
from tests.properties.oracle import Verdict
from tests.stack import Stack

FAILED = Path("reports/machine")
_MOST_TICKETS = 3
_PATIENCE = 3  # steps after which somebody mends what is broken


class Machine(RuleBasedStateMachine):
    """Whatever happens to both systems, every ticket shows what the oracle says.

    A script that fails is written to a file that can be replayed; the last one written is the shortest.

    Attributes:
        stack: the three that are driven.
        met: the outcomes of all openings so far, and how often.
    """

    stack: ClassVar[Stack]
    met: ClassVar[Counter[str]]

    customers = Bundle("customers")
    orders = Bundle("orders")

    @initialize(target=customers, plain=st.booleans(), data=st.data())
    def begin(self, plain: bool, data: st.DataObject) -> MultipleResults[int]:
        """Begin with a few customers who ordered and a client who writes, or with less."""
        self.plain = plain
        self.play = Play(self.driven(), self.expected)
        self.broken_since: int | None = None
        for _ in range(data.draw(st.integers(0, 2))):
            phones, mail = self._addresses(data)
            self.play.do(steps.CustomerAppears("Анна", phones, mail, data.draw(drawing.shops)))
        made = range(1, self.play.model.cards_made + 1)
        for owner in made:
            if data.draw(st.booleans()):
                self._order(data, owner, None, data.draw(drawing.shops))
        self._do(data.draw(drawing.letters(plain=plain)))
        return multiple(*made)

    def driven(self) -> Driven:
        """What the steps are done to."""
        return Driver(self.stack)

    def expected(self, model: Model, ticket: int) -> Verdict:
        """What the ticket must show."""
        return expected(model, ticket)

    @property
    def fine(self) -> bool:
        """Whether nothing is broken that hides everything else."""
        model = self.play.model
        return model.key_works and model.block_on and model.extension_on and model.fault is None

    def patient(self) -> bool:
        """Whether life goes on: what is broken gets mended before long."""
        return self.broken_since is None or len(self.play.script) - self.broken_since < _PATIENCE

    def writable(self) -> bool:
        """Whether RetailCRM answers at all."""
        return self.patient() and self.play.model.fault is None

    @precondition(writable)
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

    @precondition(writable)
    @rule(target=customers, data=st.data(), name=drawing.names, shop=drawing.shops)
    def a_company_appears(self, data: st.DataObject, name: str, shop: str) -> int:
        self._do(steps.CompanyAppears(name, *self._addresses(data), shop))
        return self.play.model.companies[-1].contact or 0

    @precondition(writable)
    @rule(target=orders, owner=st.none() | customers, data=st.data(), shop=drawing.shops)
    def an_order_appears(self, owner: int | None, data: st.DataObject, shop: str) -> int:
        return self._order(data, owner, None, shop)

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

    @precondition(lambda self: self.patient() and len(self.play.model.tickets) < _MOST_TICKETS)
    @rule(data=st.data())
    def a_letter_arrives(self, data: st.DataObject) -> None:
        self._do(data.draw(drawing.letters(plain=self.plain)))

    @precondition(lambda self: self.patient() and self.play.model.clients)
    @rule(data=st.data())
    def an_agent_corrects_a_card(self, data: st.DataObject) -> None:
        client = data.draw(st.sampled_from(sorted(self.play.model.clients)))
        phones = data.draw(drawing.several(drawing.numbers(plain=self.plain)))
        mails = data.draw(drawing.several(drawing.mails(plain=self.plain)))
        self._do(steps.CardChanges(client, phones, mails))

    @precondition(lambda self: self.patient() and len(self.play.model.clients) > 1)
    @rule(data=st.data())
    def an_agent_merges_clients(self, data: st.DataObject) -> None:
        clients = sorted(self.play.model.clients)
        into, gone = data.draw(st.permutations(clients))[:2]
        self._do(steps.ClientsMerge(into, gone))

    @precondition(lambda self: self.play.model.tickets and self.fine)
    @rule(data=st.data())
    def something_breaks(self, data: st.DataObject) -> None:
        ways: list[steps.Step] = [
            steps.KeyRevoked(),
            steps.BlockSwitched(on=False),
            steps.ExtensionSwitched(on=False),
        ]
        faults = [steps.FaultBegins(fault) for fault in steps.FAULTS]
        self.broken_since = len(self.play.script)
        self._do(data.draw(st.sampled_from([*ways, *faults])))

    @precondition(lambda self: not self.fine)
    @rule(shops=drawing.some_shops)
    def it_is_mended(self, shops: tuple[str, ...]) -> None:
        model = self.play.model
        self.broken_since = None
        if model.fault is not None:
            self._do(steps.FaultEnds())
        elif not model.key_works:
            self._do(steps.KeyRenewed(shops))
        elif not model.block_on:
            self._do(steps.BlockSwitched(on=True))
        else:
            self._do(steps.ExtensionSwitched(on=True))

    @precondition(lambda self: self.patient() and self.play.model.key_works)
    @rule(shops=drawing.some_shops)
    def the_key_is_limited(self, shops: tuple[str, ...]) -> None:
        self._do(steps.KeyLimited(shops))

    @precondition(patient)
    @rule(data=st.data())
    def a_dialect_is_switched(self, data: st.DataObject) -> None:
        self._do(data.draw(drawing.dialects(plain=self.plain)))

    @precondition(patient)
    @rule(hours=st.integers(1, 48))
    def time_passes(self, hours: int) -> None:
        self._do(steps.TimePasses(hours))
        if self.fine:
            self.broken_since = None

    def teardown(self) -> None:
        if hasattr(self, "play"):
            self.play.close()

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
            if not opening.right:
                self._fail(opening)

    def _fail(self, opening: Opening) -> None:
        FAILED.mkdir(parents=True, exist_ok=True)
        script, file = steps.write(self.play.script), FAILED / f"{type(self).__name__}.jsonl"
        file.write_text(script, encoding="utf-8")
        note(script)
        raise AssertionError(
            f"ticket {opening.ticket} must show {opening.expected}, and shows {opening.shown};"
            f" the script stands in {file}: nox -s replay -- {file}"
        )
