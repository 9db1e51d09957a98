"""What a block costs the CRM: three or four searches at once, and what the account is like once an hour."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from service.block import Block
from service.bootstrap import stack as adapters
from service.core.model import Ticket
from service.settings import Settings
from tests.properties.costs import CASES, MAIL, PHONE, TELLING, TOLD_BY, Counted, key_of
from tests.properties.test_rules import POSITIONS
from tests.properties.test_wire import fill
from tests.service.fakes import NOW, NoTickets, Undrawn, contact
from tests.stack import Stack

CARD = {
    "id": 1, "firstName": "Anna", "phones": [{"number": PHONE}], "email": MAIL, "managerId": 1,
    "site": "outlet",
}  # fmt: skip
ORDER = {
    "id": 5, "number": "5A", "customer": {"id": 1}, "phone": PHONE, "email": MAIL, "status": "new",
    "site": "outlet", "totalSumm": 100,
    "payments": [{"id": 1, "type": "cash", "status": "paid", "amount": 40}],
    "items": [{"id": 1, "productName": "Shoe", "quantity": 1, "initialPrice": 100, "status": "new"}],
    "delivery": {"code": "courier", "data": {"trackNumber": "EX1"}},
}  # fmt: skip
CLIENT = {"name": "Anna", "emails": [MAIL], "phones": [{"type": "mobile", "phone": PHONE}]}
TICKET = {"subject": "Hello", "channel": "chat", "client": CLIENT, "text": "Hello"}
GIFT = ORDER | {"id": 6, "number": "6A", "phone": "+79161234567"}  # found by its customer's card alone
SEARCHES = Counter({"listCustomers": 2, "listOrders": 2})
SPARED = Counter({"listCustomers": 1, "listOrders": 2})
NAMES = Counter(
    [
        "listStatuses",
        "listPaymentStatuses",
        "listSites",
        "listDeliveryTypes",
        "listUsers",
        "listProductStatuses",
    ]
)

COSTS = {
    "phone, orders": (3, 1),
    "e-mail, orders": (8, 2),
    "e-mail, no orders": (8, 2),
    "both, orders": (3, 1),
    "both, orders that carry the phone": (3, 1),
    "both, no orders": (8, 2),
    "one by phone, one by e-mail": (3, 1),
    "two by phone": (3, 1),
    "two by e-mail": (8, 2),
    "hidden": (8, 2),
    "phone, orders, where some are contacts": (4, 1),
    "a guest's order": (4, 2),
    "a company's contact": (7, 3),
    "not found": (8, 2),
}
"""Calls and rounds by case, for one phone and one e-mail, where RetailCRM finds digits inside a number.

Where nothing was found by phone it is not known whether RetailCRM reads phones so: all spellings are tried.
"""
UNHELPFUL = COSTS | {
    "phone, orders": (8, 2),
    "both, orders": (5, 2),
    "both, orders that carry the phone": (5, 2),
    "one by phone, one by e-mail": (8, 2),
    "two by phone": (8, 2),
    "phone, orders, where some are contacts": (8, 2),
    "a guest's order": (8, 2),
    "a company's contact": (11, 4),
}
"""Where it compares numbers from their start or as a whole."""
WITHOUT_CARDS = COSTS | {
    "phone, orders": (5, 2),
    "e-mail, orders": (9, 2),
    "both, orders": (5, 2),
    "both, orders that carry the phone": (4, 1),
    "both, no orders": (4, 1),
    "one by phone, one by e-mail": (6, 2),
    "two by phone": (6, 2),
    "hidden": (4, 1),
    "phone, orders, where some are contacts": (5, 2),
    "a guest's order": (4, 1),
}
"""Where a search of orders does not look at customers' cards, or has not shown yet that it does."""
BY_POSITION = {
    ("name-match", "prefix"): UNHELPFUL,
    ("name-match", "whole"): UNHELPFUL,
    ("orders-by-card", "no"): WITHOUT_CARDS,
}

Cost = Callable[..., tuple[int, int]]


def spent(stack: Stack, block: int) -> tuple[Counter[str], str]:
    """Open a new ticket; tell the calls that it cost and the block."""
    before = len(stack.crm_control().journal())
    html: str = stack.show(stack.add_ticket(TICKET), block)["html"]
    return Counter(entry["operation"] for entry in stack.crm_control().journal()[before:]), html


@pytest.mark.parametrize(("rights", "named"), [(["user_read"], True), ([], False)], ids=["users", "no users"])
def test_a_cold_block_fits_the_first_second_and_a_warm_one_asks_for_four_searches(
    remembering: Stack, rights: list[str], named: bool
) -> None:
    stack = remembering
    fill(stack, {}, customers=[CARD], orders=[ORDER], keys=key_of(named, *rights))
    block = stack.add_block(key=f"key-{named}")
    (cold, first), (warm, second) = spent(stack, block), spent(stack, block)

    assert (cold, warm) == (SEARCHES + NAMES, SEARCHES)
    assert cold.total() <= 10
    assert ("Мария Орлова" in first, "Мария Орлова" in second) == (named, named)
    assert "Дисконт" in second
    assert "failed" not in second


def test_once_an_order_came_by_its_customers_card_a_block_asks_for_three_searches(remembering: Stack) -> None:
    stack = remembering
    fill(stack, {}, customers=[CARD], orders=[ORDER, GIFT], keys=key_of("gift", "user_read"))
    block = stack.add_block(key="key-gift")
    cold, second, third = (spent(stack, block)[0] for _ in range(3))

    contact_persons = Counter({"listCustomers": 1})
    assert (cold, second, third) == (SEARCHES + NAMES, SPARED + contact_persons, SPARED)


@pytest.fixture(scope="module")
def cost(remembering: Stack) -> Cost:
    """Tells the searches, and the rounds of them, of a block of a case; the account's habits are known."""
    url = f"{remembering.crm}/{{subdomain}}"
    settings = Settings.from_environ(
        {"BLOCK_CRM_URL": url, "BLOCK_CRM_RATE": "1000", "BLOCK_FRESH_SECONDS": "0"}
    )
    crm = Counted(adapters(settings, time.monotonic).crm)
    block = Block(crm, NoTickets(), settings.addresses, time.monotonic, 20, lambda: NOW, Undrawn())
    numbers = count()

    def opened(case: str, typed: tuple[str, ...] = (), **positions: str) -> tuple[int, int]:
        key = f"key-{next(numbers)}"
        load = {kind: [*TELLING[kind], *CASES[case].get(kind, [])] for kind in TELLING}
        fill(remembering, positions, keys=key_of(key.removeprefix("key-")), **load)
        ticket = Ticket("company", key, replace(contact(PHONE, MAIL), typed=typed))
        for asked in (Ticket("company", key, TOLD_BY), ticket):  # the account's habits are known afterwards
            block.answer(asked, "first")
        crm.rounds.clear()
        before = len(remembering.crm_control().journal())
        block.answer(ticket, "second")
        calls = Counter(entry["operation"] for entry in remembering.crm_control().journal()[before:])
        return calls.total(), len(crm.rounds)

    return opened


@pytest.mark.parametrize(("switch", "position"), [("name-match", "digits-substring"), *POSITIONS])
def test_what_each_case_costs_in_every_position_of_every_switch(
    cost: Cost, switch: str, position: str
) -> None:
    expected = BY_POSITION.get((switch, position), COSTS)

    assert {case: cost(case, **{switch: position}) for case in CASES} == expected


def test_an_email_typed_in_capitals_that_is_not_found_costs_two_more(cost: Cost) -> None:
    assert cost("not found", typed=("Anna@Example.com",)) == (10, 2)
