"""Keys as they are wished for: every part read, and what is wrong told in whole sentences."""

from dataclasses import astuple
from datetime import UTC, datetime
from typing import Any

import pytest

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.state import Store, keys
from simulators.retailcrm_mock.state.documents import LONGEST

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SITES = ["main-shop", "outlet"]


def test_a_wish_is_read_whole() -> None:
    wish: dict[str, Any] = {"value": "k", "comment": "for the block", "access": "access_selective"}
    wish |= {"sites": ["outlet"], "scopes": ["order_read"]}
    read = keys.read(wish, SITES, NOW)
    assert astuple(read) == (0, "k", "for the block", "access_selective", ("outlet",), ("order_read",), NOW)


@pytest.mark.parametrize("wish", [{}, {"value": ""}])
def test_what_is_not_wished_for_is_everything_there_is_to_read(wish: dict[str, Any]) -> None:
    one, other = (keys.read(wish, SITES, NOW) for _ in range(2))
    reading = ("customer_read", "order_read", "reference_read")
    assert astuple(one) == (0, one.value, "", "access_full", (), reading, NOW)
    assert (len(one.value), one.value.isalnum(), one.value != other.value) == (32, True, True)
    assert (one.shops, repr(one)) == (None, "<ApiKey 0>")


@pytest.mark.parametrize(
    ("wish", "sites", "message"),
    [
        (
            {"valeu": "k", "acess": "x"},
            SITES,
            "a key has no 'acess', 'valeu'; known: value, comment, access, sites, scopes",
        ),
        (
            {"comment": 5},
            SITES,
            f"comment of a key is no text of up to {LONGEST} signs; give one, or leave it out",
        ),
        (
            {"value": ["k"]},
            SITES,
            f"value of a key is no text of up to {LONGEST} signs; give one, or leave it out",
        ),
        (
            {"access": "all"},
            SITES,
            "access of a key is 'all'; give one of access_full, access_selective",
        ),
        ({"sites": ["x"]}, SITES, "sites of a key are ['x']; give a list of: main-shop, outlet"),
        ({"sites": "outlet"}, [], "sites of a key are 'outlet'; give a list of: none"),
        (
            {"value": "a key"},
            SITES,
            "a key is 1 to 255 plain signs without spaces; give such a one, or leave it out",
        ),
        (
            {"scopes": "order_read"},
            SITES,
            f"scopes of a key are 'order_read'; give a list of: {', '.join(keys.SCOPES)}",
        ),
    ],
)
def test_a_wrong_wish_is_told_with_what_would_be_right(
    wish: dict[str, Any], sites: list[str], message: str
) -> None:
    with pytest.raises(ControlError) as refused:
        keys.read(wish, sites, NOW)
    assert str(refused.value) == message


@pytest.mark.parametrize("value", ["x" * 256, "", "ключ", 5])
def test_a_value_that_no_header_can_hold_is_refused_and_not_repeated(value: object) -> None:
    with pytest.raises(ControlError) as refused:
        keys.check_value(value)
    assert str(refused.value) == (
        "a key is 1 to 255 plain signs without spaces; give such a one, or leave it out"
    )


def test_no_value_and_no_id_is_given_to_two_keys() -> None:
    account = seed.create(Store(), "company", customers=0)
    account.add_key("", "access_full", [], [], "same")
    with pytest.raises(ControlError) as refused:
        account.add_key("", "access_full", [], [], "same")
    assert str(refused.value) == (
        "the account has a key of this value already; leave the value out to get a new one"
    )
    account.delete_key(1)
    account.add_key("", "access_full", [], [])
    assert account.key_ids() == [2]
