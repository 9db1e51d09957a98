"""The values everything else speaks in; all frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone number, whatever its spelling was.

    `key` is E.164 with Brazil's ninth digit always written. `terms` are the texts to search a CRM by first,
    `fallbacks` those for a CRM that matches a stored spelling only as a whole or from its start.
    """

    key: str
    extension: str = ""
    terms: tuple[str, ...] = ()
    fallbacks: tuple[str, ...] = ()

    def matches(self, other: "Phone") -> bool:
        """Tell whether both are one line; extensions count only when both sides give one."""
        either_open = not (self.extension and other.extension)
        return self.key == other.key and (either_open or self.extension == other.extension)


@dataclass(frozen=True, slots=True)
class Contact:
    """What to search by: at most a few phones and e-mails, and how many more the ticket had.

    `emails` are in small letters; `typed` holds those that somebody typed otherwise, as they typed them.
    `left_out` counts addresses beyond the bound, `unreadable` those that are no phone and no e-mail.
    `region` is the country whose numbers need no country code, in the ticket and in the CRM alike.
    """

    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    region: str = "RU"
    typed: tuple[str, ...] = ()
    left_out: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a block is to look: its language, default phone region and how many orders it lists."""

    lang: str = "en"
    region: str = "RU"
    orders: int = 5


@dataclass(frozen=True, slots=True)
class Ignored:
    """A block parameter whose value means nothing to us, so that a default is used."""

    parameter: str
    value: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """What Usedesk posted, read and checked; `subdomain` and `key` are as the administrator typed them."""

    subdomain: str
    key: str = field(repr=False)
    contact: Contact
    preferences: Preferences = Preferences()
    ignored: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One RetailCRM instance: its name and the address of its pages and API, without a slash at the end."""

    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer's card, phones and e-mail as stored; `orders_count` is None when the CRM did not say."""

    id: int
    name: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    orders_count: int | None = None
    is_contact: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its own copy of phone and e-mail; `contact_id` is the person of a company's order."""

    id: int
    number: str = ""
    created_at: datetime | None = None
    status: str = ""
    total: Decimal | None = None
    currency: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    customer_id: int | None = None
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class References:
    """The account's own names for its codes."""

    statuses: Mapping[str, str] = field(default_factory=dict)


class Search(StrEnum):
    """What can be asked of a CRM."""

    CUSTOMERS_BY_PHONE = "customers_by_phone"
    CUSTOMERS_BY_EMAIL = "customers_by_email"
    ORDERS_BY_PHONE = "orders_by_phone"
    ORDERS_BY_EMAIL = "orders_by_email"
    ORDERS_OF = "orders_of"
    COMPANIES_OF = "companies_of"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Question:
    """One search and its text: part of a number, an e-mail, an id, or nothing for references.

    `ORDERS_OF` takes the id of a customer, be it a person or a company; `COMPANIES_OF` that of a person.
    """

    search: Search
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the CRM said to one question, companies by their ids; `cut` when it had more than we read."""

    customers: tuple[Customer, ...] = ()
    orders: tuple[Order, ...] = ()
    companies: tuple[int, ...] = ()
    references: References | None = None
    cut: bool = False


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
    """What the CRM said to all questions together, each thing once, and what failed."""

    customers: Mapping[int, Customer] = field(default_factory=dict)
    orders: Mapping[int, Order] = field(default_factory=dict)
    companies: tuple[int, ...] = ()
    references: References = References()
    failures: tuple[Failure, ...] = ()
    cut: bool = False
    replies: Mapping[Question, Reply] = field(default_factory=dict)

    def plus(self, question: Question, reply: Reply) -> "Findings":
        """Return the findings with the reply to one more question in them."""
        return Findings(
            {**self.customers, **{customer.id: customer for customer in reply.customers}},
            {**self.orders, **{order.id: order for order in reply.orders}},
            tuple(dict.fromkeys(self.companies + reply.companies)),
            reply.references or self.references,
            self.failures,
            self.cut or reply.cut,
            {**self.replies, question: reply},
        )

    def lacking(self, failure: Failure) -> "Findings":
        """Return the findings with one more failure in them."""
        failures = self.failures if failure in self.failures else (*self.failures, failure)
        return replace(self, failures=failures)


class Outcome(StrEnum):
    """What the rules decided; each has its own sentence in the block."""

    FOUND_BY_PHONE = "found-by-phone"
    FOUND_BY_EMAIL = "found-by-email"
    FOUND_IN_ORDERS = "found-in-orders"
    HIDDEN = "hidden"
    NOT_FOUND = "not-found"
    NOTHING_TO_SEARCH_BY = "nothing-to-search-by"
    CRM_UNAVAILABLE = "crm-unavailable"
    CRM_BUSY = "crm-busy"
    KEY_REJECTED = "key-rejected"
    ACCOUNT_UNKNOWN = "account-unknown"
    NOT_CONFIGURED = "not-configured"
    OUR_FAULT = "our-fault"


class Mistake(StrEnum):
    """What an administrator can get wrong in the block's settings."""

    NO_SUBDOMAIN = "no_subdomain"
    BAD_SUBDOMAIN = "bad_subdomain"
    NO_KEY = "no_key"
    BAD_KEY = "bad_key"


@dataclass(frozen=True, slots=True)
class Match:
    """A customer who passed the check, by what, and their orders, the newest first."""

    customer: Customer
    by_phone: bool
    by_email: bool
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What to show.

    `others` are further clients, `loose` orders that passed only by their own phone or e-mail. `withheld`
    says that somebody found by phone is not shown for want of orders; of that client nothing is kept.
    """

    outcome: Outcome
    person: Match | None = None
    others: tuple[Match, ...] = ()
    loose: tuple[Order, ...] = ()
    withheld: bool = False
    failures: tuple[Failure, ...] = ()
    cut: bool = False
    mistakes: tuple[Mistake, ...] = ()
