"""Does to the running programs what a script says, through the doors that people and programs use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import singledispatchmethod

from tests.machine import faults, steps
from tests.machine.doors import START, Doors, Json
from tests.machine.expected import NO_BLOCK, Shown
from tests.machine.model import DAY
from tests.machine.steps import Address
from tests.properties.oracle import Verdict
from tests.properties.reading import read_block, read_gaps, read_shop, read_statuses
from tests.stack import Stack

_OLD = "This is what RetailCRM said"


@dataclass
class Known:
    """The programs' ids of what a script counts: the first of a list is number 1; None is gone."""

    cards: list[int | None] = field(default_factory=list)
    orders: list[int | None] = field(default_factory=list)
    clients: list[int] = field(default_factory=list)
    tickets: list[int] = field(default_factory=list)
    shops: dict[tuple[str, int], str] = field(default_factory=dict)  # of customers and orders, by id


class Driver:
    """Plays steps on the stack; made, it puts the three to the beginning of a script.

    Args:
        stack: the three.
        turn: turns the service's clock, if that can be done.
    """

    def __init__(self, stack: Stack, turn: Callable[[float], object] = lambda _seconds: None) -> None:
        self._stack, self._turn = stack, turn
        self._doors = Doors(stack)
        self._known = Known()
        self._minutes = 0

    def close(self) -> None:
        """Let go of the connections."""
        self._doors.close()

    def drive(self, step: steps.Step) -> None:
        """Do it, a minute after what was done before."""
        self._advance(1)
        self._do(step)

    def page(self, ticket: int) -> str:
        """Where an agent sees the ticket of this number."""
        return f"{self._stack.usedesk}/tickets/{self._known.tickets[ticket - 1]}"

    def show(self, ticket: int) -> Shown:
        """Open the ticket of this number: what its block shows, by a script's numbers.

        The service must have kept the contracts: in what it answered, and in what it asked the CRM.
        """
        path = f"tickets/{self._known.tickets[ticket - 1]}/open"
        blocks = self._doors.usedesk.ask("POST", path, {})["accounts"]["company"]["blocks"]
        if not blocks:
            return NO_BLOCK
        [block] = blocks
        assert (block["verdict"], self._stack.asked_wrongly()) == ({"request": [], "answer": []}, [])
        self._doors.retailcrm.clear_journal()
        html: str = block["html"]
        return Shown(
            **vars(self._numbered(read_block(html))),
            statuses=read_statuses(html),
            shop=read_shop(html),
            missing=read_gaps(html),
            old=_OLD in html,
        )

    def _numbered(self, shown: Verdict) -> Verdict:
        """The same by a script's numbers; who or what it does not know keeps the id, below zero."""
        cards = {number: place for place, number in enumerate(self._known.cards, 1)}
        orders = {number: place for place, number in enumerate(self._known.orders, 1)}
        return Verdict(
            shown.outcome,
            None if shown.client is None else cards.get(shown.client, -shown.client),
            tuple(cards.get(one, -one) for one in shown.others),
            tuple(orders.get(one, -one) for one in shown.orders),
            tuple(orders.get(one, -one) for one in shown.lone_orders),
        )

    def _advance(self, minutes: int) -> None:
        self._minutes += minutes
        self._turn(60 * minutes)
        self._doors.retailcrm.set_clock({"advance": 60 * minutes})

    @singledispatchmethod
    def _do(self, step: object) -> None:
        raise NotImplementedError(f"the driver knows no {type(step).__name__}")

    @_do.register
    def _(self, step: steps.CustomerAppears) -> None:
        card = {"firstName": step.name, "phones": _numbers(step.phones), **_mail(step.mail)}
        self._keep_card(self._doors.write("customers/create", step.shop, customer=card)["id"], step.shop)

    @_do.register
    def _(self, step: steps.CustomerChanges) -> None:
        card = {"phones": _numbers(step.phones), "email": "", **_mail(step.mail)}
        self._edit("customers", self._known.cards[step.customer - 1], customer=card)

    @_do.register
    def _(self, step: steps.CustomersMerge) -> None:
        heir, gone = (self._known.cards[one - 1] for one in (step.into, step.gone))
        self._doors.write("customers/combine", customers=[{"id": gone}], resultCustomer={"id": heir})
        self._known.cards[step.gone - 1] = None

    @_do.register
    def _(self, step: steps.CustomerDeleted) -> None:
        self._delete("customers", self._known.cards, step.customer)

    @_do.register
    def _(self, step: steps.CompanyAppears) -> None:
        # RetailCRM's API makes companies too, by methods that our contract leaves out.
        card: Json = {"firstName": step.name, "phones": _numbers(step.phones), **_mail(step.mail)}
        contact = self._doors.load({**card, "site": step.shop, "isContact": True})
        firm: Json = {"type": "customer_corporate", "nickName": "Firm", "site": step.shop}
        company = self._doors.load({**firm, "mainCustomerContact": {"customer": {"id": contact}}})
        for number in (contact, company):
            self._keep_card(number, step.shop)

    @_do.register
    def _(self, step: steps.CompanyDeleted) -> None:
        self._delete("customers-corporate", self._known.cards, step.company)

    @_do.register
    def _(self, step: steps.OrderAppears) -> None:
        made = datetime.fromisoformat(START) + timedelta(minutes=self._minutes - DAY * step.days_ago)
        roles = {"customer": step.owner, "contact": step.contact}
        people = {role: {"id": self._known.cards[one - 1]} for role, one in roles.items() if one is not None}
        order = {"createdAt": f"{made:%Y-%m-%d %H:%M:%S}", **people, **_phone(step.phone), **_mail(step.mail)}
        answer = self._doors.write("orders/create", step.shop, order=order)
        self._known.orders.append(answer["id"])
        self._known.shops["orders", answer["id"]] = step.shop
        buyer = (answer["order"].get("customer") or {}).get("id")
        if step.owner is None and buyer is not None:
            self._keep_card(buyer, step.shop)

    @_do.register
    def _(self, step: steps.OrderChanges) -> None:
        told = {"phone": "", "email": "", **_phone(step.phone), **_mail(step.mail)}
        self._edit("orders", self._known.orders[step.order - 1], order=told)

    @_do.register
    def _(self, step: steps.OrderMovesOn) -> None:
        self._edit("orders", self._known.orders[step.order - 1], order={"status": step.status})

    @_do.register
    def _(self, step: steps.OrderChangesHands) -> None:
        contact = {"id": self._known.cards[step.contact - 1]}
        self._edit("orders", self._known.orders[step.order - 1], order={"contact": contact})

    @_do.register
    def _(self, step: steps.OrderDeleted) -> None:
        self._delete("orders", self._known.orders, step.order)

    @_do.register
    def _(self, step: steps.StatusRenamed) -> None:
        self._doors.rename_status(step.status, step.name)

    @_do.register
    def _(self, step: steps.ShopNamed) -> None:
        self._doors.name_shop(step.shop, step.name)

    @_do.register
    def _(self, step: steps.LetterArrives) -> None:
        contact = step.contact.written if step.contact else ""
        letter = {"channel": step.channel, "contact": contact, "name": "Client", "subject": "Hello"}
        made = self._doors.usedesk.ask("POST", "letters", letter)["accounts"]["company"]
        self._known.tickets.append(made["ticket"])
        if made["client"] not in self._known.clients:
            self._known.clients.append(made["client"])

    @_do.register
    def _(self, step: steps.CardChanges) -> None:
        card = {"phones": _written(step.phones), "emails": _written(step.mails)}
        self._doors.usedesk.ask("PATCH", f"clients/{self._known.clients[step.client - 1]}", card)

    @_do.register
    def _(self, step: steps.ClientsMerge) -> None:
        into, gone = (self._known.clients[one - 1] for one in (step.into, step.gone))
        self._doors.usedesk.ask("POST", "clients/merge", {"into": into, "from": gone})

    @_do.register
    def _(self, _step: steps.KeyRevoked) -> None:
        self._doors.revoke_key()

    @_do.register
    def _(self, step: steps.KeyRenewed) -> None:
        self._doors.renew_key(step.shops)

    @_do.register
    def _(self, step: steps.KeyLimited) -> None:
        self._doors.limit_key(step.shops)

    @_do.register
    def _(self, step: steps.BlockSwitched) -> None:
        self._doors.enable_block(on=step.on)

    @_do.register
    def _(self, step: steps.ExtensionSwitched) -> None:
        self._doors.set("extensions", {"extension": "RetailCRM", "enabled": str(int(step.on))})

    @_do.register
    def _(self, step: steps.FaultBegins) -> None:
        self._doors.retailcrm.add_fault(faults.wish(step.fault, step.part))

    @_do.register
    def _(self, _step: steps.FaultEnds) -> None:
        self._doors.retailcrm.heal()

    @_do.register
    def _(self, step: steps.DialectSwitched) -> None:
        side = self._doors.usedesk if step.side == "usedesk" else self._doors.retailcrm
        side.set_dialect({step.switch: step.position})

    @_do.register
    def _(self, step: steps.TimePasses) -> None:
        self._advance(60 * step.hours)

    def _keep_card(self, number: int, shop: str) -> None:
        self._known.cards.append(number)
        self._known.shops["customers", number] = shop

    def _delete(self, kind: str, known: list[int | None], number: int) -> None:
        self._doors.delete(kind, _there(kind, known[number - 1]))
        known[number - 1] = None

    def _edit(self, kind: str, number: int | None, **fields: Json) -> None:
        there = _there(kind, number)
        self._doors.write(f"{kind}/{there}/edit", self._known.shops[kind, there], by="id", **fields)


def _there(kind: str, number: int | None) -> int:
    assert number is not None, f"the script changes one of the {kind} that is gone"
    return number


def _numbers(addresses: tuple[Address, ...]) -> list[Json]:
    return [{"number": written} for written in _written(addresses)]


def _written(addresses: tuple[Address, ...]) -> list[str]:
    return [one.written for one in addresses]


def _phone(address: Address | None) -> Json:
    return {} if address is None else {"phone": address.written}


def _mail(address: Address | None) -> Json:
    return {} if address is None else {"email": address.written}
