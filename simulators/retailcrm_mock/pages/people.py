"""Customers as their pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulators.retailcrm_mock.pages import colours
from simulators.retailcrm_mock.pages.reading import (
    answer,
    flag,
    identity,
    joined,
    mapping,
    number,
    objects,
    text,
)
from simulators.retailcrm_mock.pages.words import Words

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who an order belongs to; without an id there is no card to link to."""

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in the colour the shop gave it."""

    name: str
    colour: str
    ink: str


@dataclass(frozen=True, slots=True)
class Card:
    """A customer's card, ready to print."""

    id: int | None
    name: str
    vip: bool
    bad: bool
    contact: bool
    phones: tuple[str, ...]
    email: str
    shop: str
    orders_count: str
    total: str
    average: str
    tags: tuple[Tag, ...]
    facts: Facts
    fields: Facts


def card(customer: Mapping[str, object], words: Words) -> Card:
    """The card of the customer."""
    return Card(
        id=identity(customer, "id"),
        name=full_name(customer) or f"Customer {text(customer, 'id')}",
        vip=flag(customer, "vip"),
        bad=flag(customer, "bad"),
        contact=flag(customer, "isContact"),
        phones=tuple(filter(None, (text(phone, "number") for phone in objects(customer, "phones")))),
        email=text(customer, "email"),
        shop=words.name("sites", text(customer, "site")),
        orders_count=text(customer, "ordersCount"),
        total=words.money(number(customer, "totalSumm")),
        average=words.money(number(customer, "averageSumm")),
        tags=tags(customer),
        facts=_facts(customer, words),
        fields=custom_fields(customer),
    )


def _facts(customer: Mapping[str, object], words: Words) -> Facts:
    segments = (text(one, "name") for one in objects(customer, "segments"))
    messengers = (text(one, "mgChannel", "name") for one in objects(customer, "mgCustomers"))
    unsubscribed = text(customer, "emailMarketingUnsubscribedAt")
    return said(
        ("Address", address(mapping(customer, "address"))),
        ("Shop", words.name("sites", text(customer, "site"))),
        ("Manager", manager(customer, words)),
        ("Birthday", text(customer, "birthday")),
        ("Sex", text(customer, "sex")),
        ("Discount", f"{percent} %" if (percent := number(customer, "personalDiscount")) else ""),
        ("Discount card", text(customer, "discountCardNumber")),
        ("Segments", joined(*segments)),
        ("Messengers", joined(*messengers)),
        ("Came from", joined(*(text(customer, "source", part) for part in ("source", "medium", "campaign")))),
        ("Wants no e-mail since", unsubscribed),
        ("Customer since", text(customer, "createdAt")),
        ("External ID", text(customer, "externalId")),
        ("CRM's own ID", text(customer, "id")),
    )


def full_name(holder: Mapping[str, object]) -> str:
    """The person's names, or the company's; "" when there are none."""
    parts = (text(holder, part) for part in ("firstName", "patronymic", "lastName", "nickName"))
    return joined(*parts, by=" ")


def address(place: Mapping[str, object]) -> str:
    """The address on one line; its text lacks the post code and the city."""
    street = text(place, "text") or joined(*(text(place, part) for part in ("street", "building", "flat")))
    parts = (text(place, part) for part in ("index", "region", "city"))
    return joined(*dict.fromkeys(parts), street)


def custom_fields(holder: Mapping[str, object]) -> Facts:
    """The custom fields that say something, by code."""
    return tuple(
        (code, said) for code, value in mapping(holder, "customFields").items() if (said := answer(value))
    )


def manager(holder: Mapping[str, object], words: Words) -> str:
    """Who looks after the holder; an id that is none of the account's users stays as it is."""
    number = text(holder, "managerId")
    users = (one for one in words.known("managers").values() if number and text(one, "id") == number)
    return next(map(full_name, users), joined("User", number, by=" ") if number else "")


def tags(holder: Mapping[str, object]) -> tuple[Tag, ...]:
    """The holder's tags."""
    return tuple(_tag(tag) for tag in objects(holder, "tags") if text(tag, "name"))


def said(*facts: tuple[str, str]) -> Facts:
    """The facts that say something."""
    return tuple((name, value) for name, value in facts if value)


def _tag(tag: Mapping[str, object]) -> Tag:
    ground = colours.background(text(tag, "color"))
    return Tag(text(tag, "name"), ground, colours.ink(ground))
