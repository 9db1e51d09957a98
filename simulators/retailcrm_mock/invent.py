"""Invents people of every kind a block can meet. The same seed, locale and shops invent the same bytes."""

import unicodedata
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from importlib import import_module

from simulators.retailcrm_mock import locales
from simulators.retailcrm_mock.chance import Chance, Weighed
from simulators.retailcrm_mock.goods import Shopping, written
from simulators.retailcrm_mock.locales.model import Locale
from simulators.retailcrm_mock.phones import Phones
from simulators.retailcrm_mock.references import GROUPS
from simulators.retailcrm_mock.state import Document, Load

# Time stands still for the invented: what they did must not depend on when they were invented.
OPENING = datetime(2023, 1, 9, 9, 0, 0)  # noqa: DTZ001 - RetailCRM's times have no zone
TODAY = datetime(2026, 11, 22, 18, 0, 0)  # noqa: DTZ001 - the same
SPAN = int((TODAY - OPENING).total_seconds())

# What a person is known by and how many orders they have at most; how many in a hundred are so.
KINDS = {
    "both": 38,
    "phone with orders": 18,
    "phone only": 18,
    "e-mail only": 14,
    "same phone as another": 5,
    "same person again": 2,
    "contact of a company": 5,
}
PART = 500  # people invented at once
MANAGERS = (1, 2, 3, 4)
_STATUSES = {group: codes for group, (_open, codes) in GROUPS.items()}
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y",
        "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip


