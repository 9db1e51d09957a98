"""The references and settings of a new account, as RetailCRM's own set-up makes them in its country."""

from collections.abc import Mapping
from typing import Any

from simulators.retailcrm_mock import books, locales
from simulators.retailcrm_mock.locales.model import Locale, Names
from simulators.retailcrm_mock.state import Document

# Group: (is the order still in work?, statuses). Codes as in a fresh demo account, misspelt ones too.
GROUPS: dict[str, tuple[bool, tuple[str, ...]]] = {
    "new": (False, ("new",)),
    "approval": (
        True,
        (
            "availability-confirmed", "offer-analog", "ready-to-wait", "waiting-for-arrival",
            "client-confirmed", "prepayed",
        ),
    ),
    "assembling": (True, ("send-to-assembling", "assembling", "assembling-complete")),
    "delivery": (
        True,
        ("send-to-delivery", "delivering", "redirect", "ready-for-self-pickup", "arrived-in-pickup-point"),
    ),
    "complete": (False, ("complete", "partially-completed")),
    "cancel": (
        False,
        (
            "no-call", "no-product", "already-buyed", "delyvery-did-not-suit", "prices-did-not-suit",
            "cancel-other", "return",
        ),
    ),
}  # fmt: skip
_RUSSIA = locales.at(locales.DEFAULT)


def references(locale: Locale = _RUSSIA, *, renamed: bool = False) -> dict[str, list[Document]]:
    """Every reference of a new account, by name; `renamed`: some statuses are the shop's own."""
    words, statuses, costs = locale.words, _statuses(locale, renamed=renamed), locale.market.carriage
    types, deliveries, services = words.payment_types, words.delivery_types, words.delivery_services
    return {
        "sites": sites(words.sites, locale),
        "statuses": statuses,
        "status-groups": _groups(locale, statuses),
        "payment-statuses": books.payment_statuses(words.payment_statuses, types),
        "payment-types": books.payment_types(types, words.payment_statuses, deliveries, words.sites),
        "delivery-types": books.delivery_types(
            costs, deliveries, types, services, words.sites, locale.currency
        ),
        "delivery-services": books.plain(services),
        "order-types": books.order_types(words.order_types),
        "order-methods": books.order_methods(words.order_methods),
        "product-statuses": books.product_statuses(words.product_statuses),
        "managers": books.managers(),
    }


def settings(locale: Locale = _RUSSIA) -> Document:
    """The settings of a new account, as /settings answers them."""
    since = "2024-01-15 10:00:00"
    order_creation = {"site": "main-shop", "order_type": "main", "order_method": "messenger"}
    by_chat = {"site": "outlet", "order_type": "main", "order_method": "live-chat"}
    return {
        "default_currency": {"value": locale.currency, "updated_at": since},
        "system_language": {"value": locale.language, "updated_at": since},
        "timezone": {"value": locale.timezone, "updated_at": since},
        **books.hours(),
        "mg": {"order_creation": {"default": order_creation, "channels": {"2": by_chat}}},
    }


def sites(names: Names, locale: Locale = _RUSSIA) -> list[Document]:
    """Shops with these codes and names."""
    return books.shops(names, locale.country, locale.currency)


def grouped(statuses: Mapping[str, Document]) -> dict[str, list[str]]:
    """The codes of the statuses, by group."""
    found: dict[str, list[str]] = {}
    for code, status in statuses.items():
        found.setdefault(str(status.get("group", "")), []).append(code)
    return found


def _statuses(locale: Locale, *, renamed: bool) -> list[Document]:
    own = locale.words.renamed if renamed else {}
    coded = [
        (group, *own.get(code, (code, locale.words.statuses[code])))
        for group, (_open, codes) in GROUPS.items()
        for code in codes
    ]
    return [
        _item(code, name, 10 * number, group=group) for number, (group, code, name) in enumerate(coded, 1)
    ]


def _groups(locale: Locale, statuses: list[Document]) -> list[Document]:
    members = grouped({status["code"]: status for status in statuses})
    return [
        _item(code, name, 10 * number, process=GROUPS[code][0], statuses=members[code])
        for number, (code, name) in enumerate(locale.words.groups.items(), 1)
    ]


def _item(code: str, name: str, ordering: int, **more: Any) -> Document:
    return {"code": code, "name": name, "active": True, "ordering": ordering, **more}


SETTINGS = settings()
