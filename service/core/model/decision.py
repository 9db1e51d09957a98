"""What the rules made of it all."""

from dataclasses import dataclass
from enum import StrEnum

from service.core.model.asking import Failure
from service.core.model.crm import Customer, Order
from service.core.model.ticket import Phone


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
    SECRET_UNKNOWN = "secret-unknown"  # noqa: S105 - no secret
    TOO_MANY_KEYS = "too-many-keys"
    NOT_CONFIGURED = "not-configured"
    OUR_FAULT = "our-fault"

    __hash__ = str.__hash__  # each block is counted by it, and an enum's own costs many times that


class Mistake(StrEnum):
    """What an administrator can get wrong in the block's settings."""

    NO_SUBDOMAIN = "no_subdomain"
    BAD_SUBDOMAIN = "bad_subdomain"
    NO_KEY = "no_key"
    BAD_KEY = "bad_key"
    OTHER_ACCOUNT = "other_account"


class Why(StrEnum):
    """Why the first client goes first; of several reasons, the first that set them apart from the next."""

    ONLY_ONE = "only_one"
    ORDERS_BY_PHONE = "orders_by_phone"
    ALSO_BY_EMAIL = "also_by_email"
    HAS_ORDERS = "has_orders"
    NEWEST_ORDER = "newest_order"
    HIGHER_ID = "higher_id"

    __hash__ = str.__hash__  # as an outcome's


@dataclass(frozen=True, slots=True)
class Match:
    """A customer who passed the check, by which of the searched addresses, and their orders, newest first."""

    customer: Customer
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()

    @property
    def by_phone(self) -> bool:
        """Tell whether a phone matched."""
        return bool(self.phones)

    @property
    def by_email(self) -> bool:
        """Tell whether an e-mail matched."""
        return bool(self.emails)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to show.

    `why` tells why the `person` goes before the `others`, who are further clients; `loose` are orders that
    passed only by their own phone or e-mail. `withheld` says that somebody found by phone is not shown for
    want of orders, `elsewhere` that clients or orders match that belong to shops which do not count here; of
    neither is anything kept.
    """

    outcome: Outcome
    person: Match | None = None
    others: tuple[Match, ...] = ()
    loose: tuple[Order, ...] = ()
    withheld: bool = False
    failures: tuple[Failure, ...] = ()
    cut: bool = False
    mistakes: tuple[Mistake, ...] = ()
    why: Why | None = None
    elsewhere: bool = False
