"""What a step makes of the model: one function for each kind."""

from dataclasses import replace
from functools import singledispatch
from typing import TypeVar

from tests.machine import steps
from tests.machine.faults import FAULTS, LASTS_HOURS
from tests.machine.model import DAY, EARLIER, LINES, MAILBOXES, Card, Company, Model, Ticket
from tests.machine.steps import Address
from tests.properties.worlds import Person, Purchase

Held = TypeVar("Held", Person, Purchase)


def after(model: Model, step: steps.Step) -> Model:
    """The model once this has happened, a minute later."""
    return _done(step, _later(model, 1))


@singledispatch
def _done(step: object, _model: Model) -> Model:
    raise NotImplementedError(f"the model knows no {type(step).__name__}")


@_done.register
def _(step: steps.CustomerAppears, model: Model) -> Model:
    number = model.cards_made + 1
    person = Person(number, step.name, _means(step.phones), _mean(step.mail), step.shop)
    return replace(model, people=(*model.people, person), cards_made=number)


@_done.register
def _(step: steps.CustomerChanges, model: Model) -> Model:
    changed = replace(model.person(step.customer), phones=_means(step.phones), mail=_mean(step.mail))
    return replace(model, people=_put(model.people, changed))


@_done.register
def _(step: steps.CustomersMerge, model: Model) -> Model:
    heir, gone = model.person(step.into), model.person(step.gone)
    both = tuple(dict.fromkeys(heir.phones + gone.phones))
    united = replace(heir, phones=both, mail=heir.mail or gone.mail)
    left = _without_card(model, step.gone, step.into)
    return replace(left, people=_put(left.people, united))


@_done.register
def _(step: steps.CustomerDeleted, model: Model) -> Model:
    return _without_card(model, step.customer, None)


@_done.register
def _(step: steps.CompanyAppears, model: Model) -> Model:
    number = model.cards_made + 1
    contact = Person(number, step.name, _means(step.phones), _mean(step.mail), step.shop)
    firm = Company(number + 1, number, step.shop)
    return replace(
        model,
        people=(*model.people, contact),
        companies=(*model.companies, firm),
        contacts=model.contacts | {number},
        cards_made=number + 1,
    )


@_done.register
def _(step: steps.CompanyDeleted, model: Model) -> Model:
    return _without_card(model, step.company, None)


@_done.register
def _(step: steps.OrderAppears, model: Model) -> Model:
    buyers = model
    owner = step.owner
    if owner is None and model.retailcrm.get("order-without-customer") != "nobody":
        # RetailCRM makes a customer of whoever orders without being named.
        phones = () if step.phone is None else (step.phone,)
        buyers = _done(steps.CustomerAppears("", phones, step.mail, step.shop), model)
        owner = buyers.cards_made
    number = model.orders_made + 1
    order = Purchase(
        id=number,
        owner=owner,
        day=EARLIER + model.minutes - DAY * step.days_ago,
        phone=_mean(step.phone),
        mail=_mean(step.mail),
        contact=step.contact,
        shop=step.shop,
    )
    statuses = {**model.statuses, number: "new"}
    return replace(buyers, purchases=(*model.purchases, order), statuses=statuses, orders_made=number)


@_done.register
def _(step: steps.OrderChanges, model: Model) -> Model:
    changed = replace(model.purchase(step.order), phone=_mean(step.phone), mail=_mean(step.mail))
    return replace(model, purchases=_put(model.purchases, changed))


@_done.register
def _(step: steps.OrderMovesOn, model: Model) -> Model:
    return replace(model, statuses={**model.statuses, step.order: step.status})


@_done.register
def _(step: steps.OrderChangesHands, model: Model) -> Model:
    handed = replace(model.purchase(step.order), contact=step.contact)
    return replace(model, purchases=_put(model.purchases, handed))


@_done.register
def _(step: steps.OrderDeleted, model: Model) -> Model:
    return replace(model, purchases=tuple(one for one in model.purchases if one.id != step.order))


@_done.register
def _(step: steps.StatusRenamed, model: Model) -> Model:
    return replace(model, names={**model.names, step.status: step.name})


@_done.register
def _(step: steps.ShopNamed, model: Model) -> Model:
    return replace(model, shop_names={**model.shop_names, step.shop: step.name})


