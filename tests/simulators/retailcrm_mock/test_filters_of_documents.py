"""The filters of what documents hold, each alone, against plain loops over the documents."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from simulators.retailcrm_mock.api.filters import COMPANIES, CUSTOMERS, ORDERS
from tests.simulators.retailcrm_mock.crm import Json, fresh
from tests.simulators.retailcrm_mock.full_loads import a_value, full_loads
from tests.simulators.retailcrm_mock.oracle_of_documents import Oracle

PATHS = {"customers": "v5/customers", "companies": "v5/customers-corporate", "orders": "v5/orders"}
KNOWN = {"customers": CUSTOMERS, "companies": COMPANIES, "orders": ORDERS}


@pytest.mark.parametrize("listing", PATHS)
@given(load=full_loads(), zero=st.booleans(), data=st.data())
@settings(max_examples=10, deadline=None)
def test_each_filter_finds_what_a_plain_loop_would_find(
    listing: str, load: Json, zero: bool, data: st.DataObject
) -> None:
    oracle, crm = Oracle(load, zero=zero), fresh(load, zero_filter="filters" if zero else "ignored")
    names = getattr(oracle, f"of_{listing}")()
    asked = {name: data.draw(a_value(name), name) for name in names}
    found = {
        name: crm.ids(PATHS[listing], {f"filter[{name}]" + "[]" * isinstance(value, list): value})
        for name, value in asked.items()
    }
    assert found == {name: oracle.found(name, value, listing) for name, value in asked.items()}


@pytest.mark.parametrize("listing", PATHS)
@given(load=full_loads(many=True), data=st.data())
@settings(max_examples=2, deadline=None, phases=[Phase.generate])
def test_each_filter_finds_among_many_what_a_plain_loop_would_find(
    listing: str, load: Json, data: st.DataObject
) -> None:
    oracle, crm = Oracle(load, zero=True), fresh(load, zero_filter="filters")
    for name in getattr(oracle, f"of_{listing}")():
        for value in data.draw(st.lists(a_value(name), min_size=4, max_size=4), name):
            found = crm.ids(PATHS[listing], {f"filter[{name}]" + "[]" * isinstance(value, list): value})
            assert (value, found) == (value, oracle.found(name, value, listing))


def _fields(filters: Json) -> list[int]:
    crm = fresh(
        {
            "customers": [
                {
                    "id": 1,
                    "customFields": {"nps": 9, "since": "2026-03-01", "sizes": ["m", "l"], "agreed": True},
                },
                {
                    "id": 2,
                    "customFields": {"nps": 4.5, "since": "2026-05-01", "colour": "red", "agreed": False},
                },
                {"id": 3, "customFields": {"nps": "9", "colour": "Red"}},
                {"id": 4, "customFields": {}},
            ]
        },
        list_order="oldest",
    )
    return crm.ids("v5/customers", {f"filter[customFields]{name}": value for name, value in filters.items()})


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"[nps]": "9"}, [1, 3]),
        ({"[nps]": "4.5"}, [2]),
        ({"[nps][min]": "4.5"}, [1, 2]),
        ({"[nps][min]": "5", "[nps][max]": "9"}, [1]),
        ({"[nps][0]": "9", "[nps][1]": "4.5"}, [1, 2, 3]),
        ({"[since][min]": "2026-03-02"}, [2]),
        ({"[since][max]": "2026-03-01"}, [1]),
        ({"[sizes]": "m"}, [1]),
        ({"[sizes][]": ["x", "l"]}, [1]),
        ({"[agreed]": "1"}, [1]),
        ({"[agreed]": "false"}, [2]),
        ({"[colour]": "red"}, [2]),
        ({"[colour]": "red", "[agreed]": "1"}, []),
        ({"[colour]": ""}, [1, 2, 3, 4]),
        ({"[nobody]": "1"}, []),
    ],
)
def test_a_custom_field_is_asked_by_value_by_several_or_by_its_ends(filters: Json, found: list[int]) -> None:
    assert _fields(filters) == found


def test_a_subscription_is_asked_by_channel_code_and_state_together() -> None:
    news = {"subscription": {"channel": "email", "code": "news"}, "subscribed": True}
    sales = {"subscription": {"channel": "sms", "code": "sales"}, "subscribed": False}
    crm = fresh({"customers": [{"customerSubscriptions": [news, sales]}, {"customerSubscriptions": [sales]}]})
    wishes: list[Json] = [
        {"[0][channel]": "email"},
        {"[0][channel]": "sms", "[0][subscribed]": "1"},
        {"[0][subscription]": "sales", "[0][subscribed]": "0"},
        {"[0][channel]": "x", "[1][channel]": "email"},
        {"[0][channel]": "sms", "[0][subscription]": "sales", "[0][subscribed]": "false"},
    ]
    found = [
        crm.ids("v5/customers", {f"filter[subscriptions]{name}": value for name, value in wish.items()})
        for wish in wishes
    ]
    assert [sorted(ids) for ids in found] == [[1], [], [1, 2], [1], [1, 2]]


@pytest.mark.parametrize("number", ["1", "2", "3"])
@pytest.mark.parametrize("name", ["attachments", "tasksCounts"])
def test_a_filter_by_kinds_of_counts_knows_three(name: str, number: str) -> None:
    assert fresh({"customers": [{}]}).ids("v5/customers", {f"filter[{name}]": number}) == []


@pytest.mark.parametrize(
    ("name", "brackets", "value"),
    [
        ("attachments", "", "4"),
        ("tasksCounts", "", "0"),
        ("tasksCounts", "[]", "1"),
        ("subscriptions", "[0][colour]", "red"),
        ("subscriptions", "", "email"),
        ("subscriptions", "[0][subscribed]", "maybe"),
        ("customFields", "[nps][min]", "many"),
        ("customFields", "[nps][max][]", "9"),
        ("customFields", "", "9"),
        ("tags", "", "vip"),
        ("mgChannels", "[]", "one"),
        ("vip", "", "yes"),
        ("minTotalSumm", "", "many"),
        ("dateFrom", "", "yesterday"),
    ],
)
def test_a_value_that_a_filter_cannot_have_is_refused_by_its_name(
    name: str, brackets: str, value: str
) -> None:
    refused = fresh({"customers": [{}]}).ask("v5/customers", **{f"filter[{name}]{brackets}": value})
    assert (refused.status_code, refused.json) == (
        400,
        {
            "success": False,
            "errorMsg": "Errors in the input parameters",
            "errors": {f"children[{name}]": "This value is not valid."},
        },
    )


@pytest.mark.parametrize(("position", "found"), [("ignored", [1]), ("nothing", [])])
def test_an_end_of_a_custom_field_that_is_empty_is_no_filter_or_finds_nothing(
    position: str, found: list[int]
) -> None:
    crm = fresh({"customers": [{"customFields": {"nps": 9}}]}, empty_filter=position)
    assert crm.ids("v5/customers", {"filter[customFields][nps][min]": ""}) == found


ELSEWHERE = {
    "ids",
    "externalIds",
    "sites",
    "numbers",
    "name",
    "email",
    "isContact",
    "customer",
    "customerId",
    "customerExternalId",
    "extendedStatus",
    "contactName",
    "subscriptions",
    "customFields",
}
OF_NOTHING = {
    "classSegment": "x",
    "notes": "x",  # none is written here; test_writes finds by one
    "attachments": "1",
    "tasksCounts": "3",
    "firstWebVisitFrom": "2026-01-01",
    "firstWebVisitTo": "2026-01-01",
    "lastWebVisitFrom": "2026-01-01",
    "lastWebVisitTo": "2026-01-01",
    "dpdParcelDateFrom": "2026-01-01",
    "dpdParcelDateTo": "2026-01-01",
    "receiptStatus": "x",
    "receiptOperation": "x",
    "receiptOrderStatus": "x",
    "receiptFiscalDocumentAttribute": "x",
    "mgChannels": ["1"],
}


@pytest.mark.parametrize("listing", PATHS)
def test_a_filter_of_what_is_not_held_finds_nothing_and_when_empty_everything(listing: str) -> None:
    crm = fresh({"customers": [{}, {"type": "customer_corporate"}], "orders": [{}]})
    asked = [name for name in KNOWN[listing] if name in OF_NOTHING and name not in _judged(listing)]
    for name in asked:
        brackets = "[]" * isinstance(OF_NOTHING[name], list)
        assert crm.ids(PATHS[listing], {f"filter[{name}]{brackets}": OF_NOTHING[name]}) == []
        assert brackets or len(crm.ids(PATHS[listing], {f"filter[{name}]": ""})) == 1


@pytest.mark.parametrize("listing", PATHS)
def test_no_filter_is_left_unjudged(listing: str) -> None:
    assert set(KNOWN[listing]) - ELSEWHERE - set(OF_NOTHING) - _judged(listing) == set()


def _judged(listing: str) -> set[str]:
    return set(getattr(Oracle({"customers": [], "orders": []}), f"of_{listing}")())


@pytest.mark.parametrize(("sent", "found"), [("ромаш", [1]), ("", [2, 1]), ("x", [])])
def test_a_company_is_found_by_a_part_of_its_name_alone_as_well(sent: str, found: list[int]) -> None:
    firms = [{"type": "customer_corporate", "nickName": name} for name in ("Ромашка", "Василёк")]
    assert fresh({"customers": firms}).ids(PATHS["companies"], {"filter[nickName]": sent}) == found


@pytest.mark.parametrize(
    ("listing", "asked"),
    [
        *((listing, name) for listing in PATHS for name in ("ids", "externalIds", "sites")),
        ("orders", "numbers"),
        ("orders", "extendedStatus"),
    ],
)
def test_any_of_those_that_are_listed_is_found(listing: str, asked: str) -> None:
    kind = {"type": "customer_corporate"} if listing == "companies" else {}
    held = [
        {"id": number, "externalId": f"x-{number}", "site": site, "number": f"{number}A", "status": status}
        for number, site, status in (
            (1, "main-shop", "new"),
            (2, "outlet", "complete"),
            (3, "wholesale", "x"),
        )
    ]
    crm = fresh({"orders" if listing == "orders" else "customers": [one | kind for one in held]})
    field = {"ids": "id", "externalIds": "externalId", "sites": "site", "numbers": "number"}
    wanted = [held[number][field.get(asked, "status")] for number in (0, 2)]
    assert crm.ids(PATHS[listing], {f"filter[{asked}][]": wanted}) == [3, 1]


@pytest.mark.parametrize(("position", "found"), [("ignored", [1]), ("nothing", [])])
def test_an_empty_filter_of_the_customer_does_not_ask_whether_there_is_one(
    position: str, found: list[int]
) -> None:
    crm = fresh({"orders": [{}]}, empty_filter=position)
    assert crm.ids("v5/orders", {"filter[customerExternalId]": ""}) == found


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"filter[colour]": "red"}, "This form should not contain extra fields."),
        ({"filter": "red"}, "This value is not valid."),
    ],
)
def test_what_is_no_filter_is_refused_at_the_form_of_filters(query: Json, told: str) -> None:
    refused = fresh().ask("v5/customers", **query)
    assert (refused.status_code, (refused.json or {})["errors"]) == (400, {"children[filter]": told})


def test_an_unknown_filter_is_no_filter_in_a_dialect() -> None:
    crm = fresh({"customers": [{}]}, unknown_filter="ignored")
    assert crm.ids("v5/customers", {"filter[colour]": "red"}) == [1]
