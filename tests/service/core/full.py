"""A client and orders with everything a busy shop writes on them, in the alphabet that takes most bytes."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from service.core.model import (
    Customer,
    Delivery,
    Item,
    Order,
    Payment,
    PaymentStatus,
    References,
    Shop,
    Status,
    Tag,
)

FULL_CARD = Customer(
    7,
    "Анна Сергеевна Петрова",
    phones=("+7 (999) 000-11-22", "8 916 123-45-67"),
    email="anna.petrova@example.com",
    orders_count=57,
    vip=True,
    total=Decimal("512340.50"),
    average=Decimal(8988),
    created_at=datetime(2021, 3, 12),  # noqa: DTZ001 - RetailCRM gives no zone
    manager_id=3,
    shop="main",
    tags=(Tag("оптовик", "#3e89b6"), Tag("просит перезвонить", "#e0a030"), Tag("постоянный")),
    segments=("Постоянные", "Москва"),
    address="Москва, ул. Садовая, д. 12, кв. 5",
    birthday=date(1985, 5, 12),
    personal_discount=Decimal(5),
    discount_card="4411-22",
)
FULL_NAMES = References(
    statuses={"sent": Status("Передан в доставку", "delivery")},
    shops={"main": Shop("Основной магазин", "RUB"), "outlet": Shop("Дисконт", "RUB")},
    delivery_types={"post": "Почта России"},
    payment_statuses={"paid": PaymentStatus("Оплачен", complete=True)},
    managers={3: "Ольга Смирнова"},
)
_GOODS = ("Чайник эмалированный", "Плед шерстяной", "Кружка «Утро»", "Лампа настольная")


def full_order(number: int) -> Order:
    """Make an order that fills every line of the list, with an item and half a comment under folds."""
    placed = datetime(2026, 11, 25) - timedelta(days=9 * number)  # noqa: DTZ001 - RetailCRM gives no zone
    return Order(
        1000 + number,
        number=f"{1000 + number}A",
        created_at=placed,
        status="sent",
        total=Decimal(12990 + number),
        currency="RUB",
        customer_id=7,
        shop="main" if number % 2 else "outlet",
        payments=(Payment("card", "paid", Decimal(12990 + number)),),
        delivery=Delivery("post", tracking=f"RA12345{number:04}RU", date=placed.date()),
        items=tuple(Item(name, Decimal(1)) for name in _GOODS),
        customer_comment="Позвоните за час до доставки",
        call_back=number == 1,
    )
