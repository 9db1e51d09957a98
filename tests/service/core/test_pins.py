"""A secret says whose block it is, and only to whoever knows it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.account import Entry
from service.core.model import Account, Mistake, Outcome, Preferences
from service.core.pins import Pin, Pins, digest, doubled, names_of

SHOP = Account("shop", "https://company.retailcrm.ru", pinned=True)
OTHER = Account("other", "https://crm.other.example", pinned=True)
PINS = Pins(
    (
        Pin(
            SHOP,
            "key-1",
            (digest("old"), digest("new")),
            names_of("shop", replace(SHOP, name="company")),
            {"lang": "ru"},
        ),
        Pin(OTHER, "key-2", (digest("theirs"),), names_of("other", OTHER)),
    )
)


@pytest.mark.parametrize("secret", ["old", "new"])
@pytest.mark.parametrize(
    "subdomain", ["", " ", "shop", "Company", "company.retailcrm.ru", "https://company.retailcrm.ru/"]
)
def test_either_secret_opens_its_account_however_that_is_named(secret: str, subdomain: str) -> None:
    assert PINS.enter(subdomain, secret) == Entry(SHOP, "key-1")


@pytest.mark.parametrize("subdomain", ["other", "company.simla.com", "crm.other.example"])
def test_a_secret_opens_no_account_but_its_own(subdomain: str) -> None:
    refused = Entry(refused=Outcome.NOT_CONFIGURED, mistakes=(Mistake.OTHER_ACCOUNT,))
    assert PINS.enter(subdomain, "new") == refused


@given(st.text(), st.text())
def test_no_other_secret_opens_anything_or_tells_what_there_is(subdomain: str, secret: str) -> None:
    if secret not in {"old", "new", "theirs"}:
        assert PINS.enter(subdomain, secret) == Entry(refused=Outcome.SECRET_UNKNOWN)


@pytest.mark.parametrize("secret", ["key-1", "key-2", digest("new").hex(), ""])
def test_neither_the_key_nor_a_digest_is_a_secret(secret: str) -> None:
    assert PINS.enter("shop", secret).refused is Outcome.SECRET_UNKNOWN


def test_a_secret_may_hold_anything() -> None:
    odd = Pins((Pin(OTHER, "key", (digest("half \ud800"),), names_of("Other", OTHER)),))
    assert odd.enter("OTHER", "half \ud800") == odd.enter(" https://CRM.other.example/ ", "half \ud800")
    assert odd.enter("", "half \ud800") == Entry(OTHER, "key")


def test_what_is_pinned_is_not_up_to_the_block() -> None:
    wanted = Preferences("es", orders=7)
    assert PINS.settle("new", wanted) == Preferences("ru", orders=7)
    assert PINS.settle("theirs", wanted) == PINS.settle("unknown", wanted) == wanted


def test_a_secret_that_two_accounts_have_is_found() -> None:
    one, other = (Pin(account, "key", (digest("same"),)) for account in (SHOP, OTHER))
    assert doubled([one, other]) == [(one, other)]
    assert doubled(PINS.pins) == []


def test_nothing_secret_is_printed() -> None:
    assert not [secret for secret in ("key-1", "old", repr(digest("old"))[2:-1]) if secret in f"{PINS!r}"]
