"""A value from outside never chooses another host."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.account import Addresses, Entry, mistakes
from service.core.model import Account, Mistake, Outcome, Preferences

ADDRESSES = Addresses("https://{subdomain}.{domain}", ("retailcrm.ru", "simla.com"))


@pytest.mark.parametrize(
    "typed",
    ["company", " Company ", "company.retailcrm.ru", "https://company.retailcrm.ru/", "HTTPS://company"],
)
def test_every_way_to_name_an_account(typed: str) -> None:
    assert ADDRESSES.find(typed) == Account("company", "https://company.retailcrm.ru")


def test_a_customers_own_server_is_an_account_by_its_name() -> None:
    own = Addresses("https://{subdomain}.{domain}", ("retailcrm.ru",), ("crm.shop.example",))
    assert own.find("https://CRM.shop.example/") == Account("crm.shop.example", "https://crm.shop.example")
    assert own.find("a.crm.shop.example") is None
    assert own.find("company") == Account("company", "https://company.retailcrm.ru")


def test_an_address_ends_without_a_slash_whatever_the_template_ends_with() -> None:
    local = Addresses("http://127.0.0.1:8001/{subdomain}/X/", ("retailcrm.ru",))
    assert local.find("company") == Account("company", "http://127.0.0.1:8001/company/X")


def test_a_secret_is_taken_for_the_key_unless_something_is_wrong() -> None:
    company = Account("company", "https://company.retailcrm.ru")
    wrong = Entry(refused=Outcome.NOT_CONFIGURED, mistakes=(Mistake.BAD_SUBDOMAIN, Mistake.NO_KEY))
    assert ADDRESSES.enter("company", "a-key") == Entry(company, "a-key")
    assert ADDRESSES.enter("a b", "") == wrong
    assert ADDRESSES.settle("a-key", Preferences("es", orders=7)) == Preferences("es", orders=7)


def test_another_allowed_domain_is_kept() -> None:
    assert ADDRESSES.find("company.simla.com") == Account("company", "https://company.simla.com")


@pytest.mark.parametrize(
    "typed",
    [
        "", "a.b", "company.evil.com", "company.retailcrm.ru.evil.com", "x@evil.com", "evil.com/",
        "127.0.0.1", "company/..", "company:8080", "-a", "a" * 64, "http://company.retailcrm.ru", "com pany",
        "a.company.retailcrm.ru", "company.retailcrm.ru/admin", "company?x",
        "company\n", "0123456789abcdef0123456789abcdef", "{domain}", "company.", "компания",
    ],
)  # fmt: skip
def test_anything_else_is_no_account(typed: str) -> None:
    assert ADDRESSES.find(typed.replace("company\n", "company\nx")) is None


@given(st.text() | st.from_regex(r"[a-z.:/@-]{1,40}", fullmatch=True))
def test_the_host_is_always_one_label_of_an_allowed_domain(typed: str) -> None:
    account = ADDRESSES.find(typed)
    if account:
        label, _, domain = (urlsplit(account.origin).hostname or "").partition(".")
        assert (label, domain in ADDRESSES.domains) == (account.name, True)


def test_all_mistakes_are_named_together() -> None:
    assert mistakes("", "", None) == (Mistake.NO_SUBDOMAIN, Mistake.NO_KEY)
    assert mistakes("a b", "key\n", None) == (Mistake.BAD_SUBDOMAIN, Mistake.BAD_KEY)
    assert mistakes("company", "key", Account("company", "https://company.retailcrm.ru")) == ()
