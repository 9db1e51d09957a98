"""Invents people of every kind a block can meet. The same seed and shops invent the same, byte for byte."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from faker import Faker

from simulators.retailcrm_mock.goods import Shopping
from simulators.retailcrm_mock.state import Document, Load

# Time stands still for the invented: what they did must not depend on when they were invented.
OPENING = datetime(2023, 1, 9, 9, 0, 0)  # noqa: DTZ001 - RetailCRM's times have no zone
TODAY = datetime(2026, 11, 22, 18, 0, 0)  # noqa: DTZ001 - the same
MOMENT = "%Y-%m-%d %H:%M:%S"

# What a person is known by and how many orders they have at most; how many in a hundred are so.
KINDS = {
    "both": 38,
    "phone with orders": 18,
    "phone only": 18,
    "e-mail only": 14,
    "same phone as another": 7,
    "contact of a company": 5,
}
SPELLINGS = (
    "+7{0}{1}{2}{3}", "8{0}{1}{2}{3}", "7{0}{1}{2}{3}", "+7 ({0}) {1}-{2}-{3}", "8 ({0}) {1}-{2}-{3}",
    "8-{0}-{1}-{2}-{3}", "+7 {0} {1} {2} {3}", "{0}{1}{2}{3}", "8({0}){1}{2}{3} доб. 12",
)  # fmt: skip
TAGS = {"оптовик": "#3e89b6", "блогер": "#a17dc1", "просит перезвонить": "#e0a030", "постоянный": "#4a9a5b"}
CITIES = ("Москва", "Санкт-Петербург", "Казань", "Тверь", "Екатеринбург", "Нижний Новгород")


class Inventor:
    """Invents into an account with these shops."""

    def __init__(self, seed: int, sites: Sequence[str], locale: str = "ru_RU") -> None:
        self._fake = Faker(locale)
        self._fake.seed_instance(seed)
        self._chance = self._fake.random
        self._sites = sites
        self._shopping = Shopping(self._chance, TODAY)
        self._customers: list[Document] = []
        self._orders: list[Document] = []
        self._phones: list[str] = []

    def invent(self, customers: int, first_customer: int, first_order: int) -> Load:
        """So many people with ids from `first_customer` on, companies beside them, and their orders."""
        self._next, self._next_order = first_customer, first_order
        for number in range(customers):
            kinds = list(KINDS)  # the first few are one of each kind, so that a small account has them all
            kind = (
                kinds[number] if number < len(kinds) else self._chance.choices(kinds, list(KINDS.values()))[0]
            )
            self._person(kind)
        return Load(customers=self._customers, orders=self._orders)

    def _person(self, kind: str) -> None:
        person = {**self._name(), **self._place(), **self._extras()}
        if kind not in ("phone only", "phone with orders"):
            person["email"] = (
                f"{self._fake.user_name()}{self._next}@example.{self._chance.choice(('com', 'org', 'net'))}"
            )
        if kind != "e-mail only":
            person["phones"] = self._numbers(shared=kind == "same phone as another")
        if kind == "contact of a company":
            return self._with_company(person)
        self._add(person)
        most = {"phone only": 0, "e-mail only": 1}.get(kind, 6)
        least = 1 if kind == "phone with orders" else 0
        for _ in range(self._chance.randint(least, most)):
            self._buy(person)
        if self._chance.random() < 0.04:  # noqa: PLR2004 - some order without having a card
            self._buy(
                {
                    **self._name(),
                    "site": person["site"],
                    "phones": self._numbers(),
                    "createdAt": person["createdAt"],
                }
            )
        return None

    def _with_company(self, person: Document) -> None:
        person["isContact"] = True
        self._add(person)
        name = f"ООО «{self._fake.last_name_male()} и партнёры»"
        company = {"type": "customer_corporate", "nickName": name, **self._place()} | {"site": person["site"]}
        company["mainCompany"] = {"id": self._next, "name": name}
        contact = {"id": self._next, "customer": {"id": person["id"]}, "companies": []}
        self._add(company | {"mainCustomerContact": contact, "createdAt": person["createdAt"]})
        for _ in range(self._chance.randint(1, 3)):
            self._buy(person)
            ids = {"customer": {"id": self._customers[-1]["id"]}, "contact": {"id": person["id"]}}
            self._orders[-1] |= {**ids, "company": company["mainCompany"], "orderType": "wholesale"}

    def _add(self, card: Document) -> None:
        self._customers.append(card)
        card["id"] = self._next
        self._next += 1

    def _buy(self, person: Document) -> None:
        order = self._shopping.order(self._next_order, person, since=_moment(person["createdAt"]))
        if person.get("phones") and self._chance.random() < 0.1:  # noqa: PLR2004 - ordered by another phone
            order["phone"] = self._numbers()[0]["number"]
        self._orders.append(order)
        self._next_order += 1

    def _name(self) -> Document:
        if self._chance.random() < 0.5:  # noqa: PLR2004 - as many men as women
            names = (self._fake.first_name_male(), self._fake.last_name_male(), self._fake.middle_name_male())
            sex = "male"
        else:
            names = (
                self._fake.first_name_female(),
                self._fake.last_name_female(),
                self._fake.middle_name_female(),
            )
            sex = "female"
        full = {"firstName": names[0], "lastName": names[1], "patronymic": names[2], "sex": sex}
        shown = self._chance.choice((full, ("firstName", "lastName", "sex"), ("firstName", "sex")))
        return {name: full[name] for name in shown}

    def _place(self) -> Document:
        seconds = self._chance.randint(0, int((TODAY - OPENING).total_seconds()))
        site = self._chance.choices(
            self._sites, [3 if number == 0 else 1 for number in range(len(self._sites))]
        )[0]
        return {"createdAt": (OPENING + timedelta(seconds=seconds)).strftime(MOMENT), "site": site}

    def _extras(self) -> Document:
        city = self._chance.choice(CITIES)
        often: tuple[tuple[float, Document], ...] = (
            (0.08, {"vip": True}),
            (0.04, {"bad": True}),
            (0.3, {"externalId": f"shop-{self._next}"}),
            (0.3, {"tags": [self._tag()]}),
            (
                0.4,
                {
                    "address": {
                        "countryIso": "RU",
                        "region": city,
                        "city": city,
                        "text": self._fake.street_address(),
                    }
                },
            ),
            (0.2, {"birthday": self._birthday()}),
            (
                0.2,
                {"customFields": {"nps": self._chance.randint(1, 10), "consent": True, "sizes": ["m", "l"]}},
            ),
            (0.1, {"customFields": {}}),
        )
        return {
            name: value
            for odds, more in often
            if self._chance.random() < odds
            for name, value in more.items()
        }

    def _tag(self) -> Document:
        name = self._chance.choice(list(TAGS))
        return {"name": name, "color": TAGS[name], "attached": True}

    def _birthday(self) -> str:
        year, month, day = (self._chance.randint(*span) for span in ((1950, 2007), (1, 12), (1, 28)))
        return f"{year}-{month:02}-{day:02}"

    def _numbers(self, *, shared: bool = False) -> list[Document]:
        count = 2 if self._chance.random() < 0.15 else 1  # noqa: PLR2004 - some have two
        cores = [f"999{self._chance.randint(0, 9_999_999):07}" for _ in range(count)]
        if shared and self._phones:
            cores[0] = self._chance.choice(self._phones)
        self._phones.extend(cores)
        return [{"number": self._spelled(core)} for core in cores]

    def _spelled(self, core: str) -> str:
        spelling: str = self._chance.choice(SPELLINGS)
        return spelling.format(core[:3], core[3:6], core[6:8], core[8:])


def _moment(text: str) -> datetime:
    return datetime.strptime(text, MOMENT)  # noqa: DTZ007 - RetailCRM's times have no zone
