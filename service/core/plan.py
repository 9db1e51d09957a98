"""Which questions to ask the CRM, round by round."""

from collections.abc import Iterator

from service.core.identify import OF_ORDERS, OF_PEOPLE, belongs_to, has_number, matches
from service.core.model import Contact, Customer, Findings, Match, Phone, Question, Reason, Search

MOST_PHONES = 5
MOST_EMAILS = 5
MOST_CUSTOMERS = 5
"""Whose orders are asked for: of more customers with one phone or e-mail only the newest cards'."""
MOST_COMPANIES = 3
"""How many companies' orders are looked through for those of their contact persons."""

_LISTING_ORDERS = OF_ORDERS - {Search.COMPANIES_OF}
_HOPELESS = (Reason.KEY_REJECTED, Reason.ACCOUNT_UNKNOWN)


def first_round(contact: Contact) -> tuple[Question, ...]:
    """Ask for customers and orders by every phone and e-mail, and for the names of the statuses."""
    if not (contact.phones or contact.emails):
        return ()
    by_phone = [
        Question(search, term)
        for phone in contact.phones
        for term in phone.terms
        for search in (Search.CUSTOMERS_BY_PHONE, Search.ORDERS_BY_PHONE)
    ]
    by_email = [
        Question(search, email)
        for email in contact.emails
        for search in (Search.CUSTOMERS_BY_EMAIL, Search.ORDERS_BY_EMAIL)
    ]
    return *by_phone, *by_email, Question(Search.REFERENCES)


def next_round(contact: Contact, findings: Findings, asked: frozenset[Question]) -> tuple[Question, ...]:
    """Ask what the answers so far left open; empty when nothing is.

    A phone that found nothing is tried in its other spellings; a customer's orders are asked for unless
    all of them are known. A contact person's are looked for among their companies' too: whether RetailCRM
    counts these as the person's own is not known.
    """
    wanted = [*_spellings(contact, findings), *_orders(contact, findings)]
    return tuple(question for question in dict.fromkeys(wanted) if question not in asked)


def hopeless(findings: Findings) -> Reason | None:
    """Return the reason for which every further question would fail as well; None when there is none.

    Only searches for people speak for the whole account: other addresses of the API may be closed or missing.
    Time is up for all alike.
    """
    of_people = {failure.reason for failure in findings.failures if failure.search in OF_PEOPLE}
    if reason := next((reason for reason in _HOPELESS if reason in of_people), None):
        return reason
    return Reason.LATE if any(failure.reason is Reason.LATE for failure in findings.failures) else None


def leaves_out(contact: Contact, findings: Findings) -> bool:
    """Tell whether more customers match, or contact persons have more companies, than are asked about."""
    return len(matches(contact, findings)) > MOST_CUSTOMERS or len(findings.companies) > MOST_COMPANIES


def _spellings(contact: Contact, findings: Findings) -> Iterator[Question]:
    failed = {failure.search for failure in findings.failures}
    for phone in contact.phones:
        if any(
            has_number(phone, customer.phones, contact.region) for customer in findings.customers.values()
        ):
            continue
        searches = [Search.CUSTOMERS_BY_PHONE]
        if not _in_orders(phone, contact.region, findings):
            searches.append(Search.ORDERS_BY_PHONE)
        open_searches = [search for search in searches if search not in failed]
        yield from (Question(search, text) for text in phone.fallbacks for search in open_searches)


def _in_orders(phone: Phone, region: str, findings: Findings) -> bool:
    return any(has_number(phone, order.phones, region) for order in findings.orders.values())


def _orders(contact: Contact, findings: Findings) -> Iterator[Question]:
    denied = {failure.search for failure in findings.failures if failure.reason is Reason.ACCESS_DENIED}
    if denied & _LISTING_ORDERS:
        return
    people = sorted(matches(contact, findings), key=_likelier, reverse=True)[:MOST_CUSTOMERS]
    for customer in (match.customer for match in people):
        if not _all_known(customer, findings):
            yield Question(Search.ORDERS_OF, str(customer.id))
        if customer.is_contact:
            yield Question(Search.COMPANIES_OF, str(customer.id))
    for company in findings.companies[:MOST_COMPANIES]:
        yield Question(Search.ORDERS_OF, str(company))


def _likelier(match: Match) -> tuple[bool, int]:
    return match.by_email, match.customer.id


def _all_known(customer: Customer, findings: Findings) -> bool:
    """Trust the card's count, but not a contact person's: their orders are counted for the company."""
    if customer.orders_count is None or customer.is_contact:
        return False
    return sum(belongs_to(order, customer) for order in findings.orders.values()) >= customer.orders_count
