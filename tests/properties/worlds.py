"""Worlds for Hypothesis: people with phones and e-mails, companies, orders, and a ticket from any of them.

Numbers are kept as one canonical text each and written down in many spellings, so that who has which
number is known here without parsing anything.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]
Buyer = tuple[int | None, int | None]  # whose an order is, and who is its contact

# The last two share their final digits with the first: a search by digits finds them, a check must not.
NUMBERS = ("+79990001122", "+79161234567", "+74957654321", "+375299990001", "+499990001122")
MAILS = ("anna@example.com", "a.petrova@example.org", "oleg@example.net", "xanna@example.com")
SHOPS = ("main-shop", "outlet")
# A payment's status that the account knows as paid, one it knows as not paid, one it does not know, none.
STATUSES = ("paid", "not-paid", "odd", None)
NAMES = ("Анна", "Oleg", "79990001122", "anna@example.com", "João", "O'Neil <b>")
FIRST_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - RetailCRM's times have no zone


@dataclass(frozen=True)
class Person:
    """A customer's card in the CRM."""

    id: int
    name: str
    phones: tuple[str, ...]
    mail: str | None
    shop: str = SHOPS[0]


@dataclass(frozen=True)
class Company:
    """A company's card, and the id of its main contact person."""

    id: int
    contact: int | None


@dataclass(frozen=True)
class Purchase:
    """An order: whose it is, the phone and e-mail written in the order itself, and what was paid for it.

    The owner is a person or a company; a company's order may have a person as its contact. Each payment is
    its status and its sum, if they are told.
    """

    id: int
    owner: int | None
    day: int
    phone: str | None
    mail: str | None
    contact: int | None = None
    shop: str = SHOPS[0]
    total: int = 0
    prepaid: int = 0
    payments: tuple[tuple[str | None, int | None], ...] = ()
    paid_in_full: bool = False


@dataclass(frozen=True)
class Writer:
    """The client of the ticket."""

    phones: tuple[str, ...]
    mails: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """A CRM, a ticket, and how each number is spelled where."""

    people: tuple[Person, ...]
    purchases: tuple[Purchase, ...]
    writer: Writer
    spellings: tuple[int, ...]
    companies: tuple[Company, ...] = ()
    plain: bool = False  # numbers in digits and a plus only, e-mails in small letters only

    def spelled(self, number: str, place: int) -> str:
        """The number in the spelling drawn for a place."""
        ways = spellings(number)
        if self.plain:
            ways = [way for way in ways if way.removeprefix("+").isdecimal()]
        return ways[self._drawn(place) % len(ways)]

    def written(self, mail: str, place: int) -> str:
        """The e-mail in the letters drawn for a place: capitals make no other address."""
        return mail if self.plain else (mail, mail.upper(), mail.title())[self._drawn(place) % 3]

    def _drawn(self, place: int) -> int:
        return self.spellings[place % len(self.spellings)]

    def only(self, shops: frozenset[str]) -> "World":
        """What is left of the world when only these shops count."""
        people = tuple(one for one in self.people if one.shop in shops)
        return replace(
            self, people=people, purchases=tuple(one for one in self.purchases if one.shop in shops)
        )

    def is_contact(self, person: Person) -> bool:
        """Whether somebody is a contact person of a company."""
        contacts = {one.contact for one in self.companies} | {one.contact for one in self.purchases}
        return person.id in contacts


def spellings(number: str) -> list[str]:
    """How people write a number: Russian ones with 8 or +7, others with their plus."""
    if not number.startswith("+7"):
        return [
            number,
            f"{number[:4]} {number[4:6]} {number[6:]}",
            f"{number[:4]} ({number[4:6]}) {number[6:]}",
        ]
    core = number[2:]
    pretty = f"({core[:3]}) {core[3:6]}-{core[6:8]}-{core[8:]}"
    return [
        number,
        f"8{core}",
        f"7{core}",
        f"+7 {pretty}",
        f"8 {pretty}",
        f"8-{core[:3]}-{core[3:]}",
        f"+7\u00a0{core}",
    ]


