"""The state machine: draws one step after the other, and after each opens every ticket there is."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine import drawing, steps
from tests.machine.basis import Basis
from tests.machine.driving import Unhurried
from tests.machine.expected import REMEMBERED_HOURS, Remembering, expected, nameless
from tests.machine.faults import A_WHILE, FAULTS, OUTAGES, PARTS
from tests.machine.playing import Driven, Oracle
from tests.machine.shop import Shop

_MOST_TICKETS = 3


class Machine(Shop):
    """Whatever happens to both systems, every ticket shows what the oracle says."""

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
    @rule(fault=st.sampled_from(list(FAULTS)))
    def retailcrm_breaks(self, fault: str) -> None:
        self._break(steps.FaultBegins(fault))

    @precondition(lambda self: self.fine and not self.remembers)
    @rule(data=st.data(), part=st.sampled_from(list(PARTS)))
    def a_part_of_retailcrm_breaks(self, data: st.DataObject, part: str) -> None:
        # Whoever is told in a search for people that the key is wrong asks nothing more.
        faults = OUTAGES if part == "customers" else list(FAULTS)
        self._break(steps.FaultBegins(data.draw(st.sampled_from(faults)), part))

    @precondition(lambda self: not self.fine)
    @rule(data=st.data())
    def it_is_mended(self, data: st.DataObject) -> None:
        model = self.play.model
        self.broken_since = None
        if model.fault is not None:
            self._do(steps.FaultEnds())
        elif model.others is not None:
            self._do(steps.OthersStop())
        elif not model.key_works:
            self._do(steps.KeyRenewed(() if self.remembers else data.draw(drawing.some_shops(model))))
        elif not model.block_on:
            self._do(steps.BlockSwitched(on=True))
        else:
            self._do(steps.ExtensionSwitched(on=True))

    @precondition(lambda self: self.sees_at_once() and self.play.model.key_works)
    @rule(data=st.data())
    def the_key_is_limited(self, data: st.DataObject) -> None:
        self._do(steps.KeyLimited(data.draw(drawing.some_shops(self.play.model))))

    @precondition(lambda self: self.calm() and self.play.model.others is None)
    @rule(data=st.data())
    def a_dialect_is_switched(self, data: st.DataObject) -> None:
        self._do(data.draw(drawing.dialects(plain=self.plain, lasting=self.remembers)))

    @precondition(Basis.patient)
    @rule(hours=st.sampled_from([1, 2, 24, 48]))
    def time_passes(self, hours: int) -> None:
        self._do(steps.TimePasses(hours))
        if self.fine:
            self.broken_since = None


class PoliteMachine(Machine):
    """The same with a service that keeps to RetailCRM's limit, which others use up now and then."""

    counted = True

    def driven(self) -> Driven:
        return Unhurried(self.stack, self.time)

    def oracle(self) -> Oracle:
        return lambda model, ticket: nameless(expected(model, ticket))

    @precondition(lambda self: self.calm() and self.play.model.others is None)
    @rule()
    def retailcrm_begins_or_ceases_to_count(self) -> None:
        self._do(steps.QuotaSwitched(not self.play.model.quota))

    @precondition(lambda self: self.fine and self.play.model.quota)
    @rule(own_key=st.booleans())
    def others_call_without_end(self, own_key: bool) -> None:
        self._break(steps.OthersCall(own_key))

    @precondition(lambda self: self.calm() and self.play.model.others is None)
    @rule(data=st.data())
    def calls_are_counted_otherwise(self, data: st.DataObject) -> None:
        self._do(data.draw(drawing.rates()))


class RememberingMachine(Machine):
    """The same with a service that remembers: while the CRM fails, a ticket shows what it showed last."""

    remembers = True
    replayed = " --remembering"

    def oracle(self) -> Oracle:
        return Remembering(REMEMBERED_HOURS)

    @precondition(lambda self: self.fine)
    @rule(
        fault=st.sampled_from([one for one in OUTAGES if one != A_WHILE]),
        part=st.sampled_from([None, "orders"]),
        hours=st.sampled_from([1, 24]),
    )
    def retailcrm_fails_for_hours(self, fault: str, part: str | None, hours: int) -> None:
        self._break(steps.FaultBegins(fault, part))
        self._do(steps.TimePasses(hours))
