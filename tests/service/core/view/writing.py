"""A context to write views in, and the names of a small shop."""

from datetime import UTC, datetime
from typing import Any

from service.core.language import language
from service.core.model import (
    USUAL_PARTS,
    Account,
    Contact,
    Decision,
    Part,
    PaymentStatus,
    Preferences,
    ProductStatus,
    References,
    Shop,
    Status,
    Ticket,
)
from service.core.sheet import Sheet
from service.core.view import Context, View, compose
from tests.service.fakes import contact

NOON = datetime(2026, 11, 25, 9, tzinfo=UTC)  # noon in Moscow
ORIGIN = "https://company.retailcrm.ru"
PHONE, EMAIL = "+7 999 000-11-22", "anna@example.com"
NAMES = References(
    statuses={
        "new": Status("Just came", "new"),
        "gone": Status("Given up", "cancel"),
        "own": Status("Ours", "our"),
    },
    shops={"main": Shop("Main shop", "RUB"), "outlet": Shop("Outlet", "EUR")},
    delivery_types={"courier": "By courier"},
    payment_statuses={"paid": PaymentStatus("Paid", complete=True), "not-paid": PaymentStatus("Not paid")},
    product_statuses={"canceled": ProductStatus("Cancelled", cancelled=True)},
    managers={3: "Olga"},
)


def context(
    searched: Contact | None = None,
    *without: Part,
    code: str = "en",
    names: References = NAMES,
    sheet: Sheet | None = None,
    **preferences: Any,
) -> Context:
    """Make a context: English, in Moscow, every usual part but those named."""
    wanted = {"time_zone": "Europe/Moscow", "parts": USUAL_PARTS - set(without), **preferences}
    ticket = Ticket("company", "key", searched or contact(PHONE, EMAIL), Preferences(code, **wanted))
    return Context(
        language(code), Account("company", ORIGIN), names, ticket, sheet or Sheet(NOON.date(), "4f2a")
    )


def written(decision: Decision, *without: Part, **more: Any) -> View:
    """Compose a view."""
    return compose(context(None, *without, **more), decision)
