"""The methods of the API: path, verb, the scope a key needs, and the operation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from simulators.retailcrm_mock.api import companies, operations, telephony, users
from simulators.retailcrm_mock.api.operations import Operation
from simulators.retailcrm_mock.api.writes import customers, links, notes, orders, payments


@dataclass(frozen=True, slots=True)
class Route:
    """A method of the API; `scope` None means that any key will do. `status` is that of its success."""

    path: str
    verb: str
    scope: str | None
    operation: Operation
    status: int = 200


REFERENCES = {
    "statuses": "statuses",
    "status-groups": "statusGroups",
    "sites": "sites",
    "payment-statuses": "paymentStatuses",
    "payment-types": "paymentTypes",
    "delivery-types": "deliveryTypes",
    "delivery-services": "deliveryServices",
    "order-types": "orderTypes",
    "order-methods": "orderMethods",
    "product-statuses": "productStatuses",
}
ROUTES = (
    Route("credentials", "GET", None, operations.credentials),
    Route("api-versions", "GET", None, operations.api_versions),
    Route("system-info", "GET", None, operations.system_info),
    Route("v5/customers", "GET", "customer_read", operations.customers),
    Route("v5/customers/{}", "GET", "customer_read", operations.customer),
    Route("v5/customers-corporate", "GET", "customer_read", companies.companies),
    Route("v5/customers-corporate/{}", "GET", "customer_read", companies.company),
    Route("v5/customers-corporate/{}/contacts", "GET", "customer_read", companies.contacts),
    Route("v5/customers-corporate/{}/companies", "GET", "customer_read", companies.legal_entities),
    Route("v5/customers-corporate/{}/addresses", "GET", "customer_read", companies.addresses),
    Route("v5/orders", "GET", "order_read", operations.orders),
    Route("v5/orders/statuses", "GET", "order_read", operations.order_statuses),
    Route("v5/orders/{}", "GET", "order_read", operations.order),
    Route("v5/settings", "GET", "reference_read", operations.settings),
    Route("v5/users", "GET", "user_read", users.users),
    Route("v5/telephony/manager", "GET", "telephony_read", telephony.manager),
    *(
        Route(f"v5/reference/{name}", "GET", "reference_read", partial(operations.reference, name, key))
        for name, key in REFERENCES.items()
    ),
    Route("v5/customers/create", "POST", "customer_write", customers.create, 201),
    Route("v5/customers/upload", "POST", "customer_write", customers.upload, 201),
    Route("v5/customers/combine", "POST", "customer_write", customers.combine),
    Route("v5/customers/{}/edit", "POST", "customer_write", customers.edit),
    Route("v5/customers/notes", "GET", "customer_read", operations.notes),
    Route("v5/customers/notes/create", "POST", "customer_write", notes.create, 201),
    Route("v5/customers/notes/{}/delete", "POST", "customer_write", notes.delete),
    Route("v5/orders/create", "POST", "order_write", orders.create, 201),
    Route("v5/orders/{}/edit", "POST", "order_write", orders.edit),
    Route("v5/orders/links/create", "POST", "order_write", links.create, 201),
    Route("v5/orders/payments/create", "POST", "order_write", payments.create, 201),
    Route("v5/orders/payments/{}/edit", "POST", "order_write", payments.edit),
    Route("v5/orders/payments/{}/delete", "POST", "order_write", payments.delete),
)
_PATTERNS = [(re.compile(route.path.replace("{}", "([^/]+)"), re.DOTALL), route) for route in ROUTES]


@lru_cache(maxsize=1024)  # every request asks
def at(path: str) -> Sequence[tuple[Route, tuple[str, ...]]]:
    """The routes of a path below /api/, whatever their verb, each with what the path holds for it.

    A path that is a method's own is nobody's id: /customers/notes is not the customer "notes".
    """
    matches = [(pattern.fullmatch(path), route) for pattern, route in _PATTERNS]
    found = [(route, match.groups()) for match, route in matches if match]
    return [(route, held) for route, held in found if not held] or found
