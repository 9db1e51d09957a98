"""How schemathesis has to call the control doors, in pytest and by command line."""

from typing import Any

# Which switches there are, which years a clock can show, which expectations are at odds and whether a
# snapshot is whole is no matter of JSON Schema: 400 is right there.
BY_VALUE = (
    *("setDialect", "setClock", "verifyJournal", "putSnapshot", "restoreSnapshot", "dropSnapshot"),
    *("getJournal", "exportJournal"),  # which operations there are
    *("mergeClients", "writeLetter", "openTicket"),  # which clients, channels and blocks there are
    *("addFault", "healFault"),  # which operations and keys there are, and that low is not above high
)
QUOTA = ("getQuota", "setQuota")  # only RetailCRM's
DESK = ("writeLetter", "mergeClients", "getClient", "editClient", "getTicket", "openTicket")  # only Usedesk's
# A wish to invent a million customers is a good wish; it is just not one for every run.
LONG = ("seed", "createAccount")
JUDGED_BY_VALUE: dict[str, Any] = {
    "include-operation-id": [*BY_VALUE],
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 400, 404]}},
}


def in_no_time(_context: object, body: Any) -> Any:
    """A wish to wait a minute for calls is a good wish, too; here nobody calls meanwhile."""
    seconds = body.get("timeout") if isinstance(body, dict) else None
    return {**body, "timeout": 0.01} if isinstance(seconds, int | float) and 0.01 < seconds <= 60 else body
