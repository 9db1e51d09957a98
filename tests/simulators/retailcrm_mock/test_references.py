import pytest
from hypothesis import given
from hypothesis import strategies as st

import contracts
from simulators.retailcrm_mock.api.routes import REFERENCES
from tests.simulators.retailcrm_mock.crm import fresh

SCHEMAS = {
    "statuses": "Status",
    "status-groups": "StatusGroup",
    "sites": "Site",
    "payment-statuses": "PaymentStatus",
    "payment-types": "PaymentType",
    "delivery-types": "DeliveryType",
    "delivery-services": "DeliveryService",
    "order-types": "OrderType",
    "order-methods": "OrderMethod",
    "product-statuses": "ProductStatus",
}
OF_MODULES = {  # what only a module that is installed could tell
    "payment-types": {"integrationModule"},
    "delivery-types": {"integrationCode", "defaultTariffCode", "defaultTariffType", "defaultTariffName"},
    "product-statuses": {"orderStatusByProductStatus", "orderStatusForProductStatus"},
}


@pytest.mark.parametrize("name", REFERENCES)
def test_every_item_of_a_reference_has_every_field_of_the_contract(name: str) -> None:
    known = set(contracts.load("retailcrm")["components"]["schemas"][SCHEMAS[name]]["properties"])
    items = fresh().get(f"v5/reference/{name}")[REFERENCES[name]]
    assert [set(item) for item in items.values()] == [known - OF_MODULES.get(name, set())] * len(items)


SHOPS = st.lists(
    st.lists(
        st.fixed_dictionaries({"code": st.sampled_from("abc"), "name": st.sampled_from(["Опт", "Розница"])}),
        max_size=3,
    ),
    max_size=4,
)


@given(loads=SHOPS)
def test_what_is_loaded_again_changes_and_stands_where_it_stood(loads: list[list[dict[str, str]]]) -> None:
    crm = fresh()
    expected = dict(crm.account.reference("sites"))
    for shops in loads:
        crm.load(sites=shops)
        expected |= {shop["code"]: shop for shop in shops}
    found = crm.get("v5/reference/sites")["sites"]
    assert list(found.items()) == list(expected.items())


def test_settings_tell_every_part_that_the_contract_knows() -> None:
    schemas = contracts.load("retailcrm")["components"]["schemas"]
    settings = fresh().get("v5/settings")["settings"]
    assert set(settings) == set(schemas["Settings"]["properties"])
    assert {frozenset(day) for day in settings["work_times"]} == {
        frozenset(schemas["WorkTime"]["properties"])
    }
    assert set(settings["mg"]["order_creation"]) == {"default", "channels"}


def test_the_key_may_come_by_header_query_or_form_field() -> None:
    crm = fresh()
    client, key = crm.client, "a-key-that-sees-everything"
    path = "/company/api/v5/orders"
    answers = [
        client.get(path, headers={"X-API-KEY": key}),
        client.get(f"{path}?apiKey={key}"),
        client.get(path, data={"apiKey": key}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
