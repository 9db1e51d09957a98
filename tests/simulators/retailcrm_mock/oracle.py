"""What the filters mean, written once more and naively: plain loops over the documents loaded."""

import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
Positions = Mapping[str, str]


def customers(load: Json, filters: Json, positions: Positions) -> list[int]:
    """The ids of the people found, the newest first."""
    people = [one for one in load["customers"] if "type" not in one]
    return _newest(
        [one for one in people if all(_customer(one, *item, positions) for item in filters.items())]
    )


def companies(load: Json, filters: Json) -> list[int]:
    """The ids of the companies found, the newest first."""
    firms = [one for one in load["customers"] if "type" in one]
    return _newest([one for one in firms if all(_company(one, load, *item) for item in filters.items())])


def orders(load: Json, filters: Json, positions: Positions) -> list[int]:
    """The ids of the orders found, the newest first."""
    cards = {one["id"]: one for one in load["customers"]}
    found = [
        one for one in load["orders"] if all(_order(one, cards, *item, positions) for item in filters.items())
    ]
    return _newest(found)


def _customer(card: Json, name: str, value: Any, positions: Positions) -> bool:
    if value == "":
        return True
    match name:
        case "name":
            return named(card, [phone["number"] for phone in card["phones"]], value, positions)
        case "email":
            return _email(card.get("email", ""), value, positions)
        case "isContact":
            return bool(card.get("isContact", False)) == (value in ("1", "true"))
    return _identity(card, name, value)


def _company(firm: Json, load: Json, name: str, value: Any) -> bool:
    if name != "contactIds":
        return _identity(firm, name, value)
    contacts = [firm.get("mainCustomerContact", {}).get("customer", {})]
    contacts += [
        order.get("contact", {}) for order in load["orders"] if order.get("customer") == {"id": firm["id"]}
    ]
    return any(str(contact.get("id")) in value for contact in contacts)


def _order(order: Json, cards: Mapping[int, Json], name: str, value: Any, positions: Positions) -> bool:
    card = cards.get(order.get("customer", {}).get("id"), {})
    told = card if positions["orders-by-card"] == "yes" else {}
    if value == "":
        return True
    match name:
        case "customer":
            own = [order[one] for one in ("phone", "additionalPhone") if one in order]
            phones = [phone["number"] for phone in told.get("phones", [])]
            found = named(order, own, value, positions) or named(told, phones, value, positions)
        case "email":
            found = any(_email(one.get("email", ""), value, positions) for one in (order, told))
        case "customerId":
            roles = (
                ["customer", "contact"] if positions["customer-id-covers-contacts"] == "yes" else ["customer"]
            )
            found = any(str(order[role]["id"]) == value for role in roles if role in order)
        case "customerExternalId":
            found = card.get("externalId") == value
        case "createdAtFrom":
            found = order["createdAt"] >= value
        case "createdAtTo":
            found = order["createdAt"] <= value
        case _:
            found = _identity(order, name, value)
    return found


def _identity(document: Json, name: str, values: list[str]) -> bool:
    field = {
        "ids": "id",
        "externalIds": "externalId",
        "sites": "site",
        "numbers": "number",
        "extendedStatus": "status",
    }
    default = {"status": "new", "number": f"{document['id']}C"}.get(field[name])
    held = document.get(field[name], default)
    return held is not None and str(held) in values


def _email(held: str, value: str, positions: Positions) -> bool:
    if positions["email-case"] == "ignored":
        held, value = held.casefold(), value.casefold()
    return value in held if positions["email-match"] == "partial" else value == held


def named(document: Json, phones: list[str], value: str, positions: Positions) -> bool:
    """Whether the name or a phone matches what is searched, in the way that "name-match" says."""
    match = positions["name-match"]
    first, last, middle = (document.get(part, "") for part in ("firstName", "lastName", "patronymic"))
    spellings = [
        " ".join(filter(None, one)) for one in ((first, last), (last, first, middle), (first, middle, last))
    ]
    called = any(_fits(one.casefold(), " ".join(value.casefold().split()), match) for one in spellings)
    letters = re.sub(r"доб|ext", "", value, flags=re.IGNORECASE)
    if any(sign.isalpha() for sign in letters) or not _digits(value):
        return called and bool(value.strip())
    if match == "stored-substring":
        return called or any(value in phone and _digits(value) in _digits(phone) for phone in phones)
    return called or any(_fits(_digits(phone), _digits(value), match) for phone in phones)


def _fits(held: str, value: str, match: str) -> bool:
    return {"prefix": held.startswith(value), "whole": held == value}.get(match, value in held)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _newest(found: list[Json]) -> list[int]:
    return [one["id"] for one in sorted(found, key=lambda one: (one["createdAt"], one["id"]), reverse=True)]
