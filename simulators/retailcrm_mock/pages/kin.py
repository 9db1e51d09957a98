"""Who belongs together: one phone or e-mail on several cards, companies and their contacts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from simulators.retailcrm_mock.pages import people
from simulators.retailcrm_mock.pages.people import Card, Person
from simulators.retailcrm_mock.pages.reading import identity, mapping, objects, text
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Document, contents, find
from simulators.retailcrm_mock.state.account import Slice

MOST = Slice(limit=20)
FEWEST = 6  # digits of a phone that are worth comparing
RUSSIAN = 11  # digits of a number with 7 or 8 before its code
_EXTENSION = re.compile(r"ext|доб|x|#|,|;", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Same:
    """A phone or an e-mail that other cards have too."""

    what: str
    value: str
    people: tuple[Person, ...]


def duplicates(account: Account, card: Mapping[str, object]) -> tuple[Same, ...]:
    """What of the card is on other cards as well, and on whose."""
    own = identity(card, "id")
    phones = dict.fromkeys(text(phone, "number") for phone in objects(card, "phones"))
    found = [Same("phone", phone, _others(own, holders(account, phone))) for phone in phones]
    email = text(card, "email")
    found.append(Same("e-mail", email, _others(own, owners(account, email))))
    return tuple(same for same in found if same.people)


def holders(account: Account, phone: str) -> list[Document]:
    """The people who have this phone, in any spelling and with any extension; the newest first."""
    wanted = core(phone)
    if len(wanted) < FEWEST:
        return []
    candidates = account.find_customers([find.name_or_phone("customer", wanted)], MOST).items
    return [
        one
        for one in candidates
        if any(core(text(own, "number")) == wanted for own in objects(one, "phones"))
    ]


def owners(account: Account, email: str) -> list[Document]:
    """The people who have this e-mail, in any case; the newest first."""
    return account.find_customers([find.email(email)], MOST).items if email.strip() else []


def core(phone: str) -> str:
    """The digits that tell a phone from others: no extension, and no 7 or 8 before a Russian code."""
    kept = find.digits(_EXTENSION.split(phone, maxsplit=1)[0])
    return kept[1:] if len(kept) == RUSSIAN and kept[0] in "78" else kept


def companies_of(account: Account, number: int) -> tuple[Person, ...]:
    """The companies that a person speaks for."""
    found = account.find_companies([contents.has_contact(find.one_of("id", [number]), None)], MOST)
    return tuple(map(person, found.items))


def contacts_of(account: Account, company: Document, words: Words) -> list[Card]:
    """The people who speak for the company: those it names, the main one first, and those in its orders."""
    named = [mapping(company, "mainCustomerContact"), *objects(company, "customerContacts")]
    ids = [identity(one, "customer", "id") for one in named]
    orders = account.orders_page(customer_id=company["id"], limit=100).items
    ids += [identity(order, "contact", "id") for order in orders]
    wanted = list(dict.fromkeys(one for one in ids if one and one != company["id"]))
    cards = account.find_customers([find.one_of("id", wanted)], Slice(limit=100)).items
    return [people.card(card, words) for card in sorted(cards, key=lambda card: wanted.index(card["id"]))]


def person(card: Document) -> Person:
    """Who the card is of."""
    return Person(card["id"], people.full_name(card) or f"Customer {card['id']}")


def _others(own: int | None, found: list[Document]) -> tuple[Person, ...]:
    return tuple(person(one) for one in found if one["id"] != own)
