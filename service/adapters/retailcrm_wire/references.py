"""RetailCRM's references, an account's names for its codes. Source: ReferencesTest and UsersTest (php)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from service.adapters.retailcrm_wire.values import Fields, as_list, as_map, flag, maps, number, text, texts
from service.core.model import Kind, PaymentStatus, ProductStatus, References, Shop, Status

USERS = "/api/v5/users"
"""The one reference that is a list in pages, and needs a right of its own."""
PATHS = {
    Kind.STATUSES: "/api/v5/reference/statuses",
    Kind.SHOPS: "/api/v5/reference/sites",
    Kind.DELIVERY_TYPES: "/api/v5/reference/delivery-types",
    Kind.PAYMENT_STATUSES: "/api/v5/reference/payment-statuses",
    Kind.PRODUCT_STATUSES: "/api/v5/reference/product-statuses",
    Kind.MANAGERS: USERS,
}
_MOST_NAMES = 1000
"""Codes of one reference that are read."""


def references(kind: Kind, data: Fields) -> References:
    """Read one kind of reference."""
    return _READERS[kind](data)


def _statuses(data: Fields) -> References:
    named = _named(data.get("statuses"))
    return References(statuses={code: Status(name, text(item.get("group"))) for code, name, item in named})


def _shops(data: Fields) -> References:
    named = _named(data.get("sites"))
    return References(shops={code: Shop(name, text(item.get("currency"))) for code, name, item in named})


def _delivery_types(data: Fields) -> References:
    return References(delivery_types=_names(data.get("deliveryTypes")))


def _payment_statuses(data: Fields) -> References:
    named = _named(data.get("paymentStatuses"))
    read = {code: PaymentStatus(name, flag(item.get("paymentComplete"))) for code, name, item in named}
    return References(payment_statuses=read)


def _product_statuses(data: Fields) -> References:
    named = _named(data.get("productStatuses"))
    read = {code: ProductStatus(name, flag(item.get("cancelStatus"))) for code, name, item in named}
    return References(product_statuses=read)


def _managers(data: Fields) -> References:
    """Read the users by their ids: whoever looks after a client is one of them."""
    users = ((number(user.get("id")), _full_name(user)) for user in maps(data.get("users"), _MOST_NAMES))
    return References(managers={identity: name for identity, name in users if identity and name})


def _full_name(user: Fields) -> str:
    return " ".join(texts((user.get("firstName"), user.get("lastName"))))


_READERS: Mapping[Kind, Callable[[Fields], References]] = {
    Kind.STATUSES: _statuses,
    Kind.SHOPS: _shops,
    Kind.DELIVERY_TYPES: _delivery_types,
    Kind.PAYMENT_STATUSES: _payment_statuses,
    Kind.PRODUCT_STATUSES: _product_statuses,
    Kind.MANAGERS: _managers,
}


def _names(values: object) -> dict[str, str]:
    return {code: name for code, name, _item in _named(values)}


def _named(values: object) -> Iterator[tuple[str, str, Fields]]:
    """Read a reference: a map by code, or a list when PHP took the codes for positions."""
    keyed: Iterable[tuple[Any, object]] = (
        values.items() if isinstance(values, dict) else ((None, value) for value in as_list(values))
    )
    for key, value in list(keyed)[:_MOST_NAMES]:
        item = as_map(value)
        code, name = text(item.get("code")) or text(key), text(item.get("name"))
        if code and name:
            yield code, name, item
