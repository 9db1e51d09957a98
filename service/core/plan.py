"""Which questions to ask the CRM, round by round: as few as leave nothing open, and as few rounds.

Orders bring the cards of their people with them. So where a search of orders by phone looks at these cards, a
search for people by phone beside a client with orders could add but two kinds: those without orders, who stay
hidden and untold there, and contact persons of companies, whose orders are found by the company. Once an
account has shown that it does, people are looked for by phone only when that is known to be needed.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product, zip_longest

from service.core import emails
from service.core.identify import OF_ORDERS, OF_PEOPLE, has_number, matches
from service.core.model import Contact, Customer, Findings, Match, Phone, Question, Reason, Reply, Search

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


_CONTACT_PERSONS, _CARDS_SEEN = Question(Search.CONTACT_PERSONS), Question(Search.CARDS_SEEN)


def known_before(contact: Contact) -> tuple[Question, ...]:
    """Ask what decides the first round, and costs no call."""
    return (_CARDS_SEEN,) if contact.phones and contact.emails else ()


def first_round(contact: Contact, findings: Findings) -> tuple[Question, ...]:
    """Ask for orders and people by every phone and e-mail; for people by phone only if they may be missing.

    Whether the account has contact persons is asked in passing, where it matters: mostly it is known. Once it
    has, cards that are seen spare nobody, and are not told of.
    """
    terms = dict.fromkeys(term for phone in contact.phones for term in phone.terms)
    by_email = [Question(search, email) for email in contact.emails for search in _BY_EMAIL]
    spared = bool(by_email) and _cards_seen(findings)
    searches = (Search.ORDERS_BY_PHONE,) if spared else _BY_PHONE
    by_phone = [Question(search, term) for term in terms for search in searches]
    in_passing = [_CONTACT_PERSONS] if by_phone and spared else []
    return *by_phone, *by_email, *in_passing


def next_round(contact: Contact, findings: Findings, asked: frozenset[Question]) -> tuple[Question, ...]:
    """Ask what the answers so far left open, the likeliest first; empty when nothing is.

    A customer's orders are asked for unless all of them are known; a contact person's are looked for among
    their companies' too: whether RetailCRM counts these as the person's own is not known. People are looked
    for by phone where the first round did not and may have missed somebody. A phone or e-mail that found
    nothing is tried in its other spellings.
    """
    return _open(contact, findings, asked)[: max(0, MOST_QUESTIONS - len(asked))]


def drawn_from(findings: Findings) -> Mapping[Question, Reply]:
    """Return the answers that a block depends on: not on what only decides which questions come first."""
    return {question: reply for question, reply in findings.replies.items() if question != _CARDS_SEEN}


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
    wanted = [*_orders(contact, findings), *_typed_emails(contact, findings), *_by_phone(contact, findings)]
    return tuple(question for question in dict.fromkeys(wanted) if question not in asked)


def _typed_emails(contact: Contact, findings: Findings) -> Iterator[Question]:
    """Yield the e-mails as typed, for a CRM to which capital letters count."""
    stored = [customer.email for customer in findings.customers.values()]
    stored += [order.email for order in findings.orders.values()]
    found = set(map(emails.parse, stored))
    for typed in contact.typed:
        if (email := emails.parse(typed)) not in found:
            yield from (Question(search, typed) for search in _trusted(_BY_EMAIL, (email or "",), findings))


def _by_phone(contact: Contact, findings: Findings) -> Iterator[Question]:
    """Yield the searches by phone that are left: every phone's likeliest text before any phone's second.

    A phone that some search found is read by this CRM in the texts it was first searched by.
    """
    searches = _BY_PHONE if _may_lack_people(contact, findings) else (Search.ORDERS_BY_PHONE,)
    texts = [_texts(phone, contact.region, findings) for phone in contact.phones]
    for round_of_texts in zip_longest(*texts):
        for phone, text in zip(contact.phones, round_of_texts, strict=True):
            if text:
                yield from (Question(search, text) for search in _trusted(searches, phone.terms, findings))


def _may_lack_people(contact: Contact, findings: Findings) -> bool:
    """Tell whether people whom no order brought may change the block.

    Orders bring their people only where a search of orders is known to look at the cards: else somebody's
    whose orders all carry another phone are missing.
    """
    told = findings.replies.get(_CONTACT_PERSONS)
    if told is None or told.contact_persons:
        return True
    if not _cards_seen(findings):
        return True
    return not any(match.by_phone and match.orders for match in matches(contact, findings))


def _cards_seen(findings: Findings) -> bool:
    """Tell whether searches of orders are known to look at customers' cards."""
    return any(reply.by_card for reply in findings.replies.values())


def _texts(phone: Phone, region: str, findings: Findings) -> tuple[str, ...]:
    """Return what to search a phone by: all its spellings, if the first were answered and found nothing.

    What another search found, an order by its e-mail, says nothing about how the CRM reads a phone.
    """
    spellings = (*phone.terms, *phone.fallbacks)
    asked = (Question(search, text) for search, text in product(_BY_PHONE, spellings))
    replies = [findings.replies[question] for question in asked if question in findings.replies]
    met = any(has_number(phone, numbers, region) for reply in replies for numbers in _phones(reply))
    return phone.terms if met or not replies else spellings


def _phones(reply: Reply) -> list[tuple[str, ...]]:
    return [one.phones for one in reply.customers] + [one.phones for one in reply.orders]


def _trusted(searches: Iterable[Search], texts: tuple[str, ...], findings: Findings) -> list[Search]:
    """Leave out the searches that failed for these texts, and those that the key may not make at all."""
    failed = {failure.search for failure in findings.failures if failure.text in texts} | _denied(findings)
    return [search for search in searches if search not in failed]


def _denied(findings: Findings) -> set[Search]:
    """Return the searches that the key may not make at all."""
    return {failure.search for failure in findings.failures if failure.reason is Reason.ACCESS_DENIED}


def _orders(contact: Contact, findings: Findings) -> Iterator[Question]:
    if _denied(findings) & _LISTING_ORDERS:
        return
    people = sorted(matches(contact, findings), key=_likelier, reverse=True)[:MOST_CUSTOMERS]
    for match in people:
        customer = match.customer
        if not _all_known(match, findings):
            yield Question(Search.ORDERS_OF, str(customer.id))
        if customer.is_contact:
            yield Question(Search.COMPANIES_OF, str(customer.id))
    for company in findings.companies[:MOST_COMPANIES]:
        yield Question(Search.ORDERS_OF, str(company))


def _likelier(match: Match) -> tuple[bool, int]:
    return match.by_email, match.customer.id


def _all_known(match: Match, findings: Findings) -> bool:
    """Trust the card's count, but not a contact person's: that is the company's.

    Nobody is hidden on the word of the count alone: a search by phone has to say the same.
    """
    customer = match.customer
    if customer.orders_count is None or customer.is_contact:
        return False
    if not (match.orders or match.by_email):
        return customer.orders_count == 0 and _searched_in_orders(customer, findings)
    return sum(order.customer_id == customer.id for order in match.orders) >= customer.orders_count


def _searched_in_orders(customer: Customer, findings: Findings) -> bool:
    """Tell whether the very text that found a card by phone was answered for orders too, and wholly."""
    texts = [
        question.text
        for question, reply in findings.replies.items()
        if question.search is Search.CUSTOMERS_BY_PHONE
        if customer.id in {one.id for one in reply.customers}
    ]
    replies = (findings.replies.get(Question(Search.ORDERS_BY_PHONE, text)) for text in texts)
    return any(reply is not None and not reply.cut for reply in replies)
