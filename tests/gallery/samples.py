"""Every state a block can be in, each named by a sentence; more of them in the files beside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

from service.core.model import (
    Decision,
    Failure,
    Ignored,
    Mistake,
    Outcome,
    Part,
    Reason,
    Search,
    Why,
)
from tests.gallery.builders import EMAIL, Sample, also, client, found, orders, placed, sample, ticket
from tests.gallery.cards import cards
from tests.gallery.lists import lists
from tests.gallery.texts import texts
from tests.service.fakes import contact

_PHONE_ONLY = contact("+7 999 000-11-22")
_GONE = {
    Search.CUSTOMERS_BY_PHONE: "the search by phone",
    Search.CUSTOMERS_BY_EMAIL: "the search by e-mail",
    Search.ORDERS_OF: "the orders",
    Search.REFERENCES: "the names of statuses",
}


@cache
def samples() -> tuple[Sample, ...]:
    """All of them, in the order of the gallery.

    Raises:
        ValueError: two have one name.
    """
    made = (*_outcomes(), *_troubles(), *_mistakes(), *_gaps(), *_duplicates(), *cards(), *lists(), *texts())
    if len({one.slug for one in made}) < len(made):
        raise ValueError("two samples have one name")
    return made


def named(slug: str) -> Sample:
    """The sample of an address.

    Raises:
        KeyError: there is none.
    """
    return {one.slug: one for one in samples()}[slug]


def _outcomes() -> Iterator[Sample]:
    yield sample("Found by phone", found(*orders(4)))
    yield sample("Found by phone and e-mail", _by_both())
    yield sample("Found by e-mail, with orders", found(*orders(3), by=Outcome.FOUND_BY_EMAIL))
    yield sample("Found by e-mail, no orders", found(by=Outcome.FOUND_BY_EMAIL))
    yield sample("Found in orders only", Decision(Outcome.FOUND_IN_ORDERS, loose=orders(2, customer_id=None)))
    yield sample("Found by phone, somebody else in orders", replace(found(*orders(2)), loose=orders(1)))
    hidden = Decision(Outcome.HIDDEN, withheld=True)
    yield sample("Hidden: a phone without orders", hidden, ticket(_PHONE_ONLY))
    unchecked = replace(hidden, failures=(Failure(Search.ORDERS_OF, Reason.LATE),))
    yield sample("Hidden, orders unchecked", unchecked, ticket(_PHONE_ONLY))
    silent = ticket(_PHONE_ONLY, parts=frozenset(Part) - {Part.HIDDEN_REASON})
    yield sample("Hidden, the reason switched off", hidden, silent)
    beside = replace(found(by=Outcome.FOUND_BY_EMAIL), withheld=True)
    yield sample("Found by e-mail, somebody hidden beside", beside)
    yield sample("Not found", Decision(Outcome.NOT_FOUND))
    foreign = ticket(shops=frozenset({"outlet"}))
    yield sample("Not found in the shops that count", Decision(Outcome.NOT_FOUND, elsewhere=True), foreign)
    yield sample("Found, more in shops that do not count", found(*orders(2), elsewhere=True), foreign)
    yield sample("Not found by phone alone", Decision(Outcome.NOT_FOUND), ticket(_PHONE_ONLY))
    many = contact(*(f"+7 999 000-11-2{digit}" for digit in range(5)), "a@example.com", "b@example.com")
    busy_ticket = ticket(replace(many, left_out=3, unreadable=2))
    yield sample("Not found by five phones, more left out", Decision(Outcome.NOT_FOUND), busy_ticket)
    yield sample("Nothing to search by", Decision(Outcome.NOTHING_TO_SEARCH_BY), ticket(contact()))
    unreadable = ticket(replace(contact(), unreadable=1))
    yield sample("Nothing readable to search by", Decision(Outcome.NOTHING_TO_SEARCH_BY), unreadable)


def _by_both() -> Decision:
    decision = found(*orders(4))
    return replace(decision, person=decision.person and replace(decision.person, emails=(EMAIL,)))


def _troubles() -> Iterator[Sample]:
    for name, outcome, reason in (
        ("RetailCRM does not answer", Outcome.CRM_UNAVAILABLE, Reason.LATE),
        ("RetailCRM answers nonsense", Outcome.CRM_UNAVAILABLE, Reason.UNAVAILABLE),
        ("RetailCRM is busy", Outcome.CRM_BUSY, Reason.BUSY),
        ("The key is rejected", Outcome.KEY_REJECTED, Reason.KEY_REJECTED),
        ("The key lacks a right", Outcome.KEY_REJECTED, Reason.ACCESS_DENIED),
        ("The account is unknown", Outcome.ACCOUNT_UNKNOWN, Reason.ACCOUNT_UNKNOWN),
    ):
        people = (Search.CUSTOMERS_BY_PHONE, Search.CUSTOMERS_BY_EMAIL)
        yield sample(name, Decision(outcome, failures=tuple(Failure(one, reason) for one in people)))
    yield sample("The secret key is unknown", Decision(Outcome.SECRET_UNKNOWN), account=None)
    yield sample("Too many keys were tried", Decision(Outcome.TOO_MANY_KEYS), account=None)
    yield sample("The fault is ours", Decision(Outcome.OUR_FAULT))


def _mistakes() -> Iterator[Sample]:
    for name, mistakes, of in (
        ("no subdomain", (Mistake.NO_SUBDOMAIN,), ticket(subdomain="")),
        ("a wrong subdomain", (Mistake.BAD_SUBDOMAIN,), ticket(subdomain="www.company.example.com")),
        ("no key", (Mistake.NO_KEY,), ticket(key="")),
        ("a wrong key", (Mistake.BAD_KEY,), ticket(key="a key")),
        ("the secret of another account", (Mistake.OTHER_ACCOUNT,), ticket(subdomain="other")),
        ("nothing at all", (Mistake.NO_SUBDOMAIN, Mistake.NO_KEY), ticket(subdomain="", key="")),
    ):
        decision = Decision(Outcome.NOT_CONFIGURED, mistakes=mistakes)
        yield sample(f"Not set up: {name}", decision, of, account=None)
    ignored = (Ignored("lang", "klingon"), Ignored("orders", "many"))
    yield sample("Two parameters mean nothing", found(*orders(1)), ticket(ignored=ignored))


def _gaps() -> Iterator[Sample]:
    for search, what in _GONE.items():
        gone = (Failure(search, Reason.LATE),)
        yield sample(f"Partial: without {what}", found(*orders(2), failures=gone))
    unread = (Failure(Search.ORDERS_OF, Reason.BUSY),)
    yield sample("Partial: the card without its orders", found(by=Outcome.FOUND_BY_EMAIL, failures=unread))
    every = tuple(Failure(search, Reason.UNAVAILABLE) for search in Search)
    yield sample("Partial: everything but the card failed", found(by=Outcome.FOUND_BY_EMAIL, failures=every))
    denied = (Failure(Search.REFERENCES, Reason.ACCESS_DENIED),)
    yield sample("Partial: the key may not read references", found(*orders(1), failures=denied))
    yield sample("Cut: RetailCRM has more than was read", found(*orders(3), cut=True))
    for name, age in (
        ("Stale by 40 seconds", timedelta(seconds=40)),
        ("Stale by 12 minutes", timedelta(minutes=12)),
        ("Stale by 3 hours", timedelta(hours=3)),
    ):
        yield sample(name, found(*orders(2)), age=age)


def _duplicates() -> Iterator[Sample]:
    one = also(8, "Anna Sidorova", placed(977))
    yield sample("One more client has this phone", found(*orders(2), others=(one,)))
    mail = also(9, "A. Petrova", by_phone=False)
    yield sample("One more client has this e-mail", found(*orders(2), others=(mail,)))
    both = replace(also(10, "Anna P.", placed(950)), emails=(EMAIL,))
    yield sample("One more client has both", found(*orders(2), others=(both,)))
    for count in (5, 9):
        others = tuple(also(20 + place, f"Anna {place + 1}", placed(900 - place)) for place in range(count))
        yield sample(f"{count} more clients have this phone", found(*orders(2), others=others))
    for why in list(Why)[2:]:
        decision = found(*orders(2), others=(also(8, "Anna Sidorova", placed(977)),), why=why)
        yield sample(f"The first of two because: {why.value.replace('_', ' ')}", decision)
    nobody = also(11, "", vip=True, bad=True)
    yield sample("One more client without a name", found(placed(), who=client(), others=(nobody,)))
