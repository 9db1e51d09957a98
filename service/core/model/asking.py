"""What is asked of a CRM, what it said, and what failed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum

from service.core.model.crm import Customer, Order, References


class Search(StrEnum):
    """What can be asked of a CRM."""

    CUSTOMERS_BY_PHONE = "customers_by_phone"
    CUSTOMERS_BY_EMAIL = "customers_by_email"
    ORDERS_BY_PHONE = "orders_by_phone"
    ORDERS_BY_EMAIL = "orders_by_email"
    ORDERS_OF = "orders_of"
    COMPANIES_OF = "companies_of"
    CONTACT_PERSONS = "contact_persons"
    CARDS_SEEN = "cards_seen"
    REFERENCES = "references"

    __hash__ = str.__hash__  # every answer is looked up by it, and an enum's own costs many times that


class Kind(StrEnum):
    """What the account has names for: the text of a question about references."""

    STATUSES = "statuses"
    SHOPS = "shops"
    DELIVERY_TYPES = "delivery-types"
    PAYMENT_STATUSES = "payment-statuses"
    PRODUCT_STATUSES = "product-statuses"
    MANAGERS = "managers"


@dataclass(frozen=True, slots=True)
class Question:
    """One search and its text: part of a number, an e-mail, an id, or for references their kind.

    `ORDERS_OF` takes the id of a customer, be it a person or a company; `COMPANIES_OF` that of a person.
    `CONTACT_PERSONS` asks whether the account has any, and takes no text. Nor does `CARDS_SEEN`: whether
    searches of orders are known to look at customers' cards too, so that these need no search of their own.
    """

    search: Search
    text: str = ""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Reply:
    """What the CRM said to one question, companies by their ids; `cut` when it had more than we read.

    Orders bring the cards of their people with them; `by_card` says that one came which only the card of its
    customer can have brought. `contact_persons` is True unless the CRM said that there are none. `age` is
    given to an answer of some time ago that stands in for one the CRM did not give now.
    """

    customers: tuple[Customer, ...] = ()
    orders: tuple[Order, ...] = ()
    companies: tuple[int, ...] = ()
    references: References | None = None
    cut: bool = False
    age: timedelta | None = None
    contact_persons: bool = True
    by_card: bool = False

    def plus(self, more: "Reply") -> "Reply":
        """Return what this reply and the next page say together."""
        names = self.references.plus(more.references) if self.references and more.references else None
        return Reply(
            self.customers + more.customers,
            self.orders + more.orders,
            self.companies + more.companies,
            names or self.references or more.references,
            self.cut or more.cut,
            by_card=self.by_card or more.by_card,
        )


class Reason(StrEnum):
    """Why a question stayed without an answer."""

    LATE = "late"
    UNAVAILABLE = "unavailable"
    BUSY = "busy"
    KEY_REJECTED = "key_rejected"
    ACCESS_DENIED = "access_denied"
    ACCOUNT_UNKNOWN = "account_unknown"


@dataclass(frozen=True, slots=True)
class Failure:
    """A search that failed, why, and the text it looked for."""

    search: Search
    reason: Reason
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the CRM said to all questions together, each thing once, and what failed.

    A card that was looked for counts more than one that came with an order.
    `elsewhere` says that something matches which belongs to shops that do not count.
    """

    customers: Mapping[int, Customer] = field(default_factory=dict)
    orders: Mapping[int, Order] = field(default_factory=dict)
    companies: tuple[int, ...] = ()
    references: References = field(default_factory=References)
    failures: tuple[Failure, ...] = ()
    cut: bool = False
    replies: Mapping[Question, Reply] = field(default_factory=dict)
    elsewhere: bool = False

    def plus(self, question: Question, reply: Reply) -> "Findings":
        """Return the findings with the reply to one more question in them."""
        cards = {customer.id: customer for customer in reply.customers}
        return Findings(
            {**cards, **self.customers} if reply.orders else {**self.customers, **cards},
            {**self.orders, **{order.id: order for order in reply.orders}},
            tuple(dict.fromkeys(self.companies + reply.companies)),
            self.references.plus(reply.references) if reply.references else self.references,
            self.failures,
            self.cut or reply.cut,
            {**self.replies, question: reply},
            self.elsewhere,
        )

    def lacking(self, failure: Failure) -> "Findings":
        """Return the findings with one more failure in them."""
        failures = self.failures if failure in self.failures else (*self.failures, failure)
        return replace(self, failures=failures)
