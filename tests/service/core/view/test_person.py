"""The client's card: flags, figures, facts, tags, what is folded, and the others who match."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from service.core.model import (
    Customer,
    Decision,
    Failure,
    Outcome,
    Part,
    Reason,
    References,
    Search,
    Tag,
    Why,
)
from service.core.view.parts import Chip, Figure, Link, Other, Pair, Person, TagChip
from tests.service.core.view.writing import EMAIL, ORIGIN, PHONE, written
from tests.service.fakes import customer, matched, order

SINCE = datetime(2021, 3, 12, 10)  # noqa: DTZ001 - RetailCRM gives no zone
ANNA = Customer(
    7,
    "Anna",
    phones=(PHONE, "8 916 123-45-67"),
    email=EMAIL,
    orders_count=57,
    vip=True,
    bad=True,
    total=Decimal("512340.5"),
    average=Decimal(8988),
    created_at=SINCE,
    manager_id=3,
    shop="main",
    tags=(Tag("regular", "#3E89B6"), Tag("night", "#123"), Tag("odd", "red"), Tag(" ")),
    segments=("Loyal", "Moscow"),
    address="Garden Street 12",
    birthday=date(1985, 5, 12),
    personal_discount=Decimal(5),
    cumulative_discount=Decimal("2.5"),
    discount_card="4411-22",
)


def _card(who: Customer, *without: Part) -> Person:
    found = Decision(Outcome.FOUND_BY_PHONE, matched(who, orders=(order(1, of=who.id),)))
    person = written(found, *without).person
    assert person is not None
    return person


def test_a_full_card_shows_everything_bad_before_vip() -> None:
    assert _card(ANNA) == Person(
        link=Link("Anna", f"{ORIGIN}/customers/7", "Anna, opens in a new tab"),
        flags=(Chip("Bad client", "bad", "▲"), Chip("VIP", "vip", "★")),
        figures=(Figure("orders", "57"), Figure("in total", "RUB\xa0512,340.50")),
        facts=(
            "average order RUB\xa08,988",
            "client since Mar 12, 2021",
            "manager: Olga",
            "shop: Main shop",
        ),
        tags=(
            TagChip("regular", "#3e89b6", "#000000"),
            TagChip("night", "#112233", "#ffffff"),
            TagChip("odd"),
        ),
        pairs=(
            Pair("Phones", (PHONE, "8 916 123-45-67")),
            Pair("E-mail", (EMAIL,)),
            Pair("Segments", ("Loyal", "Moscow")),
            Pair("Address", ("Garden Street 12",)),
            Pair("Birthday", ("May 12, 1985",)),
            Pair("Discounts", ("personal 5%", "cumulative 2.5%", "card 4411-22")),
        ),
        summary="Contacts and details",
    )


def test_an_empty_card_is_a_name_and_a_count() -> None:
    assert _card(Customer(7)) == Person(
        link=Link("Client 7", f"{ORIGIN}/customers/7", "Client 7, opens in a new tab"),
        figures=(Figure("order", "1"),),
        summary="Contacts and details",
    )


def test_every_part_of_the_card_can_be_switched_off() -> None:
    parts = (Part.TAGS, Part.MANAGER, Part.SHOP, Part.SEGMENTS, Part.ADDRESS, Part.BIRTHDAY, Part.DISCOUNTS)
    card = _card(ANNA, *parts)
    assert (card.tags, card.facts) == ((), ("average order RUB\xa08,988", "client since Mar 12, 2021"))
    assert [pair.label for pair in card.pairs] == ["Phones", "E-mail"]


@pytest.mark.parametrize(
    ("shop", "currencies", "total"),
    [
        ("main", ("EUR",), "RUB\xa05"),
        ("unknown", ("EUR", "eur"), "€5"),
        ("unknown", ("EUR", "RUB"), "5"),
        ("", (), "5"),
    ],
    ids=["the shop's", "that of all orders", "orders in two", "nobody's"],
)
def test_a_total_is_in_the_shops_currency(shop: str, currencies: tuple[str, ...], total: str) -> None:
    orders = tuple(order(n, of=7, currency=currency) for n, currency in enumerate(currencies, 1))
    who = Customer(7, "Anna", email=EMAIL, shop=shop, total=Decimal(5))
    person = written(Decision(Outcome.FOUND_BY_EMAIL, matched(who, by_email=True, orders=orders))).person
    assert person is not None
    assert person.figures[-1] == Figure("in total", total)


def test_a_currency_that_is_no_iso_code_is_one_in_either_case() -> None:
    orders = tuple(order(n, of=7, currency=code) for n, code in enumerate(("usdt", "USDT"), 1))
    who = matched(Customer(7, email=EMAIL, total=Decimal(5)), by_email=True, orders=orders)
    person = written(Decision(Outcome.FOUND_BY_EMAIL, who)).person
    assert person is not None
    assert person.figures[-1] == Figure("in total", "5 USDT")


def test_an_average_of_one_order_says_nothing() -> None:
    assert _card(replace(ANNA, orders_count=2)).facts[0] == "average order RUB\xa08,988"
    assert _card(replace(ANNA, orders_count=1)).facts[0] == "client since Mar 12, 2021"


def test_a_shop_without_a_name_is_called_by_its_code_and_a_manager_not_at_all() -> None:
    assert _card(replace(ANNA, shop="kiosk", manager_id=99)).facts[2:] == ("shop: kiosk",)


def test_a_client_without_a_manager_is_given_nobodys() -> None:
    found = Decision(Outcome.FOUND_BY_EMAIL, matched(Customer(7), by_email=True))
    person = written(found, names=References(managers={1: "Zoe"})).person
    assert person is not None
    assert person.facts == ()


def test_many_tags_are_cut_and_counted() -> None:
    tags = _card(replace(ANNA, tags=tuple(Tag(f"tag {n}") for n in range(20)))).tags
    assert (len(tags), tags[-1]) == (13, TagChip("and 8 more"))


@pytest.mark.parametrize(("count", "last"), [(12, "tag 11"), (13, "and 1 more")])
def test_a_dozen_tags_is_not_too_many(count: int, last: str) -> None:
    tags = _card(replace(ANNA, tags=tuple(Tag(f"tag {n}") for n in range(count)))).tags
    assert (len(tags), tags[-1]) == (count, TagChip(last))


def test_one_phone_is_called_a_phone() -> None:
    assert _card(replace(ANNA, phones=(PHONE,))).pairs[0] == Pair("Phone", (PHONE,))


def test_a_long_tag_is_cut() -> None:
    assert _card(replace(ANNA, tags=(Tag("x" * 61), Tag("y" * 60)))).tags == (
        TagChip("x" * 59 + "…"),
        TagChip("y" * 60),
    )


def test_others_are_named_with_what_they_share_and_the_first_with_the_reason() -> None:
    both = matched(customer(8, PHONE, EMAIL), by_email=True, orders=(order(1, of=8),))
    mailed = matched(customer(9, EMAIL), by_phone=False, by_email=True)
    first = matched(customer(7, PHONE), orders=(order(2, of=7),))
    view = written(Decision(Outcome.FOUND_BY_PHONE, first, (both, mailed), why=Why.NEWEST_ORDER))
    assert view.others_heading == "Also matches:"
    assert view.others == (
        Other(
            "same phone and e-mail",
            Link("Person 8", f"{ORIGIN}/customers/8", "Person 8, opens in a new tab"),
            "1 order",
        ),
        Other(
            "same e-mail",
            Link("Person 9", f"{ORIGIN}/customers/9", "Person 9, opens in a new tab"),
            "0 orders",
        ),
    )
    assert view.others_notes == (
        "Comes first: has the newest order.",
        "This phone belongs to 2 clients.",
    )


def test_what_a_card_counts_is_told_though_orders_are_missing() -> None:
    many = matched(customer(9, EMAIL, orders_count=3), by_phone=False, by_email=True)
    failed = (Failure(Search.ORDERS_OF, Reason.LATE),)
    view = written(Decision(Outcome.FOUND_BY_EMAIL, many, (many,), failures=failed))
    assert view.person is not None
    assert (view.person.figures, view.others[0].orders) == ((Figure("orders", "3"),), "3 orders")


def test_how_many_orders_is_not_said_when_nobody_knows() -> None:
    mailed = matched(customer(9, EMAIL), by_phone=False, by_email=True)
    failed = (Failure(Search.ORDERS_OF, Reason.LATE),)
    view = written(Decision(Outcome.FOUND_BY_EMAIL, mailed, (mailed,), failures=failed))
    assert view.person is not None
    assert (view.person.figures, view.others[0].orders) == ((), "")


@pytest.mark.parametrize("why", [why for why in Why if why is not Why.ONLY_ONE])
def test_every_reason_to_come_first_has_a_sentence(why: Why) -> None:
    one, other = matched(customer(7, PHONE)), matched(customer(8, "89161234567"))
    notes = written(Decision(Outcome.FOUND_BY_PHONE, one, (other,), why=why)).others_notes
    assert [note.startswith("Comes first: ") for note in notes] == [True]
