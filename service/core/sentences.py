"""What a block says: one sentence for each outcome, mistake and gap; the English of the catalogues."""

from service.core.model import Mistake, Outcome, Reason, Search, Why


def msg(message: str) -> str:
    """Mark a message for translation."""
    return message


OUTCOMES = {
    Outcome.FOUND_BY_PHONE: msg("Found by phone."),
    Outcome.FOUND_BY_EMAIL: msg("Found by e-mail."),
    Outcome.FOUND_IN_ORDERS: msg("Found in orders only: these orders carry this phone or e-mail."),
    Outcome.HIDDEN: msg(
        "A client has this phone but no orders that this key can read. "
        "By phone alone, clients are shown only with orders."
    ),
    Outcome.NOT_FOUND: msg("Not found: no client that this key can see has this phone or e-mail."),
    Outcome.NOTHING_TO_SEARCH_BY: msg(
        "Nothing to search by: the ticket has no usable phone or e-mail. Add one to the client, then refresh."
    ),
    Outcome.CRM_UNAVAILABLE: msg("RetailCRM did not answer. Refresh the block in a minute."),
    Outcome.CRM_BUSY: msg("RetailCRM is busy with other requests. Refresh the block in a few seconds."),
    Outcome.KEY_REJECTED: msg(
        "RetailCRM does not accept the API key. Copy the key in RetailCRM "
        "(Settings → Integration → API access keys) and paste it as the secret key of this block in Usedesk."
    ),
    Outcome.ACCOUNT_UNKNOWN: msg(
        "RetailCRM has no account “%(account)s”. Correct the parameter “subdomain” of this block: it is the "
        "first part of your RetailCRM address."
    ),
    Outcome.SECRET_UNKNOWN: msg(
        "The secret key of this block is not one that this service knows. Here it is not the API key of "
        "RetailCRM but the block's own secret: ask whoever runs the service for it and paste it as the "
        "secret key."
    ),
    Outcome.TOO_MANY_KEYS: msg(
        "Too many different keys were tried. Wait a minute, then refresh the block; if it stays like this, "
        "check the secret key of this block."
    ),
    Outcome.NOT_CONFIGURED: msg("This block is not set up yet."),
    Outcome.OUR_FAULT: msg(
        "The block failed, and the mistake is ours. Refresh it; if that does not help, tell whoever runs the "
        "block this number: %(request)s."
    ),
}
PINNED = {
    Outcome.KEY_REJECTED: msg(
        "RetailCRM does not accept the API key that this service holds for “%(account)s”. Whoever runs the "
        "service has to replace it."
    ),
    Outcome.ACCOUNT_UNKNOWN: msg(
        "RetailCRM has no account at the address that this service holds for “%(account)s”. Whoever runs the "
        "service has to correct it."
    ),
}
"""What is said instead where the service holds the key: an administrator of Usedesk cannot mend that."""
FOUND_BY_BOTH = msg("Found by phone and e-mail.")
ACCESS_DENIED = msg(
    "The API key may not read customers. Allow it in RetailCRM (Settings → Integration → API access keys): "
    "reading of customers, orders and references."
)
HIDDEN_UNCHECKED = msg(
    "A client has this phone, but orders could not be checked. "
    "By phone alone, clients are shown only with orders."
)
WITHHELD = msg("A client with this phone is not shown: no order of theirs was found.")
NO_ORDERS = msg("No orders that this key can read.")

MISTAKES = {
    Mistake.NO_SUBDOMAIN: msg(
        "The parameter “subdomain” is missing. Add it to the block's parameters (POST): "
        "the first part of your RetailCRM address, such as “company” of company.retailcrm.ru."
    ),
    Mistake.BAD_SUBDOMAIN: msg(
        "The parameter “subdomain” is “%(value)s”, which is no RetailCRM address. Enter its first part, "
        "such as “company” of company.retailcrm.ru, and leave “Encode” off."
    ),
    Mistake.NO_KEY: msg(
        "The secret key is missing. Paste the API key of RetailCRM (Settings → Integration → "
        "API access keys) as the secret key of this block."
    ),
    Mistake.BAD_KEY: msg(
        "The secret key has characters that no API key has. Copy the API key from RetailCRM again, without "
        "spaces or quotes."
    ),
    Mistake.OTHER_ACCOUNT: msg(
        "The parameter “subdomain” is “%(value)s”, but the secret key is that of another account. Correct "
        "the parameter, or leave it out: here the secret key says which account is meant."
    ),
}

GAPS = {
    Search.CUSTOMERS_BY_PHONE: msg("The search by phone failed."),
    Search.CUSTOMERS_BY_EMAIL: msg("The search by e-mail failed."),
    Search.ORDERS_BY_PHONE: msg("Orders could not be checked completely."),
    Search.ORDERS_BY_EMAIL: msg("Orders could not be checked completely."),
    Search.ORDERS_OF: msg("Orders could not be checked completely."),
    Search.COMPANIES_OF: msg("Orders could not be checked completely."),
    Search.REFERENCES: msg("The names of statuses could not be read; their codes are shown."),
}
REASONS = {
    Reason.LATE: msg("RetailCRM did not answer in time."),
    Reason.UNAVAILABLE: msg("RetailCRM did not answer properly."),
    Reason.BUSY: msg("RetailCRM is busy; refresh in a few seconds."),
    Reason.KEY_REJECTED: msg("RetailCRM does not accept the API key."),
    Reason.ACCESS_DENIED: msg(
        "The API key lacks a right: allow reading of customers, orders and references in RetailCRM."
    ),
    Reason.ACCOUNT_UNKNOWN: msg("RetailCRM does not know the account."),
}

ALSO = msg("Also matches:")
SAME_PHONE = msg("same phone")
SAME_EMAIL = msg("same e-mail")
SAME_BOTH = msg("same phone and e-mail")
CHOICES = {
    Why.ORDERS_BY_PHONE: msg("Comes first: has orders and this phone."),
    Why.ALSO_BY_EMAIL: msg("Comes first: the e-mail matches too."),
    Why.HAS_ORDERS: msg("Comes first: has orders."),
    Why.NEWEST_ORDER: msg("Comes first: has the newest order."),
    Why.HIGHER_ID: msg("Comes first: has the newest card."),
}
CUT = msg("RetailCRM has more matches than were read; some clients or orders may be missing.")
STALE = msg("This is what RetailCRM said %(ago)s.")
ELSEWHERE = msg("There are matches in shops that this block leaves out.")
IGNORED = msg(
    "The block's parameter “%(parameter)s” is “%(value)s”, which means nothing here; the usual value is used."
)
TODAY, YESTERDAY, TOMORROW = msg("today"), msg("yesterday"), msg("tomorrow")


def same(by_phone: bool, by_email: bool) -> str:
    """Say by what a further client matches."""
    if by_phone and by_email:
        return SAME_BOTH
    return SAME_PHONE if by_phone else SAME_EMAIL
