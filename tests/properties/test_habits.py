"""What one block taught of an account spares the next one searches, and changes nothing of what it shows."""

from itertools import count

import pytest
from hypothesis import given, settings

from tests.properties.costs import TELLING, key_of
from tests.properties.oracle import Verdict, judge
from tests.properties.reading import read_block
from tests.properties.worlds import Person, Purchase, World, Writer, crm_load, ticket_load, worlds
from tests.stack import Stack

NUMBERS = count()
PHONE, OTHER, MAIL = "+79990001122", "+79161112233", "anna@example.com"
CLIENT = {
    "name": "Vera",
    "emails": ["vera@example.com"],
    "phones": [{"type": "mobile", "phone": "+79031112233"}],
}
TELLS = {"subject": "Hello", "channel": "chat", "client": CLIENT, "text": "Hello"}
BY_CARD = pytest.mark.parametrize("by_card", ["yes", "no"])


def show_after_another(stack: Stack, world: World, by_card: str) -> Verdict:
    """Show the ticket of somebody whose order carries no phone, and then the world's, to one new key."""
    number, crm, load = next(NUMBERS), stack.crm_control(), crm_load(world)
    crm.ask("POST", "reset", {})
    crm.seed({"load": {kind: [*load[kind], *TELLING[kind]] for kind in TELLING}})
    crm.seed({"load": {"keys": key_of(number)}})
    crm.ask("PUT", "dialect", {"orders-by-card": by_card})
    block = stack.add_block(key=f"key-{number}", orders="5")
    stack.show(stack.add_ticket(TELLS), block)
    return read_block(stack.show(stack.add_ticket(ticket_load(world)), block)["html"])


@BY_CARD
@settings(max_examples=25)
@given(world=worlds())
def test_what_is_known_of_an_account_changes_no_block(remembering: Stack, by_card: str, world: World) -> None:
    assert show_after_another(remembering, world, by_card) == judge(world)


@BY_CARD
def test_nobody_of_a_phone_is_missing_because_their_orders_carry_another(
    remembering: Stack, by_card: str
) -> None:
    people = tuple(Person(number, "Anna", (PHONE,), None) for number in (101, 102))
    orders = (Purchase(501, 101, 1, PHONE, None), Purchase(502, 102, 2, OTHER, None))
    world = World(people, orders, Writer((PHONE,), (MAIL,)), (0,))

    expected = Verdict("found-by-phone", client=102, others=(101,), orders=(502,))
    assert show_after_another(remembering, world, by_card) == judge(world) == expected
