"""A real account, for those who have one: somebody in it to ask for. It is only read, and slowly."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.core import phones
from simulators.kit.errors import ControlError
from simulators.kit.reading_only import ReadingOnly

URL, KEY, SPEED = "RETAILCRM_URL", "RETAILCRM_KEY", "RETAILCRM_PER_SECOND"
_MOST_LOOKED_AT = 5
Document = dict[str, Any]


@dataclass(frozen=True)
class Somebody:
    """A person of a CRM, by what they are found, and what is theirs.

    Attributes:
        terms: texts by which a phone of theirs is searched; one at least finds them.
        statuses: those of their orders.
        contact: a person, this one or another, and a company whose contact they are, if there is any.
    """

    customer: int
    terms: tuple[str, ...] = field(repr=False)
    email: str = field(repr=False)
    orders: frozenset[int]
    statuses: frozenset[str]
    contact: tuple[int, int] | None = None


@dataclass(frozen=True)
class Wanted:
    """Which account is asked, by which key, and how fast."""

    url: str
    key: str = field(repr=False)
    per_second: float = 1.0


def wanted(environ: Mapping[str, str]) -> Wanted | None:
    """The account that the environment names, if it names one.

    Raises:
        ControlError: there is no key to it.
    """
    url = environ.get(URL, "").rstrip("/")
    if not url:
        return None
    if not environ.get(KEY):
        raise ControlError(f"{KEY} is not set: put the account's API key into it, never into an option")
    return Wanted(url, environ[KEY], float(environ.get(SPEED, "1")))


def look_around(account: Wanted) -> Somebody:
    """Somebody of the newest customers, with a phone, an e-mail and an order.

    Raises:
        ControlError: the account is refused, gives no answer, or has nobody like that.
    """
    with ReadingOnly(account.url, {"X-API-KEY": account.key}, account.per_second) as asking:
        people = _read(asking, "customers", {"limit": "100"})
        for person in [one for one in people if _is_complete(one)][:_MOST_LOOKED_AT]:
            orders = _read(asking, "orders", {"filter[customerId]": str(person["id"]), "limit": "100"})
            if orders:
                return _somebody(person, orders, _contact(asking))
    raise ControlError(
        "of the newest customers nobody has a phone, an e-mail and an order: take another account"
    )


def terms(numbers: Iterable[str]) -> tuple[str, ...]:
    """The texts by which the service searches these phones."""
    read = [phones.parse(number, "RU") for number in numbers]
    return tuple(dict.fromkeys(term for phone in read if phone for term in phone.terms))


def _read(asking: ReadingOnly, name: str, params: Mapping[str, str]) -> list[Document]:
    heard = asking.get(f"/api/v5/{name}", params)
    if heard.status != 200:  # HTTP's OK
        raise ControlError(f"/api/v5/{name} answered {heard.status}: is the address right, and the key?")
    listed: list[Document] = json.loads(heard.body)["customersCorporate" if "-" in name else name]
    return listed


def _is_complete(person: Document) -> bool:
    return bool(person.get("email") and terms(_numbers(person)))


def _numbers(person: Document) -> list[str]:
    return [str(phone.get("number") or "") for phone in person.get("phones") or []]


def _somebody(person: Document, orders: list[Document], contact: tuple[int, int] | None) -> Somebody:
    return Somebody(
        person["id"],
        terms(_numbers(person)),
        person["email"],
        frozenset(order["id"] for order in orders),
        frozenset(order["status"] for order in orders),
        contact,
    )


def _contact(asking: ReadingOnly) -> tuple[int, int] | None:
    for firm in _read(asking, "customers-corporate", {"limit": "20"}):
        person = ((firm.get("mainCustomerContact") or {}).get("customer") or {}).get("id")
        if person:
            return person, firm["id"]
    return None
