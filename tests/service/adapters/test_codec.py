"""Answers survive as bytes, and what is no answer is refused."""

import json
import zlib
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters import codec
from service.adapters.codec import Unreadable
from service.core.model import Customer, Order, References, Reply

plain = st.from_type
money = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
moments = st.none() | st.datetimes()
orders = st.builds(
    Order,
    id=st.integers(),
    number=st.text(),
    created_at=moments,
    total=money,
    customer_id=st.none() | st.integers(),
    shipped=st.booleans(),
    phones=st.lists(st.text(), max_size=3).map(tuple),
)
customers = st.builds(
    Customer, id=st.integers(), name=st.text(), total=money, created_at=moments, vip=st.booleans()
)
references = st.none() | st.builds(
    References,
    shops=st.dictionaries(st.text(), st.builds(dict)).map(lambda _: {}),
    managers=st.dictionaries(st.integers(), st.text()),
    delivery_types=st.dictionaries(st.text(), st.text()),
)
replies = st.builds(
    Reply,
    customers=st.lists(customers, max_size=3).map(tuple),
    orders=st.lists(orders, max_size=3).map(tuple),
    companies=st.lists(st.integers(), max_size=3).map(tuple),
    references=references,
    cut=st.booleans(),
    age=st.none() | st.timedeltas(),
    by_card=st.booleans(),
)
VERSION = codec.dump(Reply())[:8]


def _sealed(data: object) -> bytes:
    return VERSION + zlib.compress(json.dumps(data).encode())


@given(replies)
def test_an_answer_survives_whole(reply: Reply) -> None:
    assert codec.load(codec.dump(reply)) == reply


def test_money_and_moments_keep_their_digits() -> None:
    order = Order(1, total=Decimal("10.50"), created_at=datetime(2026, 11, 25, 9, 30))  # noqa: DTZ001 - no zone
    read = codec.load(codec.dump(Reply(orders=(order,)))).orders[0]
    assert (str(read.total), read.created_at) == ("10.50", order.created_at)


@given(st.binary())
def test_any_bytes_are_refused(data: bytes) -> None:
    for each in (data, VERSION + data):
        with pytest.raises(Unreadable):
            codec.load(each)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
)


@given(json_values)
def test_any_json_is_refused_unless_it_is_an_answer(data: object) -> None:
    try:
        read = codec.load(_sealed(data))
    except Unreadable:
        return
    assert isinstance(read, Reply)


@pytest.mark.parametrize(
    "data",
    [
        [[], [], [True], None, False, None, True, False],
        [[], [], ["1"], None, False, None, True, False],
        [[], [], [1.0], None, False, None, True, False],
        [[], [], [], None, 0, None, True, False],
        [[], [], [], None, False, None, True],
        [[], [], [], None, False, None, 1, False],
        [[], [], [], None, False, None, None, True, False],
        {"customers": []},
    ],
)
def test_another_type_or_another_length_is_refused(data: object) -> None:
    assert codec.load(_sealed([[], [], [1], None, False, None, True, False])) == Reply(companies=(1,))
    with pytest.raises(Unreadable):
        codec.load(_sealed(data))


def test_another_versions_bytes_and_those_cut_off_are_refused() -> None:
    whole = codec.dump(Reply(companies=(1, 2, 3)))
    for data in (b"\0" * 8 + whole[8:], whole[:-3]):
        with pytest.raises(Unreadable):
            codec.load(data)


def test_a_bomb_is_not_inflated() -> None:
    with pytest.raises(Unreadable):
        codec.load(VERSION + zlib.compress(b" " * 50 * 2**20))
