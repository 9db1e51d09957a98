"""How an answer travels: whole and at once, unless a fault wants it otherwise. Pure."""

from dataclasses import dataclass

# Where a WSGI program leaves the Delivery of its answer, for the gate to find in the request's environ.
DELIVERY = "simulators.delivery"
# Set by the gate, so that a program knows there is one to act a Delivery out.
BEHIND_GATE = "simulators.gate"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the gate does with an answer; times in seconds, sizes in bytes of the body.

    Args:
        delay: waited before anything is sent.
        silent: nothing is sent; the connection stays open until the caller leaves it.
        reset: in place of the answer, or after `cut`, the connection is reset (TCP RST).
        cut: so much of the body is sent, then the connection ends, short of its Content-Length.
        pace: bytes of the body a second, in ten pieces a second at most.
        padding: so many spaces follow the body, which JSON permits.
        refuse: after the answer, no connection is accepted for so long.
    """

    delay: float = 0
    silent: bool = False
    reset: bool = False
    cut: int | None = None
    pace: int | None = None
    padding: int = 0
    refuse: float = 0


AT_ONCE = Delivery()
