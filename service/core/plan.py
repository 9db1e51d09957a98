"""Which questions to ask the CRM, round by round."""

from collections.abc import Iterable, Iterator
from itertools import chain, product, zip_longest

from service.core import emails
from service.core.identify import OF_ORDERS, OF_PEOPLE, has_number, matches
from service.core.model import Contact, Findings, Match, Phone, Question, Reason, Reply, Search

MOST_PHONES = 5
MOST_EMAILS = 5
MOST_CUSTOMERS = 5
"""Whose orders are asked for: of more customers with one phone or e-mail only the newest cards'."""
MOST_COMPANIES = 3
"""How many companies' orders are looked through for those of their contact persons."""
MOST_QUESTIONS = 40
"""What one ticket may ask: at ten calls a second, no more are answered before the deadline."""

_BY_PHONE = (Search.CUSTOMERS_BY_PHONE, Search.ORDERS_BY_PHONE)
_BY_EMAIL = (Search.CUSTOMERS_BY_EMAIL, Search.ORDERS_BY_EMAIL)
_LISTING_ORDERS = OF_ORDERS - {Search.COMPANIES_OF}
_HOPELESS = (Reason.KEY_REJECTED, Reason.ACCOUNT_UNKNOWN)


def first_round(contact: Contact) -> tuple[Question, ...]:
    """Ask for customers and orders by every phone and e-mail."""
    terms = dict.fromkeys(term for phone in contact.phones for term in phone.terms)
    by_phone = [Question(search, term) for term in terms for search in _BY_PHONE]
    by_email = [Question(search, email) for email in contact.emails for search in _BY_EMAIL]
    return *by_phone, *by_email


def next_round(contact: Contact, findings: Findings, asked: frozenset[Question]) -> tuple[Question, ...]:
    """Ask what the answers so far left open, the likeliest first; empty when nothing is.

    A customer's orders are asked for unless all of them are known; a contact person's are looked for among
    their companies' too: whether RetailCRM counts these as the person's own is not known. A phone or e-mail
    that found nothing is tried in its other spellings.
    """
    return _open(contact, findings, asked)[: max(0, MOST_QUESTIONS - len(asked))]


def hopeless(findings: Findings) -> Reason | None:
    """Return the reason for which every further question would fail as well; None when there is none.

    Only searches for people speak for the whole account: other addresses of the API may be closed or missing.
    Time is up for all alike.
    """
    of_people = {failure.reason for failure in findings.failures if failure.search in OF_PEOPLE}
    if reason := next((reason for reason in _HOPELESS if reason in of_people), None):
        return reason
    return Reason.LATE if any(failure.reason is Reason.LATE for failure in findings.failures) else None


def leaves_out(contact: Contact, findings: Findings, asked: frozenset[Question]) -> bool:
    """Tell whether questions stay open, or more customers match or have companies than are asked about."""
    crowd = len(matches(contact, findings)) > MOST_CUSTOMERS or len(findings.companies) > MOST_COMPANIES
    return crowd or bool(_open(contact, findings, asked))


def _open(contact: Contact, findings: Findings, asked: frozenset[Question]) -> tuple[Question, ...]:
    wanted = [*_orders(contact, findings), *_typed_emails(contact, findings), *_spellings(contact, findings)]
    return tuple(question for question in dict.fromkeys(wanted) if question not in asked)


def _typed_emails(contact: Contact, findings: Findings) -> Iterator[Question]:
    """Yield the e-mails as typed, for a CRM to which capital letters count."""
    stored = [customer.email for customer in findings.customers.values()]
    stored += [order.email for order in findings.orders.values()]
    found = set(map(emails.parse, stored))
    for typed in contact.typed:
        if (email := emails.parse(typed)) not in found:
            yield from (Question(search, typed) for search in _trusted(_BY_EMAIL, (email or "",), findings))


def _spellings(contact: Contact, findings: Findings) -> Iterator[Question]:
    """Yield the phones' further spellings: every phone's likeliest before any phone's second."""
    unmet = {phone: _unmet(phone, contact.region, findings) for phone in contact.phones}
    open_phones = [phone for phone in contact.phones if Search.CUSTOMERS_BY_PHONE in unmet[phone]]
    rounds = zip_longest(*(product(phone.fallbacks, [phone]) for phone in open_phones))
    for text, phone in filter(None, chain.from_iterable(rounds)):
        yield from (Question(search, text) for search in _trusted(unmet[phone], phone.terms, findings))


def _phones(reply: Reply) -> list[tuple[str, ...]]:
    return [one.phones for one in reply.customers] + [one.phones for one in reply.orders]


def _trusted(searches: Iterable[Search], texts: tuple[str, ...], findings: Findings) -> list[Search]:
    """Leave out the searches that failed for these texts, and those that the key may not make at all."""
    failed = {
        failure.search
        for failure in findings.failures
        if failure.text in texts or failure.reason is Reason.ACCESS_DENIED
    }
    return [search for search in searches if search not in failed]


def _unmet(phone: Phone, region: str, findings: Findings) -> list[Search]:
    """Return the searches by phone that have not found this phone yet, in any of its spellings.

    What another search found, an order by its e-mail, says nothing about how the CRM reads a phone.
    """
    met = {
        question.search
        for question, reply in findings.replies.items()
        if question.search in _BY_PHONE and question.text in (*phone.terms, *phone.fallbacks)
        if any(has_number(phone, numbers, region) for numbers in _phones(reply))
    }
    return [search for search in _BY_PHONE if search not in met]


def _orders(contact: Contact, findings: Findings) -> Iterator[Question]:
    denied = {failure.search for failure in findings.failures if failure.reason is Reason.ACCESS_DENIED}
    if denied & _LISTING_ORDERS:
        return
    people = sorted(matches(contact, findings), key=_likelier, reverse=True)[:MOST_CUSTOMERS]
    for match in people:
        customer = match.customer
        if not _all_known(match):
            yield Question(Search.ORDERS_OF, str(customer.id))
        if customer.is_contact:
            yield Question(Search.COMPANIES_OF, str(customer.id))
    for company in findings.companies[:MOST_COMPANIES]:
        yield Question(Search.ORDERS_OF, str(company))


def _likelier(match: Match) -> tuple[bool, int]:
    return match.by_email, match.customer.id


def _all_known(match: Match) -> bool:
    """Trust the card's count, but not to hide somebody, nor a contact person's: that is the company's."""
    customer = match.customer
    hidden_if_so = not (match.orders or match.by_email)
    if customer.orders_count is None or customer.is_contact or hidden_if_so:
        return False
    return sum(order.customer_id == customer.id for order in match.orders) >= customer.orders_count