def subsets(pool: tuple[str, ...], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Up to `most` different things of the pool."""
    return st.lists(st.sampled_from(pool), unique=True, max_size=most).map(tuple)


def people(number: int) -> st.SearchStrategy[Person]:
    """A customer of any of the card's kinds: e-mail only, phone only, both, neither."""
    return st.builds(
        Person,
        st.just(number),
        st.sampled_from(NAMES),
        subsets(NUMBERS, 2),
        st.none() | st.sampled_from(MAILS),
        st.sampled_from(SHOPS),
    )


@st.composite
def worlds(draw: st.DrawFn, *, plain: bool = False) -> World:
    """Up to four customers, two companies, six orders of theirs or of nobody, and a ticket."""
    customers = tuple(draw(people(101 + index)) for index in range(draw(st.integers(0, 4))))
    persons = st.sampled_from([None, *(one.id for one in customers)])
    companies = tuple(Company(201 + index, draw(persons)) for index in range(draw(st.integers(0, 2))))
    buyers = st.tuples(persons, st.none())
    if companies:
        buyers |= st.tuples(st.sampled_from([one.id for one in companies]), persons)
    # Different days: which of two orders of one moment is the newer is nobody's rule.
    days = draw(st.lists(st.integers(0, 300), unique=True, max_size=6))
    purchases = tuple(draw(bought(501 + index, day, buyers)) for index, day in enumerate(days))
    writer = Writer(draw(subsets(NUMBERS, 2)), draw(subsets(MAILS, 2)))
    written = tuple(draw(st.lists(st.integers(0, 6), min_size=5, max_size=5)))
    return World(customers, purchases, writer, written, companies, plain)


@st.composite
def bought(draw: st.DrawFn, number: int, day: int, buyers: st.SearchStrategy[Buyer]) -> Purchase:
    """An order by one of the buyers."""
    owner, contact = draw(buyers)
    phone, mail = draw(st.none() | st.sampled_from(NUMBERS)), draw(st.none() | st.sampled_from(MAILS))
    return draw(paid(Purchase(number, owner, day, phone, mail, contact, draw(st.sampled_from(SHOPS)))))


@st.composite
def paid(draw: st.DrawFn, purchase: Purchase) -> Purchase:
    """The same order, paid in any way."""
    sums = st.integers(0, 200)
    payments = st.lists(st.tuples(st.sampled_from(STATUSES), st.none() | sums), max_size=3).map(tuple)
    return replace(
        purchase,
        total=draw(sums),
        prepaid=draw(st.just(0) | sums),
        payments=draw(payments),
        paid_in_full=draw(st.integers(0, 9)) == 0,
    )


def purses() -> st.SearchStrategy[World]:
    """A client by phone, with orders paid in every way."""
    orders = [paid(Purchase(501 + day, 101, day, None, None)) for day in range(5)]
    client, writer = Person(101, "Anna", NUMBERS[:1], None), Writer(NUMBERS[:1], ())
    return st.tuples(*orders).map(lambda bought: World((client,), bought, writer, (0,)))


def crm_load(world: World) -> Document:
    """The world's CRM as the RetailCRM simulator's control door loads it."""
    return {
        "customers": [*(_card(world, one) for one in world.people), *map(_firm, world.companies)],
        "orders": [_order(world, one) for one in world.purchases],
    }


def _card(world: World, person: Person) -> Document:
    numbers = [
        {"number": world.spelled(number, person.id + index)} for index, number in enumerate(person.phones)
    ]
    mail = {} if person.mail is None else {"email": world.written(person.mail, person.id)}
    contact = {"isContact": world.is_contact(person)}
    shop = {"site": person.shop}
    return {"id": person.id, "firstName": person.name, "phones": numbers, **shop, **mail, **contact}


def _firm(company: Company) -> Document:
    card: Document = {"id": company.id, "type": "customer_corporate", "nickName": "Firm"}
    if company.contact is not None:
        card["mainCustomerContact"] = {"customer": {"id": company.contact}}
    return card


def _order(world: World, purchase: Purchase) -> Document:
    moment = FIRST_DAY + timedelta(days=purchase.day)
    order: Document = {
        "id": purchase.id,
        "number": f"{purchase.id}A",
        "createdAt": f"{moment:%Y-%m-%d %H:%M:%S}",
        "site": purchase.shop,
        "currency": "EUR",
        "totalSumm": purchase.total,
        "prepaySum": purchase.prepaid,
        "payments": [_payment(*one) for one in purchase.payments],
    }
    if purchase.paid_in_full:
        order["fullPaidAt"] = order["createdAt"]
    if purchase.owner is not None:
        order["customer"] = {"id": purchase.owner}
    if purchase.contact is not None:
        order["contact"] = {"id": purchase.contact}
    if purchase.phone is not None:
        order["phone"] = world.spelled(purchase.phone, purchase.id)
    if purchase.mail is not None:
        order["email"] = world.written(purchase.mail, purchase.id)
    return order


def _payment(status: str | None, amount: int | None) -> Document:
    told = {"status": status, "amount": amount}
    return {name: value for name, value in told.items() if value is not None}


def ticket_load(world: World) -> Document:
    """The world's ticket as the Usedesk simulator's control door loads it."""
    numbers = [
        {"type": "mobile", "phone": world.spelled(number, index)}
        for index, number in enumerate(world.writer.phones)
    ]
    mails = [world.written(mail, index) for index, mail in enumerate(world.writer.mails)]
    client = {"name": "Client", "emails": mails, "phones": numbers}
    return {"subject": "Hello", "channel": "chat", "client": client, "text": "Hello"}