@_done.register
def _(step: steps.LetterArrives, model: Model) -> Model:
    ticket = Ticket(model.clients_made + 1, step.channel, step.contact)
    earlier = (one.client for one in model.tickets if ticket.known_by and one.known_by == ticket.known_by)
    client = next(earlier, ticket.client)
    made = {} if client in model.clients else {client: _first_card(step)}
    return replace(
        model,
        clients={**model.clients, **made},
        clients_made=model.clients_made + len(made),
        tickets=(*model.tickets, replace(ticket, client=client)),
    )


@_done.register
def _(step: steps.CardChanges, model: Model) -> Model:
    card = replace(model.clients[step.client], phones=_means(step.phones), mails=_means(step.mails))
    return replace(model, clients={**model.clients, step.client: card})


@_done.register
def _(step: steps.ClientsMerge, model: Model) -> Model:
    card, gone = model.clients[step.into], model.clients[step.gone]
    both = Card(card.phones + gone.phones, card.lines + gone.lines, card.mails + gone.mails)
    left = {number: one for number, one in model.clients.items() if number != step.gone}
    moved = tuple(replace(one, client=step.into) if one.client == step.gone else one for one in model.tickets)
    return replace(model, clients={**left, step.into: both}, tickets=moved)


@_done.register
def _(_step: steps.KeyRevoked, model: Model) -> Model:
    return replace(model, key_works=False)


@_done.register
def _(step: steps.KeyRenewed, model: Model) -> Model:
    return replace(model, key_works=True, shops=step.shops)


@_done.register
def _(step: steps.KeyLimited, model: Model) -> Model:
    return replace(model, shops=step.shops)


@_done.register
def _(step: steps.BlockSwitched, model: Model) -> Model:
    return replace(model, block_on=step.on)


@_done.register
def _(step: steps.ExtensionSwitched, model: Model) -> Model:
    return replace(model, extension_on=step.on)


@_done.register
def _(step: steps.FaultBegins, model: Model) -> Model:
    lasts = "seconds" in FAULTS[step.fault]
    heals = model.minutes + 60 * LASTS_HOURS if lasts else None
    return replace(model, fault=step.fault, part=step.part, heals=heals)


@_done.register
def _(_step: steps.FaultEnds, model: Model) -> Model:
    return _healed(model)


@_done.register
def _(step: steps.DialectSwitched, model: Model) -> Model:
    if step.side == "usedesk":
        return replace(model, usedesk={**model.usedesk, step.switch: step.position})
    return replace(model, retailcrm={**model.retailcrm, step.switch: step.position})


@_done.register
def _(step: steps.TimePasses, model: Model) -> Model:
    return _later(model, 60 * step.hours)


def _later(model: Model, minutes: int) -> Model:
    now = model.minutes + minutes
    later = replace(model, minutes=now)
    return _healed(later) if model.heals is not None and now >= model.heals else later


def _healed(model: Model) -> Model:
    return replace(model, fault=None, part=None, heals=None)


def _without_card(model: Model, gone: int, heir: int | None) -> Model:
    """The model once nobody is this person or company; the heir stands wherever they stood."""

    def whose(number: int | None) -> int | None:
        return heir if number == gone else number

    return replace(
        model,
        people=tuple(one for one in model.people if one.id != gone),
        companies=tuple(
            replace(one, contact=whose(one.contact)) for one in model.companies if one.id != gone
        ),
        purchases=tuple(
            replace(one, owner=whose(one.owner), contact=whose(one.contact)) for one in model.purchases
        ),
        contacts=frozenset(one for number in model.contacts if (one := whose(number)) is not None),
    )


def _first_card(letter: steps.LetterArrives) -> Card:
    """What Usedesk knows of somebody who writes for the first time: the address they wrote from."""
    if letter.contact is None:
        return Card()
    known = (letter.contact.means,)
    if letter.channel in LINES:
        return Card(lines=known)
    if letter.channel in MAILBOXES:
        return Card(mails=known)
    return Card(phones=known) if letter.channel == "telephony" else Card()


def _put(held: tuple[Held, ...], changed: Held) -> tuple[Held, ...]:
    return tuple(changed if one.id == changed.id else one for one in held)


def _mean(address: Address | None) -> str | None:
    return None if address is None else address.means


def _means(addresses: tuple[Address, ...]) -> tuple[str, ...]:
    return tuple(one.means for one in addresses)
