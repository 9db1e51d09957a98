"""What was seen of a client's orders."""

from service.core.identify import OF_ORDERS
from service.core.model import Decision, Match


def all_orders_seen(decision: Decision) -> bool:
    """Tell whether every search that may have found orders was answered, and wholly."""
    return not decision.cut and not any(failure.search in OF_ORDERS for failure in decision.failures)


def total_orders(match: Match) -> int:
    """Return how many orders a client has: at least those that were seen."""
    return max(len(match.orders), match.customer.orders_count or 0)
