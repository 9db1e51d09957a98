"""What an account finds for the CRM's own pages, against plain comprehensions over what was loaded."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.state import Account, Load, Store
from simulators.retailcrm_mock.state.account import Slice
from simulators.retailcrm_mock.state.writing import Note
from tests.simulators.retailcrm_mock.crm import SITES, Json, fresh

STATUSES = ("new", "complete", "cancel-other")
DAYS = ("2026-11-20", "2026-11-21", "2026-11-22")
PEOPLE = [{"id": number, "firstName": "Анна", "createdAt": f"{DAYS[0]} 10:00:00"} for number in (1, 2)]
ORDERS = st.lists(
    st.fixed_dictionaries(
        {"createdAt": st.sampled_from(DAYS).map("{} 12:00:00".format), "status": st.sampled_from(STATUSES)},
        optional={
            "customer": st.sampled_from(PEOPLE).map(lambda one: {"id": one["id"]}),
            "contact": st.sampled_from(PEOPLE).map(lambda one: {"id": one["id"]}),
            "totalSumm": st.integers(1, 99),
            "firstName": st.sampled_from(["Олег", "Ольга"]),
        },
    ),
    max_size=25,
).map(lambda orders: [order | {"id": number} for number, order in enumerate(orders, 1)])


def account(customers: Sequence[Json] = (), orders: Sequence[Json] = ()) -> Account:
    """An account that holds just this."""
    made = fresh().account
    made.load(Load(customers=[*customers], orders=[*orders]))
    return made


@given(
    orders=ORDERS,
    customer=st.sampled_from([None, 1, 2]),
    statuses=st.none() | st.sets(st.sampled_from(STATUSES)),
    text=st.sampled_from(["", "олег", "анна"]),
    page=st.integers(1, 2),
    limit=st.sampled_from([3, 20]),
)
@examples(max_examples=50)
def test_orders_are_found_by_customer_statuses_and_text_page_by_page(
    orders: list[Json], customer: int | None, statuses: set[str] | None, text: str, page: int, limit: int
) -> None:
    def wanted(order: Json) -> bool:
        people = {order.get(role, {}).get("id") for role in ("customer", "contact")} - {None}
        named = {"": True, "олег": order.get("firstName") == "Олег", "анна": bool(people)}[text]
        return (
            named
            and (customer is None or customer in people)
            and (statuses is None or order["status"] in statuses)
        )

    found = account(customers=PEOPLE, orders=orders).orders_page(text, customer, page, limit, statuses)
    newest = sorted(filter(wanted, orders), key=lambda one: (one["createdAt"], one["id"]), reverse=True)
    ids = [one["id"] for one in newest]

    shown = [one["id"] for one in found.items]
    assert shown == ids[(page - 1) * limit : page * limit]
    assert (found.total, found.page, found.pages) == (len(ids), page, -(-len(ids) // limit))


@given(orders=ORDERS, since=st.sampled_from(["", *DAYS]), text=st.sampled_from(["", "олег"]))
@examples(max_examples=30)
def test_orders_are_counted_and_summed_since_a_day(orders: list[Json], since: str, text: str) -> None:
    seen = [
        order
        for order in orders
        if order["createdAt"] >= since and (not text or order.get("firstName") == "Олег")
    ]
    keys = [(order["status"], order["createdAt"][:10]) for order in seen]
    sums = {
        key: sum(one.get("totalSumm", 0) for one, its in zip(seen, keys, strict=True) if its == key)
        for key in keys
    }
    expected = {key: (count, float(sums[key])) for key, count in Counter(keys).items()}
    held = account(customers=PEOPLE, orders=orders)

    assert held.orders_tally(("status", "day"), text, since) == expected
    if not text and not since:
        assert held.orders_tally(("status", "day")) == expected


def test_lists_hold_twenty_the_first_first_unless_told_otherwise() -> None:
    firms = [{"type": "customer_corporate", "nickName": f"Ромашка {number}"} for number in range(21)]
    held = account(customers=[*firms, *({"firstName": "Анна"} for _ in range(21))], orders=[{}] * 21)
    everybody, newest_first = list(range(1, 43)), slice(None, None, -1)
    for search, ids in (
        (held.companies_page, everybody[:21]),
        (held.customers_page, everybody[21:]),
        (held.orders_page, everybody[:21]),
    ):
        first, last, three = search(), search(page=2), search(page=2, limit=3)
        assert [one["id"] for one in first.items] == ids[newest_first][:20]
        assert [one["id"] for one in last.items] == ids[:1]
        assert [one["id"] for one in three.items] == ids[newest_first][3:6]
        assert [(one.total, one.page, one.pages) for one in (first, last, three)] == [
            (21, 1, 2),
            (21, 2, 2),
            (21, 2, 7),
        ]
    assert [one["id"] for one in held.companies_page("ромашка 20").items] == [21]


def test_one_card_and_one_order_are_seen_in_their_shops_only() -> None:
    elsewhere = [shop for shop in SITES if shop != "outlet"]
    card = {"id": 1, "site": "outlet"}
    held = account(customers=[card, {"id": 2}], orders=[card, {"id": 2, "site": "outlet"}])

    for read in (held.customer, held.order):
        seen = [read(1, sites) for sites in (None, ["outlet"], elsewhere, [])]
        assert [one and one["id"] for one in seen] == [1, 1, None, None]
        assert (read(1), read(3)) == (seen[0], None)


def test_notes_are_told_page_by_page() -> None:
    held = account(customers=[{"id": 1}, {"id": 2, "site": "outlet"}])
    with held.writing() as writer:
        for number in range(5):
            writer.add_note(Note(1 + number % 2, SITES[0], f"Заметка {number}", None))
    pages = [held.find_notes([], Slice(page, 2, "lowest")) for page in (1, 2, 3, 4)]

    assert [[note["id"] for note in one.items] for one in pages] == [[1, 2], [3, 4], [5], []]
    assert [(one.total, one.page, one.pages) for one in pages] == [(5, page, 3) for page in (1, 2, 3, 4)]
    assert [note["customer"]["id"] for note in pages[0].items] == [1, 2]


def test_a_deleted_account_is_gone_from_the_file_too(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "crm.sqlite"))
    for name in ("one", "two"):
        assert seed.create(store, name, customers=3).name == name
    store.delete("one")
    store.close()
    again = Store(str(tmp_path / "crm.sqlite"))
    anew = seed.create(again, "one", customers=0)

    assert (again.accounts(), anew.customers_page().total) == (["two", "one"], 0)


def test_the_next_ids_are_those_that_the_next_ones_get() -> None:
    held = account(customers=[{}, {}], orders=[{}])
    with held.writing() as writer:  # the newest go, and their ids with them
        writer.drop("customer", 2)
        writer.drop("order", 1)
    free = held.free_ids()
    made = held.load(Load(customers=[{}], orders=[{}]))
    assert (free, made["customers"], made["orders"]) == ((3, 2), [3], [2])


def test_each_kind_is_counted_by_shop_up_to_so_many() -> None:
    people = [{"site": "outlet"}, {"site": "outlet"}, {"site": "main-shop"}]
    held = account([*people, {"type": "customer_corporate", "site": "outlet"}], [{"site": "outlet"}])
    with held.writing() as writer:
        writer.add_note(Note(1, "main-shop", "Заметка", None))

    assert {kind: held.tally(kind, [], 100) for kind in ("customer", "company", "order", "note")} == {
        "customer": {"outlet": 2, "main-shop": 1},
        "company": {"outlet": 1},
        "order": {"outlet": 1},
        "note": {"main-shop": 1},
    }
    assert sum((held.tally("customer", [], 2) or {}).values()) == 2


def test_a_load_afresh_stands_in_place_of_all_there_was() -> None:
    held = account([{"id": 5}, {"id": 6}], [{"id": 7}])
    held.load(Load(customers=[{"id": 9, "site": "x"}], references={"sites": [{"code": "x"}]}), afresh=True)
    assert [one["id"] for one in held.customers_page().items] == [9]
    assert (held.orders_page().total, list(held.reference("sites"))) == (0, ["x"])


@pytest.mark.parametrize(
    ("settings", "zone"),
    [
        ({}, "Europe/Moscow"),
        ({"timezone": {}}, "Europe/Moscow"),
        ({"timezone": {"value": "America/Sao_Paulo"}}, "America/Sao_Paulo"),
    ],
)
def test_it_is_as_late_in_an_account_as_where_it_is(settings: Json, zone: str) -> None:
    held = fresh().account
    held.load(Load(settings=settings))
    assert held.now().tzinfo == ZoneInfo(zone)
