"""Whatever the RetailCRM simulator serves, in whichever dialect, decodes to what was loaded into it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters import retailcrm_wire as wire
from service.core.model import Kind, Question, References, Reply, Search
from simulators.retailcrm_mock.dialects import SWITCHES
from tests.properties import documents
from tests.stack import ACCOUNT, KEY, Stack

DIALECT = {
    switch.name: st.sampled_from(switch.positions)
    for switch in SWITCHES
    if switch.name in {"payments", "empty-map", "absent", "money", "currency-case", "list-order"}
}
dialects = st.fixed_dictionaries({}, optional=DIALECT)


def fill(stack: Stack, positions: dict[str, str], **load: Any) -> None:
    """Empty the CRM and put these documents into it, to be served in this dialect."""
    crm = stack.crm_control()
    crm.ask("POST", "reset", {})
    crm.seed({"load": load})
    crm.ask("PUT", "dialect", positions)


def ask(stack: Stack, question: Question) -> Reply:
    """Ask the simulator as the service does, and read its answer."""
    path, params = wire.request_for(question, 1)
    answer = stack.session.get(
        f"{stack.crm}/{ACCOUNT}{path}", params=params, headers={"X-API-KEY": KEY}, timeout=30
    )
    return wire.reply(question, wire.read(answer.status_code, answer.content))


@given(
    cards=st.integers(0, 3).flatmap(lambda many: st.tuples(*map(documents.cards, range(1, many + 1)))),
    positions=dialects,
)
def test_every_card_is_read_as_it_was_loaded(stack: Stack, cards: Any, positions: dict[str, str]) -> None:
    fill(stack, positions, customers=[document for document, _ in cards])
    reply = ask(stack, Question(Search.CUSTOMERS_BY_EMAIL, "a@example.com"))

    assert sorted(reply.customers, key=lambda one: one.id) == [card for _, card in cards]


@given(
    orders=st.integers(0, 3).flatmap(lambda many: st.tuples(*map(documents.orders, range(1, many + 1)))),
    positions=dialects,
)
def test_every_order_is_read_as_it_was_loaded(stack: Stack, orders: Any, positions: dict[str, str]) -> None:
    fill(stack, positions, orders=[document for document, _ in orders])
    reply = ask(stack, Question(Search.ORDERS_BY_PHONE, "9990001122"))
    read = [
        replace(one, currency=one.currency.upper()) for one in sorted(reply.orders, key=lambda one: one.id)
    ]

    assert read == [order for _, order in orders]


KINDS = [(kind, position) for kind in Kind for position in ("[]", "{}")]


@pytest.mark.parametrize(("kind", "empty"), KINDS)
def test_every_kind_of_name_is_read(stack: Stack, kind: Kind, empty: str) -> None:
    fill(stack, {"empty-map": empty})
    names = ask(stack, Question(Search.REFERENCES, kind)).references or References()
    field = kind.replace("-", "_")

    assert len(getattr(names, field)) >= 2
    assert names == replace(References(), **{field: getattr(names, field)})
