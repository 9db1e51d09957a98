"""The client's card, and the other clients who match."""

from collections.abc import Iterator
from decimal import Decimal

from service.core import sentences
from service.core.contrast import colour, ink
from service.core.model import Customer, Decision, Match, Part, Tag
from service.core.text import clean
from service.core.view.context import Context
from service.core.view.parts import Chip, Figure, Link, Other, Pair, Person, TagChip
from service.core.view.seen import all_orders_seen, total_orders

MOST_OTHERS = 5
_MOST_TAGS = 12
_MOST_VALUES = 10


def card(context: Context, decision: Decision) -> Person | None:
    """Write the card of the client who goes first."""
    if not (match := decision.person):
        return None
    return Person(
        link=client(context, match.customer),
        flags=tuple(_flags(context, match.customer)),
        figures=tuple(_figures(context, match, decision)),
        facts=tuple(_facts(context, match)),
        tags=_tags(context, match.customer),
        pairs=tuple(_pairs(context, match.customer)),
        summary=context.language.say("Contacts and details"),
    )


def others(context: Context, decision: Decision) -> tuple[Other, ...]:
    """Write the further clients, so many as an agent can take in."""
    return tuple(_other(context, match, decision) for match in decision.others[:MOST_OTHERS])


def client(context: Context, customer: Customer) -> Link:
    """Lead to a client's card."""
    name = clean(customer.name) or context.language.say("Client %(id)d", id=customer.id)
    return context.link(name, f"/customers/{customer.id}")


def shop_name(context: Context, code: str) -> str:
    """Return a shop's name, or its code where the account has no name for it."""
    shop = context.references.shops.get(code)
    return clean(shop.name if shop else "") or clean(code)


def _flags(context: Context, customer: Customer) -> Iterator[Chip]:
    if customer.bad:
        yield Chip(context.language.say("Bad client"), "bad", "▲")
    if customer.vip:
        yield Chip(context.language.say("VIP"), "vip", "★")


def _figures(context: Context, match: Match, decision: Decision) -> Iterator[Figure]:
    words, number = context.language, total_orders(match)
    if number or all_orders_seen(decision):
        yield Figure(words.count("order", "orders", number), words.number(Decimal(number)))
    if match.customer.total is not None:
        yield Figure(words.say("in total"), words.money(match.customer.total, _currency(context, match)))


def _facts(context: Context, match: Match) -> Iterator[str]:
    words, customer = context.language, match.customer
    if customer.average is not None and total_orders(match) > 1:
        average = words.money(customer.average, _currency(context, match))
        yield words.say("average order %(sum)s", sum=average)
    if customer.created_at:
        yield words.say("client since %(date)s", date=words.date(customer.created_at.date()))
    manager = clean(context.references.managers.get(customer.manager_id or 0, ""))
    if manager and context.shows(Part.MANAGER):
        yield words.say("manager: %(name)s", name=manager)
    if customer.shop and context.shows(Part.SHOP):
        yield words.say("shop: %(name)s", name=shop_name(context, customer.shop))


def _currency(context: Context, match: Match) -> str:
    """Return the currency of a client's sums: their shop's, else the one all their orders are in."""
    shop = context.references.shops.get(match.customer.shop)
    if shop and shop.currency:
        return currency_code(shop.currency)
    of_orders = {order.currency.upper() for order in match.orders if order.currency}
    return currency_code(of_orders.pop()) if len(of_orders) == 1 else ""


def currency_code(raw: str) -> str:
    """Clean a currency, which is a short code."""
    return clean(raw, 10)


def _tags(context: Context, customer: Customer) -> tuple[TagChip, ...]:
    named = [tag for tag in customer.tags if clean(tag.name)] if context.shows(Part.TAGS) else []
    chips = [_tag(tag) for tag in named[:_MOST_TAGS]]
    if (more := len(named) - _MOST_TAGS) > 0:
        chips.append(TagChip(context.language.say("and %(number)d more", number=more)))
    return tuple(chips)


def _tag(tag: Tag) -> TagChip:
    ground = colour(tag.color)
    return TagChip(clean(tag.name, 60), ground or "", ink(ground) if ground else "")


def _pairs(context: Context, customer: Customer) -> Iterator[Pair]:
    words = context.language
    found = {
        words.count("Phone", "Phones", len(customer.phones)): _cleaned(*customer.phones),
        words.say("E-mail"): _cleaned(customer.email),
        words.say("Segments"): _cleaned(*customer.segments) if context.shows(Part.SEGMENTS) else (),
        words.say("Address"): _cleaned(customer.address) if context.shows(Part.ADDRESS) else (),
        words.say("Birthday"): tuple(_birthday(context, customer)),
        words.say("Discounts"): tuple(_discounts(context, customer)),
    }
    yield from (Pair(label, values) for label, values in found.items() if values)


def _cleaned(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in map(clean, texts[:_MOST_VALUES]) if text)


def _birthday(context: Context, customer: Customer) -> Iterator[str]:
    if customer.birthday and context.shows(Part.BIRTHDAY):
        yield context.language.date(customer.birthday)


def _discounts(context: Context, customer: Customer) -> Iterator[str]:
    words = context.language
    if not context.shows(Part.DISCOUNTS):
        return
    if customer.personal_discount:
        yield words.say("personal %(percent)s", percent=words.percent(customer.personal_discount))
    if customer.cumulative_discount:
        yield words.say("cumulative %(percent)s", percent=words.percent(customer.cumulative_discount))
    if card_number := clean(customer.discount_card):
        yield words.say("card %(number)s", number=card_number)


def _other(context: Context, match: Match, decision: Decision) -> Other:
    words, number = context.language, total_orders(match)
    known = bool(number) or all_orders_seen(decision)
    counted = words.count("%(number)d order", "%(number)d orders", number) if known else ""
    return Other(
        words.say(sentences.same(match.by_phone, match.by_email)), client(context, match.customer), counted
    )
