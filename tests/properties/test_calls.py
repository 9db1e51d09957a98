"""What a block costs the CRM: four searches, and names once an hour."""

from collections import Counter

import pytest

from tests.properties.test_wire import fill
from tests.stack import Stack

PHONE, MAIL = "+79990001122", "anna@example.com"
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
SEARCHES = Counter({"listCustomers": 2, "listOrders": 2})
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


def spent(stack: Stack, block: int) -> tuple[Counter[str], str]:
    """Open a new ticket; tell the calls that it cost and the block."""
    before = len(stack.crm_control().journal())
    html: str = stack.show(stack.add_ticket(TICKET), block)["html"]
    return Counter(entry["operation"] for entry in stack.crm_control().journal()[before:]), html


@pytest.mark.parametrize(("rights", "named"), [(["user_read"], True), ([], False)], ids=["users", "no users"])
def test_a_cold_block_fits_the_first_second_and_a_warm_one_asks_for_no_names(
    stack: Stack, rights: list[str], named: bool
) -> None:
    key = {"value": f"cold-{named}", "scopes": ["customer_read", "order_read", "reference_read", *rights]}
    fill(stack, {}, customers=[CARD], orders=[ORDER], keys=[key])
    block = stack.add_block(key=f"cold-{named}")
    (cold, first), (warm, second) = spent(stack, block), spent(stack, block)

    assert (cold, warm) == (SEARCHES + NAMES, SEARCHES)
    assert cold.total() <= 10
    assert ("Мария Орлова" in first, "Мария Орлова" in second) == (named, named)
    assert "Дисконт" in second
    assert "failed" not in second
