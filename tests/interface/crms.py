"""The CRMs that one suite is asked of: the fake of the service's tests, the simulator, and a real account."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from service import bootstrap
from service.core.model import Account, Customer, Order, Question, Reply, Search
from service.ports import Crm, CrmError, Deadline, KeyRejected, Visit
from service.settings import Settings
from simulators.retailcrm_mock.own_account import own_account, serving
from tests.interface import real
from tests.service.fakes import InTurn, LoosestCrm, OneByOne
from tests.stack import FORGETFUL

ENOUGH = 30.0
"""Seconds for a round of questions: a busy machine is slow, and a real account is asked slowly."""


@dataclass(frozen=True)
class Known:
    """A CRM behind the service's port, and somebody who is in it.

    `wrong_key` is a key that it may be shown, and does not accept; a real account is shown none.
    """

    crm: Crm
    account: Account
    key: str = field(repr=False)
    somebody: real.Somebody
    wrong_key: str = ""

    def visit(self, seconds: float = ENOUGH, key: str = "") -> Visit:
        """Make a visit with so many seconds left."""
        deadline = Deadline(time.monotonic() + seconds, time.monotonic)
        return Visit(self.account, key or self.key, deadline)

    def answers(self, visit: Visit, *questions: Question) -> Mapping[Question, Reply | CrmError]:
        """Ask a round of questions."""
        return dict(self.crm.ask(visit, questions))

    def reply(self, search: Search, text: str = "") -> Reply:
        """Ask one question, which must not fail."""
        [answer] = self.answers(self.visit(), Question(search, text)).values()
        if isinstance(answer, CrmError):
            raise answer
        return answer


ANNA = Customer(1, "Anna", phones=("+79990001122",), email="anna@example.com")
BORIS = Customer(2, "Boris", phones=("+79990003344",), email="boris@example.com", is_contact=True)
CUSTOMERS = ANNA, BORIS
ORDERS = (
    Order(10, "10A", phones=ANNA.phones, email=ANNA.email, status="new", customer_id=1),
    Order(11, "11A", phones=ANNA.phones, email=ANNA.email, status="new", customer_id=1),
    Order(12, "12A", phones=BORIS.phones, status="new", customer_id=4, contact_id=2),
)
FIRM = {"id": 4, "type": "customer_corporate", "customerContacts": [{"customer": {"id": 2}}]}
SOMEBODY = real.Somebody(
    customer=ANNA.id,
    terms=real.terms(ANNA.phones),
    email=ANNA.email,
    orders=frozenset({10, 11}),
    statuses=frozenset({"new"}),
    contact=(BORIS.id, 4),
)


class Closed:
    """A CRM that answers one key only."""

    def __init__(self, crm: LoosestCrm, key: str) -> None:
        self._crm, self._key = crm, key

    def ask(self, visit: Visit, question: Question) -> Reply:
        if visit.key != self._key:
            visit.calls.append(question.search)
            raise KeyRejected("wrong key")
        return self._crm.ask(visit, question)


def _fake(around: Callable[[Closed], Crm]) -> Known:
    crm = Closed(LoosestCrm(CUSTOMERS, ORDERS, companies=(4,)), "key")
    account = Account("company", "https://company.retailcrm.ru")
    return Known(around(crm), account, "key", SOMEBODY, wrong_key="wrong")


@contextlib.contextmanager
def in_turn() -> Iterator[Known]:
    """The fake, asked in the caller's thread."""
    yield _fake(InTurn)


@contextlib.contextmanager
def one_by_one() -> Iterator[Known]:
    """The fake, each question in a thread of its own."""
    with ThreadPoolExecutor(4) as executor:
        yield _fake(lambda crm: OneByOne(crm, executor))


@contextlib.contextmanager
def simulator() -> Iterator[Known]:
    """The service's adapters over sockets to a simulator that holds what the fake holds."""
    with serving() as url, own_account(url, "interface", {}) as account:
        account.load(customers=[*map(_card, CUSTOMERS), FIRM], orders=list(map(_sale, ORDERS)))
        named = Account(account.account, account.url)
        yield Known(_adapters(account.url, 1000), named, account.key, SOMEBODY, wrong_key="wrong")


@contextlib.contextmanager
def rehearsal() -> Iterator[Known]:
    """A real account as it will be asked, played by a simulator full of people who were made up."""
    with serving() as url, own_account(url, "rehearsal", {"customers": 60}) as account:
        wanted = real.Wanted(account.url, account.key, per_second=1000)
        with real_account(wanted) as known:
            yield replace(known, wrong_key="wrong")


@contextlib.contextmanager
def real_account(wanted: real.Wanted) -> Iterator[Known]:
    """The service's adapters to an account that is somebody's: read, and slowly."""
    somebody = real.look_around(wanted)
    crm = _adapters(wanted.url, wanted.per_second)
    yield Known(crm, Account("company", wanted.url), wanted.key, somebody)


def _adapters(url: str, per_second: float) -> Crm:
    """All that the service puts before RetailCRM; it remembers nothing."""
    parts = urlsplit(url)
    trusted = {"BLOCK_CRM_URL": f"{parts.scheme}://{parts.netloc}/{{subdomain}}"} if parts.port else {}
    environment = {**FORGETFUL, **trusted, "BLOCK_CRM_RATE": str(per_second)}
    return bootstrap.stack(Settings.from_environ(environment), time.monotonic).crm


def _card(person: Customer) -> dict[str, object]:
    numbers = [{"number": number} for number in person.phones]
    return {
        "id": person.id,
        "firstName": person.name,
        "phones": numbers,
        "email": person.email,
        "isContact": person.is_contact,
    }


def _sale(order: Order) -> dict[str, object]:
    people = {"customer": order.customer_id, "contact": order.contact_id}
    return {
        "id": order.id,
        "number": order.number,
        "phone": order.phones[0],
        "email": order.email,
        "status": order.status,
        **{role: {"id": number} for role, number in people.items() if number},
    }
