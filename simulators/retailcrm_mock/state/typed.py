"""What people type into a search box: conditions that look for it in every way."""

from simulators.retailcrm_mock.state import find
from simulators.retailcrm_mock.state.find import Condition


def of_customer(text: str) -> list[Condition]:
    """The name, an e-mail or a phone, in any spelling, holds the text; nothing typed is no condition."""
    return [find.either("customer", _ways("customer", text))] if text.strip() else []


def of_order(text: str) -> list[Condition]:
    """The order's number or its own words hold the text, or the cards of its people do."""
    people = [
        role(condition, None)
        for condition in of_customer(text)
        for role in (find.customer_is, find.contact_is)
    ]
    return [find.either("order", [find.number_part(text), *_ways("order", text), *people])] if people else []


def _ways(kind: str, text: str) -> list[Condition]:
    return [find.name_or_phone(kind, text, eight_is_seven=True), find.email(text, partial=True)]