class Inventor:
    """Invents into an account with these shops and, by group, these statuses."""

    def __init__(
        self,
        seed: int,
        sites: Sequence[str],
        locale: str = locales.DEFAULT,
        statuses: Mapping[str, Sequence[str]] = _STATUSES,
    ) -> None:
        self._locale = locales.at(locale)
        self._chance = Chance(seed)
        self._sites = Weighed(sites, [3 if number == 0 else 1 for number in range(len(sites))])
        self._tags = list(self._locale.people.tags.items())
        self._cities = list(self._locale.people.cities.items())
        self._names = _names(self._locale)
        self._phones = Phones(self._chance, self._locale.people.numberings)
        self._shopping = Shopping(self._chance, TODAY, self._locale, statuses)
        self._latest: deque[Document] = deque(maxlen=100)

    def invent(self, customers: int, first_customer: int, first_order: int) -> Load:
        """So many people with ids from `first_customer` on, companies beside them, and their orders."""
        whole = Load()
        for part in self.parts(customers, first_customer, first_order):
            whole.customers.extend(part.customers)
            whole.orders.extend(part.orders)
        return whole

    def parts(self, customers: int, first_customer: int, first_order: int) -> Iterator[Load]:
        """The same, a few hundred people at a time."""
        self._next, self._next_order = first_customer, first_order
        kinds, weighed = list(KINDS), Weighed(list(KINDS), list(KINDS.values()))
        for start in range(0, customers, PART):
            self._customers: list[Document] = []
            self._orders: list[Document] = []
            for number in range(start, min(start + PART, customers)):
                # The first few are one of each kind, so that a small account has them all.
                first = number < len(kinds)
                self._person(kinds[number] if first else self._chance.weighed(weighed))
            yield Load(customers=self._customers, orders=self._orders)

    def _person(self, kind: str) -> None:
        person = {**self._name(kind), **self._place(), **self._extras()}
        if kind != "e-mail only":
            person["phones"] = self._phones.some(shared=kind == "same phone as another")
        if kind == "same person again" and self._latest:
            person |= self._again(self._chance.choice(self._latest))
        if kind == "contact of a company":
            return self._with_company(person)
        self._add(person)
        self._latest.append(person)
        most = {"phone only": 0, "e-mail only": 1}.get(kind, 6)
        least = 1 if kind == "phone with orders" else 0
        for _ in range(self._chance.between(least, most)):
            self._buy(person)
        if self._chance.random() < 0.04:  # noqa: PLR2004 - some order without having a card
            nobody = {"phones": self._phones.some(), "site": person["site"]}
            self._buy({**self._name("phone only"), **nobody, "createdAt": person["createdAt"]})
        return None

    def _again(self, other: Document) -> Document:
        """What a second card of a person shares with the first; the phone is spelled otherwise."""
        same = {name: other[name] for name in ("firstName", "lastName", "sex", "email") if name in other}
        return same | {"phones": [self._phones.respelled(one) for one in other.get("phones", [])]}

    def _with_company(self, person: Document) -> None:
        person["isContact"] = True
        self._add(person)
        number, name = self._next, self._locale.people.company.format(self._founder())
        link = {"id": number, "name": name}
        contact = {"id": number, "customer": {"id": person["id"]}, "companies": [link]}
        address = self._address(number)
        company: Document = {
            "type": "customer_corporate", "nickName": name, **self._place(), "site": person["site"],
            "mainCompany": link, "companies": [{**link, "active": True, "isMain": True}],
            "mainAddress": {"id": number, "name": address["text"]},
            "addresses": [{**address, "isMain": True}],
            "mainCustomerContact": contact, "customerContacts": [{**contact, "isMain": True}],
            "createdAt": person["createdAt"],
        }  # fmt: skip
        self._add(company)
        for _ in range(self._chance.between(1, 3)):
            self._buy(person)
            ids = {"customer": {"id": company["id"]}, "contact": {"id": person["id"]}}
            self._orders[-1] |= {**ids, "company": link, "orderType": "wholesale"}

    def _founder(self) -> str:
        return self._chance.choice(self._names["male"][1])[0]

    def _add(self, card: Document) -> None:
        self._customers.append(card)
        card["id"] = self._next
        self._next += 1

    def _buy(self, person: Document) -> None:
        order = self._shopping.order(self._next_order, person, datetime.fromisoformat(person["createdAt"]))
        if person.get("phones") and self._chance.random() < 0.1:  # noqa: PLR2004 - ordered by another phone
            order["phone"] = self._phones.some()[0]["number"]
        if self._orders and self._chance.random() < 0.02:  # noqa: PLR2004 - a few belong together
            order["links"] = [self._link(self._orders[-1], order["createdAt"])]
        self._orders.append(order)
        self._next_order += 1

    def _link(self, other: Document, created_at: str) -> Document:
        named = {name: other[name] for name in ("id", "number", "externalId") if name in other}
        return {"comment": self._locale.market.linked, "order": named, "createdAt": created_at}

    def _name(self, kind: str) -> Document:
        """Who it is, and the e-mail where the kind has one; some tell no name at all."""
        chance = self._chance
        sex = "male" if chance.random() < 0.5 else "female"  # noqa: PLR2004 - as many men as women
        firsts, lasts, middles = self._names[sex]
        (first, first_latin), (last, last_latin) = chance.choice(firsts), chance.choice(lasts)
        shown: Document = {"firstName": first}
        how = chance.random()
        if how < 0.67:  # noqa: PLR2004 - a third tell their first name only
            shown["lastName"] = last
        if middles and how < 0.33:  # noqa: PLR2004 - a third tell all there is
            shown["patronymic"] = chance.choice(middles)
        shown["sex"] = sex
        if kind not in ("phone only", "phone with orders"):
            if how > 0.97:  # noqa: PLR2004 - a few leave an e-mail and no name
                shown = {}
            domain = chance.choice(("com", "org", "net"))
            shown["email"] = f"{first_latin[:1]}.{last_latin}{self._next}@example.{domain}"
        return shown

    def _place(self) -> Document:
        created = OPENING + timedelta(seconds=int(SPAN * self._chance.random()))
        return {"createdAt": written(created), "site": self._chance.weighed(self._sites)}

    def _extras(self) -> Document:
        odds = self._chance.random
        extras: Document = {}
        if odds() < 0.12:  # noqa: PLR2004 - how often cards have it, here and below
            extras["vip" if odds() < 0.67 else "bad"] = True  # noqa: PLR2004
        if odds() < 0.3:  # noqa: PLR2004
            extras["externalId"] = f"shop-{self._next}"
        if odds() < 0.3:  # noqa: PLR2004
            extras["tags"] = [self._tag()]
        if odds() < 0.4:  # noqa: PLR2004
            extras["address"] = self._address(self._next)
        if odds() < 0.2:  # noqa: PLR2004
            extras["birthday"] = self._birthday()
        if odds() < 0.2:  # noqa: PLR2004
            extras["customFields"] = {
                "nps": self._chance.between(1, 10),
                "consent": True,
                "sizes": ["m", "l"],
            }
        if odds() < 0.5:  # noqa: PLR2004
            extras["managerId"] = self._chance.choice(MANAGERS)
        return extras

    def _birthday(self) -> str:
        year, month, day = (self._chance.between(*span) for span in ((1950, 2007), (1, 12), (1, 28)))
        return f"{year}-{month:02}-{day:02}"

    def _tag(self) -> Document:
        name, colour = self._chance.choice(self._tags)
        return {"name": name, "color": colour, "attached": True}

    def _address(self, number: int) -> Document:
        people = self._locale.people
        city, region = self._chance.choice(self._cities)
        text = self._chance.choice(people.streets).format(self._chance.between(1, 99))
        return {
            "id": number,
            "countryIso": self._locale.country,
            "region": region,
            "city": city,
            "text": text,
        }


Latin = tuple[tuple[str, str], ...]  # names, each with how an e-mail address writes it


def _names(locale: Locale) -> dict[str, tuple[Latin, Latin, tuple[str, ...]]]:
    """First names, family names and patronymics by sex, from Faker's lists."""
    held = import_module(locale.people.persons).Provider
    return {
        sex: (
            _latin(getattr(held, f"first_names_{sex}")),
            _latin(getattr(held, f"last_names_{sex}", None) or held.last_names),
            tuple(getattr(held, f"middle_names_{sex}")) if locale.people.patronymics else (),
        )
        for sex in ("male", "female")
    }


def _latin(names: Sequence[str]) -> Latin:
    return tuple((name, _address_like(name)) for name in names)


def _address_like(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().translate(_CYRILLIC))
    return "".join(sign for sign in plain if "a" <= sign <= "z")
