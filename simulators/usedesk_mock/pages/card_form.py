"""Reads the form of a client's card."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from types import SimpleNamespace
from typing import Any

from simulators.kit.language import msg
from simulators.usedesk_mock.pages.forms import Errors, Form, area, rows, text, too_long
from simulators.usedesk_mock.pages.letter_form import is_email
from simulators.usedesk_mock.state.model import (
    ADDRESS_TYPES,
    MESSENGER_TYPES,
    PHONE_TYPES,
    SOCIAL_TYPES,
    Address,
    Card,
    Messenger,
    Phone,
    SocialService,
)

LONGEST = 255  # characters of a field; how many Usedesk takes is not public
LONGEST_NOTE = 65_000
LINES = ("company", "position", "language", "additional_id")  # fields of one line beside the name
# The lists of a card: what a new row of each holds.
BLANK: dict[str, Any] = {
    "emails": "",
    "phones": Phone("mobile", ""),
    "messengers": Messenger("whatsapp", ""),
    "social_services": SocialService("vk", ""),
    "addresses": Address("", "", "", "home"),
    "sites": "",
}
# The fields of a row, the one that says whether it is filled last.
FIELDS = {
    "emails": ("value",),
    "phones": ("type", "phone"),
    "messengers": ("type", "id"),
    "social_services": ("type", "uid", "url"),
    "addresses": ("type", "country", "city", "address"),
    "sites": ("value",),
}
TYPES = {
    "phones": PHONE_TYPES,
    "messengers": MESSENGER_TYPES,
    "social_services": SOCIAL_TYPES,
    "addresses": ADDRESS_TYPES,
}


def read(form: Form, before: Card) -> tuple[Card, Errors]:
    """The card over what was saved before, rows left empty among its own, and what is wrong with it."""
    typed: dict[str, Any] = {name: tuple(_rows(form, name)) for name in BLANK}
    typed |= {name: text(form, name) for name in LINES}
    typed |= {name: name in form for name in ("vip", "spammer")}
    card = replace(before, name=text(form, "name") or None, note=area(form, "note").strip(), **typed)
    return card, _errors(card)


def with_rows(card: Card, form: Form) -> Card | None:
    """The card with a row more or less, when that is what was pressed; for browsers without scripts."""
    if (name := form.get("add", "")) in BLANK:
        more: dict[str, Any] = {name: (*getattr(card, name), BLANK[name])}
        return replace(card, **more)
    name, _, gone = form.get("remove", "").rpartition("-")
    if name in BLANK:
        left = [one for row, one in enumerate(getattr(card, name)) if str(row) != gone]
        less: dict[str, Any] = {name: tuple(left)}
        return replace(card, **less)
    return None


def tidied(card: Card) -> Card:
    """The card as it is saved, without its empty rows."""
    lists: dict[str, Any] = {name: tuple(filter(_is_filled, getattr(card, name))) for name in BLANK}
    return replace(card, **lists)


def _rows(form: Form, name: str) -> Iterator[Any]:
    for row in rows(form, f"{name}_{FIELDS[name][-1]}"):
        values = {field: text(form, f"{name}_{field}-{row}") for field in FIELDS[name]}
        blank = BLANK[name]
        yield values["value"] if isinstance(blank, str) else type(blank)(**_nulls(values))


def _nulls(values: dict[str, str]) -> dict[str, str | None]:
    """Of a profile the number may be missing, and is null then."""
    return {name: value or None if name == "uid" else value for name, value in values.items()}


def _is_filled(row: Any) -> bool:
    if isinstance(row, Address):
        return bool(row.country or row.city or row.address)
    return bool(row if isinstance(row, str) else getattr(row, _identity(row)))


def _identity(row: Any) -> str:
    return {Phone: "phone", Messenger: "id", SocialService: "url"}[type(row)]


def _errors(card: Card) -> Errors:
    errors = too_long(card, {"name": LONGEST, "note": LONGEST_NOTE} | dict.fromkeys(LINES, LONGEST))
    for name in BLANK:
        for place, row in enumerate(getattr(card, name)):
            errors |= _row_errors(name, place, {"value": row} if isinstance(row, str) else asdict(row))
    return errors


def _row_errors(name: str, place: int, values: dict[str, str | None]) -> Errors:
    errors = too_long(SimpleNamespace(**values), dict.fromkeys(values, LONGEST))
    if values.get("value") and name == "emails" and not is_email(values["value"] or ""):
        errors["value"] = msg("An e-mail address, like anna@example.com.")
    if name in TYPES and values["type"] not in TYPES[name]:
        errors["type"] = msg("Choose one of the list.")
    return {f"{name}_{field}-{place}": error for field, error in errors.items()}
