"""What the contracts let pass and what they do not, on the points where clients were bitten before."""

from typing import Any

import jsonschema_rs
import pytest

import contracts

USEDESK_SENDS = ["email", "chatWidget", "whatsapp", "telegram", "viber", "telephony", "nothing"]


def keeps(name: str, component: str, value: Any) -> bool:
    """Tell whether a value keeps the promise of a schema."""
    return jsonschema_rs.validator_for(contracts.schema(name, component)).is_valid(value)


def sent(example: str) -> dict[str, Any]:
    """Take a request from the contract's examples."""
    value: dict[str, Any] = contracts.load("block")["components"]["examples"][example]["value"]
    return value


@pytest.mark.parametrize("payments", [{}, [], {"5": {"id": 5}}, [{"id": 5}]])
def test_payments_are_a_map_a_list_or_php_s_empty_array(payments: Any) -> None:
    assert keeps("retailcrm", "Order", {"id": 1, "payments": payments})


@pytest.mark.parametrize("fields", [{}, [], {"nps": 9, "sizes": ["m"], "consent": True, "note": ""}])
def test_custom_fields_are_a_map_or_php_s_empty_array(fields: Any) -> None:
    assert keeps("retailcrm", "Customer", {"id": 1, "customFields": fields})


@pytest.mark.parametrize("statuses", [{}, [], {"16": {"code": "16"}}, [{"code": "0"}]])
def test_a_reference_is_a_map_by_code_or_a_list(statuses: Any) -> None:
    assert keeps("retailcrm", "StatusesAnswer", {"success": True, "statuses": statuses})


@pytest.mark.parametrize("errors", [{"children[limit]": "wrong"}, ["wrong"], {}, []])
def test_errors_are_a_map_or_a_list(errors: Any) -> None:
    assert keeps(
        "retailcrm",
        "Error",
        {"success": False, "errorMsg": "Errors in the input parameters", "errors": errors},
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"firstName": "Анна"},
        {"id": "1"},
        {"id": 1, "email": None},
        {"id": 1, "phones": ["+79990001122"]},
        {"id": 1, "customFields": ["m"]},
        {"id": 1, "createdAt": "2026-11-23T18:45:00+03:00"},
        {"id": 1, "birthday": "2026-13-01"},
    ],
)
def test_a_customer_outside_the_usual_dialect_breaks_the_contract(broken: dict[str, Any]) -> None:
    assert not keeps("retailcrm", "Customer", broken)


def test_a_field_the_vendor_adds_breaks_nothing() -> None:
    assert keeps("retailcrm", "Customer", {"id": 1, "favouriteColour": {"code": "blue"}})


@pytest.mark.parametrize("value", ["", "2026-11-23 18:45:00", "2028-02-29 00:00:00"])
def test_a_moment_to_filter_by_is_empty_or_in_the_calendar(value: str) -> None:
    assert keeps("retailcrm", "OptionalMoment", value)


@pytest.mark.parametrize(
    "value", ["2026-02-29 00:00:00", "2026-04-31 00:00:00", "2026-11-23", "2026-11-23 24:00:00"]
)
def test_a_moment_the_calendar_does_not_know_is_no_filter(value: str) -> None:
    assert not keeps("retailcrm", "OptionalMoment", value)


@pytest.mark.parametrize("example", USEDESK_SENDS)
def test_what_usedesk_sends_on_each_channel_keeps_the_strict_schema(example: str) -> None:
    assert keeps("block", "UsedeskRequest", sent(example))


@pytest.mark.parametrize(
    "change", [{"ticket_id": "7"}, {"client_data": []}, {"channel_id": None}, {"subdomain": 5}]
)
def test_another_dialect_of_usedesk_is_served_though_it_is_not_the_strict_one(change: dict[str, Any]) -> None:
    body = {**sent("email"), **change}
    assert not keeps("block", "UsedeskRequest", body)
    assert keeps("block", "BlockRequest", body)


@pytest.mark.parametrize("body", [[], "", None, 5])
def test_only_an_object_is_served(body: Any) -> None:
    assert not keeps("block", "BlockRequest", body)


def test_a_parameter_of_the_block_may_have_any_name_and_is_a_string() -> None:
    assert keeps("block", "UsedeskRequest", {**sent("nothing"), "subdomínio": "company"})
    assert not keeps("block", "UsedeskRequest", {**sent("nothing"), "subdomínio": ["company"]})


def test_an_answer_holds_nothing_but_html() -> None:
    assert keeps("block", "BlockAnswer", {"html": "<p>Hello</p>"})
    assert not keeps("block", "BlockAnswer", {"html": "<p>Hello</p>", "error": "key"})
