"""Cards, orders and what a service must make of them: each document with the value that says the same.

Values are drawn first, and both sides written from them, so that nothing is parsed here.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from service.core.model import Customer, Delivery, Item, Order, Payment, Tag

Document = dict[str, Any]

words = st.sampled_from(["Анна", "Outlet 5", "12", "<b>&\"'", "João", "ул. Мира, 1", "x" * 200])
codes = st.sampled_from(["main-shop", "outlet"])
sums = st.integers(0, 10**6) | st.decimals(0, 99_999, places=2).map(float)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2026, 11, 1)).map(  # noqa: DTZ001 - RetailCRM gives no zone
    lambda moment: moment.replace(microsecond=0)
)
days = st.dates(date(1940, 1, 1), date(2030, 1, 1))
flags = st.booleans()
ids = st.integers(1, 10**6)


def absent(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value or none."""
    return st.none() | value


def told(**values: Any) -> Document:
    """A document of the values that are there."""
    return {name: value for name, value in values.items() if value is not None}


def amount(value: float | None) -> Decimal | None:
    """The sum that a JSON number stands for."""
    return None if value is None else Decimal(str(value))


def day(value: date | None) -> str | None:
    """A day as RetailCRM writes it."""
    return value.isoformat() if value else None


def moment(value: datetime | None) -> str | None:
    """A moment as RetailCRM writes it."""
    return value.isoformat(" ") if value else None


def several(one: Callable[[int], st.SearchStrategy[Any]]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to three of a kind, numbered from 1."""
    return st.integers(0, 3).flatmap(lambda many: st.tuples(*map(one, range(1, many + 1))))


@st.composite
def cards(draw: st.DrawFn, number: int) -> tuple[Document, Customer]:
    """A customer's card."""
    first, last, discount, card = (draw(absent(words)) for _ in range(4))
    phones = draw(st.lists(st.sampled_from(["+79990001122", "8 (999) 000", "22"]), max_size=3))
    tags = draw(st.lists(st.builds(Tag, words, st.sampled_from(["", "#3e89b6"])), max_size=3))
    segments = draw(st.lists(words, max_size=2))
    city = draw(absent(st.just("Тверь")))
    vip, bad, contact = draw(flags), draw(flags), draw(flags)
    count, total, average = draw(st.integers(0, 99)), draw(sums), draw(sums)
    manager, birthday, made, shop = draw(absent(ids)), draw(absent(days)), draw(moments), draw(codes)
    personal, cumulative = draw(absent(st.integers(0, 99))), draw(absent(sums))
    document = told(
        id=number, firstName=first, lastName=last, email=draw(st.just("a@example.com")),
        phones=[{"number": phone} for phone in phones], vip=vip, bad=bad, isContact=contact,
        ordersCount=count, totalSumm=total, averageSumm=average, createdAt=moment(made), managerId=manager,
        site=shop,
        tags=[{"name": tag.name, **({"color": tag.color} if tag.color else {})} for tag in tags],
        segments=[{"name": name, "active": True} for name in segments],
        address={"city": city, "text": discount} if city and discount else None, birthday=day(birthday),
        personalDiscount=personal, cumulativeDiscount=cumulative, discountCardNumber=card,
    )  # fmt: skip
    return document, Customer(
        number, " ".join(filter(None, (first, last))), tuple(phones), "a@example.com", count, contact, vip,
        bad, amount(total), amount(average), made, manager, shop, tuple(tags), tuple(segments),
        f"{city}, {discount}" if city and discount else "", birthday, amount(personal), amount(cumulative),
        card or "",
    )  # fmt: skip


@st.composite
def payments(draw: st.DrawFn, number: int) -> tuple[Document, Payment]:
    """One payment."""
    kind, status = draw(absent(st.just("cash"))), draw(absent(st.sampled_from(["paid", "not-paid"])))
    paid, when = draw(absent(sums)), draw(absent(moments))
    document = told(id=number, type=kind, status=status, amount=paid, paidAt=moment(when))
    return document, Payment(kind or "", status or "", amount(paid), when)


@st.composite
def lines(draw: st.DrawFn, number: int) -> tuple[Document, Item]:
    """One line of an order, of the catalogue or typed by hand."""
    name, by_hand, status = draw(words), draw(flags), draw(absent(st.just("new")))
    quantity, price, cancelled = draw(st.integers(1, 9)), draw(sums), draw(absent(flags))
    named = {"productName": name} if by_hand else {"offer": {"displayName": name, "name": "other"}}
    prices = {"prices": [{"price": price, "quantity": quantity}], "initialPrice": 7}
    rest = told(id=number, quantity=quantity, status=status, isCanceled=cancelled, properties={})
    return named | prices | rest, Item(name, Decimal(quantity), amount(price), cancelled, status or "")


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[Document, Delivery]:
    """How an order travels."""
    code, number, service = draw(absent(st.just("courier"))), draw(absent(words)), draw(absent(words))
    cost, when, text, hours = draw(absent(sums)), draw(absent(days)), draw(absent(words)), draw(absent(words))
    document = told(
        code=code, cost=cost, date=day(when), address={"text": text} if text else None,
        time={"custom": hours} if hours else None,
        service={"code": "s", "name": service} if service else None,
        data={"trackNumber": number, "statusText": "On its way"} if number else None,
    )  # fmt: skip
    status = "On its way" if number else ""
    texts = (code or "", service or "", number or "", status)
    return document, Delivery(*texts, when, hours or "", amount(cost), text or "")


@st.composite
def orders(draw: st.DrawFn, number: int) -> tuple[Document, Order]:
    """An order of nobody's card."""
    paid = [draw(payments(10 * number + index)) for index in range(draw(st.integers(0, 3)))]
    bought = [draw(lines(10 * number + index)) for index in range(draw(st.integers(0, 3)))]
    sent, way = draw(deliveries())
    made, total, prepaid, full = draw(moments), draw(sums), draw(sums), draw(absent(moments))
    comment, note, shop = draw(absent(words)), draw(absent(words)), draw(codes)
    overdue, call, shipped, manager = draw(flags), draw(flags), draw(flags), draw(absent(ids))
    document = told(
        id=number, number=f"{number}A", createdAt=moment(made), status="new", totalSumm=total, currency="EUR",
        phone="+79990001122", site=shop, prepaySum=prepaid, fullPaidAt=moment(full), customerComment=comment,
        managerComment=note, expired=overdue, call=call, shipped=shipped, managerId=manager,
        payments=[one for one, _ in paid], items=[one for one, _ in bought], delivery=sent,
    )  # fmt: skip
    return document, Order(
        number, f"{number}A", made, "new", amount(total), "EUR", ("+79990001122",), shop=shop,
        prepaid=amount(prepaid), paid_in_full_at=full, payments=tuple(one for _, one in paid), delivery=way,
        items=tuple(one for _, one in bought), customer_comment=comment or "", manager_comment=note or "",
        overdue=overdue, call_back=call, shipped=shipped, manager_id=manager,
    )  # fmt: skip
