import contextlib
import json
import re
import sqlite3
from pathlib import Path

import pytest

from simulators.retailcrm_mock import locales, seed
from simulators.retailcrm_mock.invent import PART, Inventor
from simulators.retailcrm_mock.state import Account, Load, Store
from simulators.retailcrm_mock.state.account import Slice
from tests.simulators.retailcrm_mock.crm import SITES, Crm, Json

LOCALES = pytest.mark.parametrize("locale", list(locales.LOCALES))


def _bytes(number: int, customers: int = 60, locale: str = "ru_RU") -> str:
    load = Inventor(number, SITES, locale).invent(customers, 1, 1)
    return json.dumps([load.customers, load.orders])


@pytest.fixture(scope="module")
def account() -> Account:
    return seed.create(Store(), "company", customers=200)


def _all(account: Account) -> tuple[list[Json], list[Json]]:
    return account.find_customers([], Slice(limit=400)).items, account.find_orders(
        [], Slice(limit=2000)
    ).items


@LOCALES
def test_the_same_seed_invents_the_same_bytes_and_another_does_not(locale: str) -> None:
    assert _bytes(3, locale=locale) == _bytes(3, locale=locale) != _bytes(4, locale=locale)


def test_how_many_come_at_once_changes_nobody() -> None:
    assert _bytes(3, PART + 20).startswith(_bytes(3, 60)[:2000])


@LOCALES
def test_an_account_speaks_the_language_of_its_country_and_still_does_after_a_reset(locale: str) -> None:
    account = seed.create(Store(), "company", customers=60, locale=locale)
    country, (people, orders) = locales.at(locale), _all(account)
    seed.reset(account)
    told = account.settings()
    assert (told["default_currency"]["value"], told["timezone"]["value"]) == (
        country.currency,
        country.timezone,
    )
    assert {order["currency"] for order in orders} == {country.currency}
    assert {one["address"]["countryIso"] for one in people if "address" in one} == {country.country}
    assert (
        {order["status"] for order in orders}
        <= set(account.reference("statuses"))
        == set(country.words.statuses)
    )
    assert [site["name"] for site in account.reference("sites").values()] == list(
        country.words.sites.values()
    )
    assert _all(account) == (people, orders)


@LOCALES
def test_phones_are_possible_numbers_of_the_country_however_spelled(locale: str) -> None:
    people, _ = _all(seed.create(Store(), "company", customers=200, locale=locale))
    numberings = locales.at(locale).people.numberings
    for phone in (phone["number"] for one in people for phone in one.get("phones", [])):
        digits = re.sub(r"\D", "", phone)
        assert any(re.search(f"{one.head}.{{{one.length - len(one.head)}}}", digits) for one in numberings), (
            phone
        )
    spelled = {re.sub(r"\d", "#", phone["number"]) for one in people for phone in one.get("phones", [])}
    assert len(spelled) >= 8


def test_a_shop_with_renamed_statuses_uses_them_in_its_orders() -> None:
    account = seed.create(Store(), "company", customers=60, renamed_statuses=True)
    renamed = {code for code, _ in locales.at("ru_RU").words.renamed.values()}
    used = {order["status"] for order in _all(account)[1]}
    assert renamed <= set(account.reference("statuses"))
    assert renamed & used
    assert used <= set(account.reference("statuses"))
    groups = account.reference("status-groups")
    assert "done" in groups["complete"]["statuses"]


def test_an_account_half_made_is_not_shown_and_made_anew(tmp_path: Path) -> None:
    path = str(tmp_path / "crm.sqlite")
    first = Store(path)
    whole = [_all(seed.create(Store(), "company", customers=20))]
    with contextlib.suppress(ZeroDivisionError), first.making("other") as made:
        made.load(Load({"sites": [{"code": "a"}]}, customers=[{}]))
        raise ZeroDivisionError
    seed.create(first, "company", customers=20)
    first.close()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as killed:  # as a kill leaves it
        killed.execute("UPDATE accounts SET whole = 0")
        killed.execute("DELETE FROM customers WHERE id > 10")
    again = Store(path)
    assert (again.accounts(), list(again.unfinished())) == ([], ["company"])
    assert list(seed.finish(again)) == ["company"]
    made_anew = again.account("company")
    assert made_anew is not None
    assert [_all(made_anew)] == whole
    again.close()


def test_every_kind_of_customer_is_there(account: Account) -> None:
    people, orders = _all(account)
    buyers = {order["customer"]["id"] for order in orders if "customer" in order}
    phones = [re.sub(r"\D", "", phone["number"]) for one in people for phone in one.get("phones", [])]
    cores = [phone[phone.index("999") :][:10] for phone in phones]
    assert len(people) == 200
    assert any("phones" not in one for one in people)
    assert any("email" not in one and one["id"] not in buyers for one in people)
    assert any("email" not in one and one["id"] in buyers for one in people)
    assert any(one["isContact"] for one in people)
    assert any("firstName" not in one for one in people)
    emails = [one["email"] for one in people if "email" in one]
    assert len(set(emails)) < len(emails)  # a person with two cards
    assert len(set(cores)) < len(cores)


def test_orders_of_every_kind_are_there(account: Account) -> None:
    _, orders = _all(account)
    cards = {order["customer"]["type"] for order in orders if "customer" in order}
    assert cards == {"customer", "customer_corporate"}
    assert any("customer" not in order for order in orders)
    assert any(order["payments"] == [] for order in orders)
    assert {0, 1, 2, 6} == {len(order["payments"]) for order in orders}
    assert any(item.get("isCanceled") for order in orders for item in order["items"])
    assert any("links" in order for order in orders)
    assert any("managerId" in order for order in orders)
    assert any("trackNumber" in order["delivery"].get("data", {}) for order in orders)


def test_every_contact_person_leads_to_a_company_and_its_orders() -> None:
    crm = Crm(customers=60)
    contacts = crm.ids("v5/customers", {"filter[isContact]": "1"})
    for person in contacts:
        (company,) = crm.ids("v5/customers-corporate", {"filter[contactIds][]": person})
        orders = crm.get("v5/orders", {"filter[customerId]": company})["orders"]
        assert {order["contact"]["id"] for order in orders} == {person}
    assert contacts


def test_the_figures_of_a_card_are_those_of_its_orders(account: Account) -> None:
    people, orders = _all(account)
    for card in people:
        sums = [order["totalSumm"] for order in orders if order.get("customer", {}).get("id") == card["id"]]
        average = sum(sums) / len(sums) if sums else 0
        told = (card["ordersCount"], card["totalSumm"], card["averageSumm"])
        assert told == (len(sums), pytest.approx(sum(sums)), pytest.approx(average, abs=0.01))


def test_addresses_belong_to_nobody(account: Account) -> None:
    people, _ = _all(account)
    assert {one["email"].partition("@")[2] for one in people if "email" in one} <= {
        "example.com", "example.org", "example.net",
    }  # fmt: skip
