"""What a block costs the CRM: the cases of the article's rules as documents, and a service that counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.core.model import Question, Search
from service.ports import Answered, Crm, Visit
from tests.service.fakes import contact

PHONE, MAIL = "+79990001122", "anna@example.com"
NUMBERS: dict[str, Any] = {"phones": [{"number": PHONE}]}
ANNA = {"id": 101, "firstName": "Anna", "site": "main-shop"}
BOUGHT: dict[str, Any] = {"id": 501, "site": "main-shop", "customer": {"id": 101}}
FIRM = {
    "id": 201, "type": "customer_corporate", "nickName": "Firm",
    "mainCustomerContact": {"customer": {"id": 101}},
}  # fmt: skip

TELLING: dict[str, Any] = {
    "customers": [
        {"id": 901, "firstName": "Vera", "site": "main-shop", "phones": [{"number": "+79031112233"}]}
    ],
    "orders": [{"id": 901, "site": "main-shop", "customer": {"id": 901}}],
}
"""Somebody else, whose block tells whether searches of orders look at cards."""
TOLD_BY = contact("+79031112233", "vera@example.com")

CASES: dict[str, dict[str, Any]] = {
    "phone, orders": {"customers": [ANNA | NUMBERS], "orders": [BOUGHT]},
    "e-mail, orders": {"customers": [ANNA | {"email": MAIL}], "orders": [BOUGHT]},
    "e-mail, no orders": {"customers": [ANNA | {"email": MAIL}]},
    "both, orders": {"customers": [ANNA | NUMBERS | {"email": MAIL}], "orders": [BOUGHT]},
    "both, orders that carry the phone": {
        "customers": [ANNA | NUMBERS | {"email": MAIL}],
        "orders": [BOUGHT | {"phone": PHONE}],
    },
    "both, no orders": {"customers": [ANNA | NUMBERS | {"email": MAIL}]},
    "one by phone, one by e-mail": {
        "customers": [ANNA | NUMBERS, ANNA | {"id": 102, "email": MAIL}],
        "orders": [BOUGHT, BOUGHT | {"id": 502, "customer": {"id": 102}}],
    },
    "two by phone": {
        "customers": [ANNA | NUMBERS, ANNA | NUMBERS | {"id": 102}],
        "orders": [BOUGHT, BOUGHT | {"id": 502, "customer": {"id": 102}}],
    },
    "two by e-mail": {"customers": [ANNA | {"email": MAIL}, ANNA | {"id": 102, "email": MAIL}]},
    "hidden": {"customers": [ANNA | NUMBERS]},
    "phone, orders, where some are contacts": {
        "customers": [ANNA | NUMBERS, {"id": 102, "firstName": "Oleg", "isContact": True}],
        "orders": [BOUGHT],
    },
    "a guest's order": {"orders": [{"id": 501, "site": "main-shop", "phone": PHONE, "email": MAIL}]},
    "a company's contact": {
        "customers": [ANNA | NUMBERS | {"isContact": True}, FIRM],
        "orders": [BOUGHT | {"customer": {"id": 201}, "contact": {"id": 101}}],
    },
    "not found": {},
}  # fmt: skip


RIGHTS = ("customer_read", "order_read", "reference_read")


def key_of(number: object, *more: str) -> list[dict[str, object]]:
    """A key of its own, of which nothing is remembered yet, with the usual rights and more."""
    return [{"value": f"key-{number}", "scopes": [*RIGHTS, *more]}]


_NO_SEARCHES = {Search.REFERENCES, Search.CARDS_SEEN}


@dataclass
class Counted:
    """A CRM whose rounds of searches are counted; names do not count, nor what costs no call."""

    crm: Crm
    rounds: list[list[Question]] = field(default_factory=list)

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        searches = [question for question in questions if question.search not in _NO_SEARCHES]
        if searches:
            self.rounds.append(searches)
        return self.crm.ask(visit, questions)
