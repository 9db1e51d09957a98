"""Every fault, and what an agent may see of it, written by hand from what the fault means."""

from dataclasses import dataclass
from typing import Any

FOUND = frozenset({"found-by-phone"})
DOWN = frozenset({"crm-unavailable"})
BUSY = frozenset({"crm-busy", "crm-unavailable"})
"""Refused as too many; what is on its way for another time when the deadline comes is late."""
REJECTED = frozenset({"key-rejected"})
UNKNOWN = frozenset({"account-unknown"})
PARTLY = frozenset({"found-by-phone", "found-by-email", "found-in-orders", "hidden"})
"""One search came through and another did not: less may be shown, and is said to be less."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that strikes every call.

    Attributes:
        kind: the simulator's name of it.
        settings: the simulator's, and which calls it strikes.
        cold: outcomes of a client of whom nothing is known.
        warm: outcomes of one who was shown a moment ago: what is old stands in, unless the key is refused.
        after: outcomes once it is over; where the CRM asked for patience, it may last.
    """

    kind: str
    settings: dict[str, Any]
    cold: frozenset[str]
    warm: frozenset[str] = FOUND
    after: frozenset[str] = FOUND

    def __str__(self) -> str:
        told = "-".join(f"{name}={value}" for name, value in self.settings.items())
        return f"{self.kind}[{told}]" if told else self.kind


PATIENT = FOUND | PARTLY | BUSY
"""The CRM wants to be left alone, and the next ticket may meet that."""
FAULTS = (
    Fault("latency", {"seconds": 0.05}, FOUND),
    Fault("latency", {"seconds": 60}, DOWN),
    Fault("latency", {"low": 0.0, "high": 0.2}, FOUND),
    Fault("latency", {"median": 0.02, "p99": 0.2}, FOUND),
    Fault("silence", {}, DOWN),
    Fault("refuse", {"seconds": 6}, DOWN),
    Fault("reset", {}, DOWN),
    Fault("drop", {}, DOWN),
    Fault("drop", {"bytes": 0, "ending": "reset"}, DOWN),
    Fault("drip", {"bytes_per_second": 5}, DOWN),
    Fault("huge", {"megabytes": 100}, DOWN),
    Fault("truncated", {}, DOWN),
    Fault("truncated", {"share": 0}, DOWN),
    Fault("malformed", {}, DOWN),
    Fault("empty", {}, DOWN),
    # A page that is no failure: another site lives at the address.
    Fault("html", {}, UNKNOWN, UNKNOWN),
    Fault("html", {"status": 404}, UNKNOWN, UNKNOWN),
    Fault("html", {"status": 401}, REJECTED, REJECTED),
    Fault("html", {"status": 403}, DOWN),  # a firewall's
    Fault("html", {"status": 502}, DOWN),
    Fault("wrong-types", {"share": 0.01}, PARTLY | DOWN | {"not-found"}, PARTLY | DOWN | {"not-found"}),
    Fault("wrong-types", {"share": 1}, PARTLY | DOWN | {"not-found"}, PARTLY | DOWN | {"not-found"}),
    Fault("wrong-content-type", {}, FOUND),
    Fault("status", {"status": 400}, DOWN),
    Fault("status", {"status": 401}, REJECTED, REJECTED),
    Fault("status", {"status": 404}, UNKNOWN, UNKNOWN),
    Fault("status", {"status": 500}, DOWN),
    Fault("status", {"status": 504}, DOWN),
    Fault("fail-next", {}, FOUND),  # refused once as one too many, and asked again
    Fault("fail-next", {"calls": 2, "status": 500}, PARTLY | DOWN),
    Fault("too-many", {"status": 503}, BUSY, after=PATIENT, warm=PATIENT),
    Fault("too-many", {"status": 429}, BUSY, after=PATIENT, warm=PATIENT),
    Fault("too-many", {"status": 429, "retry_after": 30}, BUSY, after=PATIENT, warm=PATIENT),
    Fault("too-many", {"status": 503, "retry_after": 30}, BUSY, after=PATIENT, warm=PATIENT),
    Fault("quota", {"calls": 2, "seconds": 60}, PARTLY | BUSY, after=PATIENT, warm=PATIENT),
    Fault(
        "quota", {"calls": 3, "seconds": 1, "retry_after": True}, PARTLY | BUSY, after=PATIENT, warm=PATIENT
    ),
    Fault("outage", {"seconds": 3600}, DOWN),
    Fault("outage", {"seconds": 3600, "status": 503}, BUSY, after=PATIENT, warm=PATIENT),
    Fault("ramp", {"seconds": 1, "status": 500}, PARTLY | DOWN),
)
