"""Companies as their pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulators.retailcrm_mock.pages import people
from simulators.retailcrm_mock.pages.people import Tag
from simulators.retailcrm_mock.pages.reading import flag, identity, joined, mapping, number, objects, text
from simulators.retailcrm_mock.pages.words import Words

Held = Mapping[str, object]
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Firm:
    """A company, ready to print."""

    id: int | None
    name: str
    vip: bool
    bad: bool
    shop: str
    orders_count: str
    total: str
    average: str
    tags: tuple[Tag, ...]
    facts: Facts
    fields: Facts
    entities: tuple[tuple[str, Facts], ...]
    addresses: Facts


def firm(company: Held, words: Words) -> Firm:
    """The company as a whole page; a list shows some of it."""
    return Firm(
        id=identity(company, "id"),
        name=text(company, "nickName") or people.full_name(company) or f"Company {text(company, 'id')}",
        vip=flag(company, "vip"),
        bad=flag(company, "bad"),
        shop=words.name("sites", text(company, "site")),
        orders_count=text(company, "ordersCount"),
        total=words.money(number(company, "totalSumm")),
        average=words.money(number(company, "averageSumm")),
        tags=people.tags(company),
        facts=_facts(company, words),
        fields=people.custom_fields(company),
        entities=_entities(company),
        addresses=_addresses(company),
    )


def _facts(company: Held, words: Words) -> Facts:
    return people.said(
        ("Shop", words.name("sites", text(company, "site"))),
        ("Manager", people.manager(company, words)),
        ("Customer since", text(company, "createdAt")),
        ("External ID", text(company, "externalId")),
        ("CRM's own ID", text(company, "id")),
    )


def _entities(company: Held) -> tuple[tuple[str, Facts], ...]:
    """The legal entities, the main one first; an account may name only that."""
    main = mapping(company, "mainCompany")
    listed = objects(company, "companies") or ([main] if main else [])
    ordered = sorted(listed, key=lambda one: not _is_main(one, main))
    return tuple((text(one, "name") or f"Entity {text(one, 'id')}", _requisites(one)) for one in ordered)


def _requisites(entity: Held) -> Facts:
    details = mapping(entity, "contragent")
    named = ("legalName", "INN", "KPP", "OGRN", "legalAddress", "bank", "bankAccount")
    titles = {"legalName": "Legal name", "legalAddress": "Legal address", "bankAccount": "Account"}
    facts = ((titles.get(name, name.replace("bank", "Bank")), text(details, name)) for name in named)
    return people.said(*facts, ("Address", people.address(mapping(entity, "address"))))


def _addresses(company: Held) -> Facts:
    main = mapping(company, "mainAddress")
    listed = objects(company, "addresses") or ([main] if main else [])
    ordered = sorted(listed, key=lambda one: not _is_main(one, main))
    named = (
        (joined(text(one, "name"), "main" if _is_main(one, main) and listed[1:] else "", by=" · "), one)
        for one in ordered
    )
    return tuple((name or "Address", people.address(one)) for name, one in named)


def _is_main(one: Held, main: Held) -> bool:
    return flag(one, "isMain") or bool(main and text(one, "id") and text(one, "id") == text(main, "id"))
