"""What a block costs the CRM: the cases of the article's rules as documents, and a service that counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.core.model import Question, Search
from service.ports import Answered, Crm, Visit

PHONE, MAIL = "+79990001122", "anna@example.com"
NUMBERS: dict[str, Any] = {"phones": [{"number": PHONE}]}
ANNA = {"id": 101, "firstName": "Anna", "site": "main-shop"}
BOUGHT: dict[str, Any] = {"id": 501, "site": "main-shop", "customer": {"id": 101}}
FIRM = {
    "id": 201, "type": "customer_corporate", "nickName": "Firm",
    "mainCustomerContact": {"customer": {"id": 101}},
}  # fmt: skip

CASES: dict[str, dict[str, Any]] = {
    "phone, orders": {"customers": [ANNA | NUMBERS], "orders": [BOUGHT]},
    "e-mail, orders": {"customers": [ANNA | {"email": MAIL}], "orders": [BOUGHT]},
    "e-mail, no orders": {"customers": [ANNA | {"email": MAIL}]},
    "both, orders": {"customers": [ANNA | NUMBERS | {"email": MAIL}], "orders": [BOUGHT]},
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


@dataclass
class Counted:
    """A CRM whose rounds of searches are counted; names do not count."""

    crm: Crm
    rounds: list[list[Question]] = field(default_factory=list)

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        searches = [question for question in questions if question.search is not Search.REFERENCES]
        if searches:
            self.rounds.append(searches)
        return self.crm.ask(visit, questions)
