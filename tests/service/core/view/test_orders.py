"""An order's line: what it says of itself, what is folded, and what is left out."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from service.core.model import (
    Decision,
    Delivery,
    Item,
    Order,
    Outcome,
    Part,
    Payment,
    References,
)
from service.core.view import parts
from service.core.view.parts import Chip, Comment, Goods, Link, MoreGoods, OrderLine
from tests.service.core.view.writing import ORIGIN, PHONE, written
from tests.service.fakes import customer, matched, order

MORNING = datetime(2026, 11, 25, 9, 5)  # noqa: DTZ001 - RetailCRM gives no zone
KETTLE, RUG = Item("Kettle", Decimal(2)), Item("Rug", Decimal("1.5"), cancelled=True)
FULL = Order(
    17,
    number="17A",
    created_at=MORNING,
    status="new",
    total=Decimal("1500.5"),
    currency="RUB",
    customer_id=7,
    shop="main",
    payments=(Payment("card", "paid", Decimal(500)), Payment("cash", "not-paid", Decimal("1000.5"))),
    delivery=Delivery("courier", "Express", "RA 1/2", "on the way", date(2026, 11, 26), "14:00–18:00"),
    items=(KETTLE, RUG, Item(status="canceled"), Item("Lamp"), Item("Vase")),
    more_items=3,
    customer_comment="Ring the bell",
    manager_comment="Careful",
    overdue=True,
    call_back=True,
)


def _line(placed: Order, *without: Part, **more: object) -> OrderLine:
    match = matched(customer(7, PHONE), orders=(placed,))
    return written(Decision(Outcome.FOUND_BY_PHONE, match), *without, **more).lists[0].orders[0]


def test_a_full_order_shows_everything() -> None:
    assert _line(FULL, tracking="https://t.example/?n={number}") == OrderLine(
        link=Link("17A", f"{ORIGIN}/orders/17/edit", "Order 17A, opens in a new tab"),
        status=Chip("Just came", "waiting"),
        marks=(Chip("overdue", "bad", "▲"), Chip("call back", "waiting", "☎")),
        date="today, 9:05\u202fAM",
        total="RUB\xa01,500.50",
        payment=parts.Payment("part", "paid RUB\xa0500 of RUB\xa01,500.50"),
        delivery=parts.Delivery(
            ("By courier", "Express", "tomorrow 14:00–18:00", "on the way"),
            "RA 1/2",
            Link("RA 1/2", "https://t.example/?n=RA%201%2F2", "Tracking number RA 1/2, opens in a new tab"),
        ),
        goods=(
            Goods("2", "Kettle"),
            Goods("1.5", "Rug", "cancelled"),
            Goods("1", "item without a name", "cancelled"),
        ),
        more=MoreGoods("and 5 more items", (Goods("1", "Lamp"), Goods("1", "Vase")), "and 3 more items"),
        comments=(Comment("Client", "Ring the bell"),),
    )


def test_an_empty_order_is_its_number() -> None:
    assert _line(Order(5)) == OrderLine(
        link=Link("#5", f"{ORIGIN}/orders/5/edit", "Order #5, opens in a new tab")
    )


def test_every_part_of_an_order_can_be_switched_off() -> None:
    line = _line(FULL, Part.ITEMS, Part.DELIVERY, Part.PAYMENT, Part.COMMENT)
    assert (line.goods, line.more, line.delivery, line.payment, line.comments) == (
        (),
        None,
        parts.Delivery(),
        None,
        (),
    )


def test_managers_comments_are_shown_when_asked_for() -> None:
    line = _line(FULL, parts=frozenset({Part.COMMENT, Part.MANAGER_COMMENT}))
    assert line.comments == (Comment("Client", "Ring the bell"), Comment("Manager", "Careful"))


@pytest.mark.parametrize(
    ("code", "look"), [("new", "waiting"), ("gone", "bad"), ("own", "plain"), ("nobody-knows", "plain")]
)
def test_a_status_has_the_colour_of_its_group(code: str, look: str) -> None:
    status = _line(replace(FULL, status=code)).status
    assert status is not None
    assert status.look == look


def test_codes_nobody_knows_show_as_they_are() -> None:
    line = _line(FULL, names=References())
    assert line.status == Chip("new", "plain")
    assert line.delivery.facts[0] == "courier"


@pytest.mark.parametrize(
    ("placed", "zone", "text"),
    [
        (datetime(2026, 11, 25, 0, 0), "Europe/Moscow", "today"),  # noqa: DTZ001
        (datetime(2026, 11, 24, 23, 59), "Europe/Moscow", "yesterday, 11:59\u202fPM"),  # noqa: DTZ001
        (datetime(2026, 11, 25, 9, 5), "Asia/Vladivostok", "today, 9:05\u202fAM"),  # noqa: DTZ001
        (datetime(2026, 11, 25, 9, 5), "", "Nov 25"),  # noqa: DTZ001
        (datetime(2026, 1, 2), "Europe/Moscow", "Jan 2"),  # noqa: DTZ001
        (datetime(2025, 11, 25), "Europe/Moscow", "Nov 25, 2025"),  # noqa: DTZ001
    ],
)
def test_near_days_have_names_where_the_zone_is_known(placed: datetime, zone: str, text: str) -> None:
    assert _line(Order(5, created_at=placed), time_zone=zone).date == text


def test_shops_are_named_when_orders_are_of_several() -> None:
    orders = (order(2, of=7, shop="main"), order(1, of=7, shop="outlet"))
    match = matched(customer(7, PHONE), orders=orders)
    found = Decision(Outcome.FOUND_BY_PHONE, match)
    assert [line.shop for line in written(found).lists[0].orders] == ["Main shop", "Outlet"]
    assert [line.shop for line in written(found, Part.SHOP).lists[0].orders] == ["", ""]


@pytest.mark.parametrize(
    ("payments", "payment"),
    [
        ((Payment("card", "paid", Decimal(1501)),), parts.Payment("paid", "paid")),
        ((Payment("cash", "not-paid", Decimal(1501)),), parts.Payment("unpaid", "unpaid")),
        ((Payment("cash", "nobody-knows", Decimal(1501)),), None),
        ((), None),
    ],
    ids=["paid", "unpaid", "a status nobody knows", "no payments"],
)
def test_a_payment_is_told_when_it_is_known(
    payments: tuple[Payment, ...], payment: parts.Payment | None
) -> None:
    assert _line(replace(FULL, payments=payments)).payment == payment


def test_a_part_of_an_unknown_total_is_told_by_itself() -> None:
    assert _line(replace(FULL, total=None)).payment == parts.Payment("part", "paid in part: RUB\xa0500")


def test_lines_that_nobody_read_are_only_counted() -> None:
    assert _line(replace(FULL, items=(KETTLE,), more_items=1)).more == MoreGoods("and 1 more item")


def test_a_long_comment_is_folded_after_a_word() -> None:
    said = " ".join(["word"] * 60)
    (comment,) = _line(replace(FULL, customer_comment=said)).comments
    assert (comment.text[:-1] + " " + comment.rest[1:], len(comment.text) <= 100) == (said, True)


@pytest.mark.parametrize(
    ("found", "most", "heading", "opened", "summary", "folded"),
    [
        (3, 5, "Orders: 3", 3, "", 0),
        (6, 5, "Orders: 5 of 6", 5, "1 more order", 1),
        (30, 5, "Orders: 5 of 30", 5, "15 more orders", 15),
        (30, 50, "Orders: 20 of 30", 20, "", 0),
    ],
)
def test_some_orders_are_open_and_some_folded(
    found: int, most: int, heading: str, opened: int, summary: str, folded: int
) -> None:
    match = matched(customer(7, PHONE), orders=tuple(order(n, of=7) for n in range(found, 0, -1)))
    (shown,) = written(Decision(Outcome.FOUND_BY_PHONE, match), orders=most).lists
    assert (shown.heading, len(shown.orders)) == (heading, opened)
    assert (shown.summary, len(shown.folded)) == (summary, folded)


def test_an_endless_name_of_goods_is_cut() -> None:
    shown = _line(replace(FULL, items=(Item("x" * 121), Item("y" * 120)), more_items=0)).goods
    assert [one.name for one in shown] == ["x" * 119 + "…", "y" * 120]


@pytest.mark.parametrize(("found", "heading"), [(3, "Found in orders: 3"), (6, "Found in orders: 5 of 6")])
def test_orders_of_nobody_have_a_heading_of_their_own(found: int, heading: str) -> None:
    loose = tuple(order(n) for n in range(found))
    (shown,) = written(Decision(Outcome.FOUND_IN_ORDERS, loose=loose)).lists
    assert (shown.heading, len(shown.orders)) == (heading, min(found, 5))


def test_a_client_of_more_orders_than_were_read_has_all_of_them_counted() -> None:
    match = matched(customer(7, PHONE, orders_count=9), orders=(order(1, of=7),))
    (shown,) = written(Decision(Outcome.FOUND_BY_PHONE, match)).lists
    assert shown.heading == "Orders: 1 of 9"


def test_orders_of_one_shop_and_of_none_name_no_shop() -> None:
    match = matched(customer(7, PHONE), orders=(order(2, of=7, shop="main"), order(1, of=7)))
    (shown,) = written(Decision(Outcome.FOUND_BY_PHONE, match)).lists
    assert [line.shop for line in shown.orders] == ["", ""]


@pytest.mark.parametrize(
    ("sent", "facts"),
    [
        (Delivery("post", "post"), ("post",)),
        (Delivery("courier", "By courier"), ("By courier",)),
        (Delivery(service="Express"), ("Express",)),
        (Delivery(time="14:00–18:00"), ()),
        (Delivery(date=date(2026, 11, 26)), ("tomorrow",)),
        (Delivery(time="14:00", date=date(2026, 12, 3), status=" "), ("Dec 3 14:00",)),
    ],
)
def test_of_a_delivery_only_what_says_something_is_told(sent: Delivery, facts: tuple[str, ...]) -> None:
    line = _line(replace(FULL, delivery=sent), tracking="https://t.example/?n={number}")
    assert line.delivery == parts.Delivery(facts)


@pytest.mark.parametrize(("sent", "shown"), [("1" * 60, "1" * 60), ("1" * 61, "1" * 59 + "…")])
def test_an_endless_tracking_number_is_cut(sent: str, shown: str) -> None:
    assert _line(replace(FULL, delivery=Delivery(tracking=sent))).delivery.tracking == shown


def test_an_endless_comment_is_cut_behind_its_fold() -> None:
    (comment,) = _line(replace(FULL, customer_comment="1" * 601)).comments
    assert comment == Comment("Client", "1" * 99 + "…", "…" + "1" * 500 + "…")
