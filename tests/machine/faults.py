"""How RetailCRM breaks, as its control door takes it."""

from typing import Any

A_WHILE, LASTS_HOURS = "a while", 2
OF_THE_KEY, OF_THE_ADDRESS = "refuses the key", "another site"
FAULTS: dict[str, dict[str, Any]] = {
    "server error": {"kind": "status", "status": 500},
    A_WHILE: {"kind": "outage", "seconds": LASTS_HOURS * 3600},
    "cut off": {"kind": "truncated"},
    "garbled": {"kind": "malformed"},
    "silent hang-up": {"kind": "drop"},
    OF_THE_KEY: {"kind": "status", "status": 401},
    OF_THE_ADDRESS: {"kind": "html"},
}
"""Only "a while" ends by itself."""
OUTAGES = [fault for fault in FAULTS if fault not in {OF_THE_KEY, OF_THE_ADDRESS}]
"""Those that say nothing of key and account: the CRM cannot be asked."""
PARTS = {
    "customers": "listCustomers",
    "orders": "listOrders",
    "companies": "listCustomersCorporate",
    "statuses": "listStatuses",
    "shops": "listSites",
}
"""What can break by itself, and the operation that answers it."""


def wish(fault: str, part: str | None) -> dict[str, Any]:
    """What the control door is asked for; a fault of no part strikes every call."""
    return FAULTS[fault] if part is None else {**FAULTS[fault], "operation": PARTS[part]}
