import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.state import Load, Store


def test_a_file_keeps_everything_over_a_restart(tmp_path: Path) -> None:
    path = str(tmp_path / "crm.sqlite")
    first = Store(path)
    made = seed.create(first, "company", customers=10, key="k")
    held = (
        made.customers_page(limit=100),
        made.orders_page(limit=100),
        made.keys(),
        made.reference("statuses"),
    )
    first.close()
    again = Store(path).account("company")
    assert again is not None
    assert (again.customers_page(limit=100), again.orders_page(limit=100), again.keys()) == held[:3]
    assert again.reference("statuses") == held[3]


def test_sixteen_threads_read_whole_loads_while_one_writes() -> None:
    store = Store()
    account = seed.create(store, "company", customers=0)
    done = threading.Event()

    def read() -> set[int]:
        seen = set()
        while not done.is_set():
            seen.add(account.find_customers([]).total % 10)
        return seen

    with ThreadPoolExecutor(16) as pool:
        readers = [pool.submit(read) for _ in range(16)]
        for _ in range(10):
            account.load(Load(customers=[{"phones": [{"number": "123"}]} for _ in range(10)]))
        done.set()
        assert set().union(*(reader.result() for reader in readers)) <= {0}
    assert account.customers_page("123").total == 100


def test_accounts_never_mix() -> None:
    store = Store()
    one, two = (seed.create(store, name, customers=0, key=name) for name in ("one", "two"))
    one.load(
        Load(customers=[{"id": 1, "firstName": "Anna", "phones": [{"number": "22"}]}], orders=[{"id": 1}])
    )
    assert (two.customer(1), two.order(1), two.customers_page("22").total, two.key_by_value("one")) == (
        None,
        None,
        0,
        None,
    )
    store.delete("one")
    assert (store.accounts(), store.account("one")) == (["two"], None)


def test_people_find_a_customer_by_any_spelling_of_the_phone() -> None:
    account = seed.create(Store(), "company", customers=0)
    card = {"lastName": "Петрова", "firstName": "Анна", "email": "anna@example.com"}
    account.load(Load(customers=[card | {"phones": [{"number": "8 (999) 000-11-22"}]}]))
    for text in ("+7 999 000-11-22", "89990001122", "000-11", "петрова анна", "Анна П", "ANNA@"):
        assert account.customers_page(text).total == 1
    assert account.customers_page("Олег").total == 0


def test_people_find_an_order_by_the_cards_of_its_customer_and_its_contact() -> None:
    account = seed.create(Store(), "company", customers=0)
    anna = {
        "id": 1,
        "firstName": "Анна",
        "email": "anna@example.com",
        "phones": [{"number": "8999000-11-22"}],
    }
    firm = {"id": 2, "type": "customer_corporate", "nickName": "Ромашка"}
    orders = [
        {"id": 1, "number": "1A", "customer": {"id": 1}},
        {"id": 2, "number": "2C", "customer": {"id": 2}, "contact": {"id": 1}},
        {"id": 3, "number": "3A", "firstName": "Олег"},
    ]
    account.load(Load(customers=[anna, firm], orders=orders))
    found = {
        text: {one["id"] for one in account.orders_page(text).items}
        for text in ("анна", "+7 999 000-11-22", "ANNA@", "2C", "Олег", "Ольга")
    }
    hers = {1, 2}
    assert list(found.values()) == [hers, hers, hers, {2}, {3}, set()]


def test_keys_are_added_changed_and_taken_away() -> None:
    account = seed.create(Store(), "company", customers=0)
    key = account.add_key("for the block", "access_selective", ["outlet"], ["order_read"])
    assert (len(key.value), key.shops, key.value in repr(key)) == (32, ("outlet",), False)
    account.delete_key(key.id)
    assert account.keys() == []
    with pytest.raises(ControlError, match="key of this value already"):
        [account.add_key("", "access_full", [], [], "same") for _ in range(2)]


def test_a_key_lets_in_from_when_it_is_made_until_it_is_deleted_even_if_the_making_is_undone() -> None:
    account = seed.create(Store(), "company", customers=0)
    wish: dict[str, Any] = {
        "comment": "",
        "access": "access_full",
        "sites": [],
        "scopes": ["order_read"],
        "value": "k",
    }

    def known() -> str | None:
        key = account.key_by_value("k")
        return None if key is None else key.comment

    seen = [known()]
    with contextlib.suppress(LookupError), account.together():
        account.add_key(**wish)
        seen.append(known())
        raise LookupError
    seen.append(known())
    key = account.add_key(**wish)
    seen.append(known())
    account.save_key(replace(key, comment="renamed"))
    seen.append(known())
    account.delete_key(key.id)

    assert [*seen, known()] == [None, "", None, "", "renamed", None]


def test_numbers_longer_than_64_bits_are_kept_and_those_that_json_has_no_word_for_are_refused() -> None:
    account = seed.create(Store(), "company", customers=0)
    account.load(Load(customers=[{"id": 1, "customFields": {"long": 10**30, "none": None}}]))
    card = account.customer(1)
    odd = {"id": 2, "customFields": {"nps": float("nan")}}
    with pytest.raises(ControlError, match=r"^customer 2 holds a number"):
        account.load(Load(customers=[odd]))
    with pytest.raises(ControlError, match=r"^order 2 holds a number"):
        account.load(Load(orders=[odd]))

    assert card is not None
    assert card["customFields"] == {"long": 1e30, "none": None}
    assert account.customer(2) is None
