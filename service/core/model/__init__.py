"""The values everything else speaks in; all frozen."""

from service.core.model.asking import Failure, Findings, Kind, Question, Reason, Reply, Search
from service.core.model.crm import (
    Customer,
    Delivery,
    Item,
    Order,
    Payment,
    PaymentStatus,
    ProductStatus,
    References,
    Shop,
    Status,
    Tag,
)
from service.core.model.decision import Decision, Match, Mistake, Outcome, Why
from service.core.model.ticket import USUAL_PARTS, Account, Contact, Ignored, Part, Phone, Preferences, Ticket

__all__ = [
    "USUAL_PARTS",
    "Account",
    "Contact",
    "Customer",
    "Decision",
    "Delivery",
    "Failure",
    "Findings",
    "Ignored",
    "Item",
    "Kind",
    "Match",
    "Mistake",
    "Order",
    "Outcome",
    "Part",
    "Payment",
    "PaymentStatus",
    "Phone",
    "Preferences",
    "ProductStatus",
    "Question",
    "Reason",
    "References",
    "Reply",
    "Search",
    "Shop",
    "Status",
    "Tag",
    "Ticket",
    "Why",
]
