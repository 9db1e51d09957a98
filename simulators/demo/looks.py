"""Tickets that show what a block can tell of a client and of orders."""

from simulators.demo.records import (
    PRODUCTS,
    SINCE,
    Document,
    Scenario,
    customer,
    line,
    order,
    payment,
    ticket,
)


def whole_card() -> Scenario:
    """A client of whom everything is known."""
    tags = [("постоянный", "#4a9a5b"), ("блогер", "#a17dc1"), ("просит перезвонить", "#e0a030")]
    card = customer(
        9020, "Вера", "Лебедева", "+7 (999) 001-10-20", "vera@example.com", vip=True, managerId=1,
        tags=[{"name": name, "color": color, "attached": True} for name, color in tags],
        segments=[{"id": 1, "code": "loyal", "name": "Лояльные покупатели", "active": True}],
        address={"index": "170000", "city": "Тверь", "text": "ул. Садовая, д. 5, кв. 12"},
        birthday="1988-03-14", personalDiscount=7, cumulativeDiscount=3.5, discountCardNumber="2000 4417",
    )  # fmt: skip
    return Scenario(
        "VIP: tags, manager, discounts, address",
        ticket("chat", "Вера", "Здравствуйте! Применится ли моя скидка?", phone="89990011020"),
        (card,),
        (
            order(9301, "9301A", 9020, "2026-11-20 10:00:00", "assembling", 8150, managerId=1),
            order(9302, "9302A", 9020, "2026-08-11 17:25:00", "complete", 12400, managerId=1),
        ),
    )


def bad_client() -> Scenario:
    """A client whom the shop has marked as bad."""
    spoilt = [("no-call", "2026-11-02 09:00:00"), ("return", "2026-09-14 13:30:00")]
    return Scenario(
        "Bad client",
        ticket("telephony", "Роман", "Звонок", phone="8 999 001-10-21"),
        (customer(9021, "Роман", "Громов", "+79990011021", "", bad=True, managerId=3),),
        tuple(
            order(9303 + index, f"{9303 + index}A", 9021, at, status, 3490)
            for index, (status, at) in enumerate(spoilt)
        ),
    )


def one_person_three_cards() -> Scenario:
    """One person with a card in each shop: all are told, and why one goes first."""
    mail = "nina@example.com"
    return Scenario(
        "One person, three cards",
        ticket("email", "Нина", "У меня два личных кабинета?", email=mail, phone="+7 999 001 10 22"),
        (
            customer(9022, "Нина", "Белых", "89990011022", mail),
            customer(9023, "Нина", "Белых", "+7 999 001-10-22", "", site="outlet"),
            customer(9024, "Н.", "Белых", "", mail, site="wholesale"),
        ),
        (
            order(9305, "9305A", 9022, "2026-10-05 12:10:00", "complete", 2100),
            order(9306, "9306A", 9023, "2026-11-21 15:45:00", "new", 640, site="outlet"),
        ),
    )


def contact_of_a_company() -> Scenario:
    """Somebody who orders for a company; the orders of a colleague are not theirs."""
    firm: Document = {
        "id": 9027, "type": "customer_corporate", "nickName": "ООО «Лютик»", "createdAt": SINCE,
        "mainCustomerContact": {"id": 1, "customer": {"id": 9025}, "companies": []},
    }  # fmt: skip
    bought = [(9025, "2026-11-12 09:20:00", 64000), (9026, "2026-11-15 11:40:00", 15300)]
    return Scenario(
        "Contact person of a company",
        ticket("email", "Глеб Ильин", "Когда отгрузите партию?", email="gleb@example.org"),
        (
            customer(9025, "Глеб", "Ильин", "+79990011025", "gleb@example.org", isContact=True),
            customer(9026, "Рита", "Ильина", "+79990011026", "rita@example.org", isContact=True),
            firm,
        ),
        tuple(
            order(9307 + index, f"{9307 + index}A", 9027, at, "send-to-assembling", total)
            | {"contact": {"id": person}, "orderType": "wholesale"}
            for index, (person, at, total) in enumerate(bought)
        ),
    )


def several_shops() -> Scenario:
    """Orders of two shops, in two currencies."""
    return Scenario(
        "Orders of several shops",
        ticket("whatsapp", "Тимур", "Можно объединить доставку?", phone="79990011028"),
        (customer(9028, "Тимур", "Ахметов", "+79990011028", "timur@example.com"),),
        (
            order(9310, "9310A", 9028, "2026-11-22 11:05:00", "new", 1750),
            order(
                9311, "9311A", 9028, "2026-11-18 18:00:00", "delivering", 89.9, site="outlet", currency="USD"
            ),
            order(9312, "9312A", 9028, "2026-10-30 08:30:00", "complete", 5600, site="outlet"),
        ),
    )


def orders_to_unfold() -> Scenario:
    """More orders than are shown at first: some under a fold, the last ones in the CRM."""
    days = [f"2026-{month:02}-{day:02} 12:00:00" for month in (9, 10, 11) for day in range(1, 24, 3)][:23]
    return Scenario(
        "23 orders: 5 shown, 15 folded",
        ticket("chat", "Лариса", "Проверьте мои заказы, пожалуйста", phone="+79990011029"),
        (customer(9029, "Лариса", "Чернова", "8 (999) 001-10-29", "larisa@example.com"),),
        tuple(
            order(9320 + index, f"{9320 + index}A", 9029, day, "complete", 250 * (index + 1))
            for index, day in enumerate(days)
        ),
    )


def payments() -> Scenario:
    """Orders paid in full, in part, and not at all."""
    half = [payment(93501, 6000, paid=True), payment(93502, 6990, paid=False, kind="cash")]
    return Scenario(
        "Payments: paid, a part, unpaid",
        ticket("email", "Егор", "Прошла ли моя оплата?", email="egor@example.com"),
        (customer(9030, "Егор", "Титов", "+79990011030", "egor@example.com"),),
        (
            order(
                9350, "9350A", 9030, "2026-11-21 20:15:00", "prepayed", 12990, payments=half, prepaySum=6000
            ),
            order(9351, "9351A", 9030, "2026-11-19 10:10:00", "client-confirmed", 1595),
            order(
                9352, "9352A", 9030, "2026-10-01 10:10:00", "complete", 3490, fullPaidAt="2026-10-01 10:12:00"
            ),
        ),
    )


def parcel_on_its_way() -> Scenario:
    """A parcel with its carrier, number and day."""
    delivery: Document = {
        "code": "russian-post", "cost": 350, "date": "2026-11-28", "time": {"from": "10:00", "to": "18:00"},
        "address": {"index": "420000", "city": "Казань", "text": "пр. Мира, д. 8"},
        "data": {"trackNumber": "EX00009353RU", "statusText": "В пути"},
    }  # fmt: skip
    return Scenario(
        "A parcel on its way, with its number",
        ticket("whatsapp", "Алия", "Где моя посылка?", phone="79990011031"),
        (customer(9031, "Алия", "Сафина", "+7 999 001 10 31", ""),),
        (
            order(
                9353,
                "9353A",
                9031,
                "2026-11-17 09:00:00",
                "delivering",
                4100,
                delivery=delivery,
                shipped=True,
            ),
        ),
    )


def cancelled_items() -> Scenario:
    """An order of several lines, one of them cancelled."""
    shoes, bag, mug, phones = PRODUCTS
    items = [
        line(93541, shoes, 1, 5990),
        line(93542, bag, 1, 3200, cancelled=True),
        line(93543, mug, 3, 890),
        line(93544, phones, 1, 7490),
        line(93545, "Подарочная упаковка", 1, 0),
    ]
    return Scenario(
        "An order with cancelled items",
        ticket("chat", "Степан", "Почему в заказе нет рюкзака?", phone="89990011032"),
        (customer(9032, "Степан", "Орлов", "89990011032", "stepan@example.com"),),
        (order(9354, "9354A", 9032, "2026-11-20 19:30:00", "offer-analog", 16150, items=items),),
    )


def comments() -> Scenario:
    """What the client wrote with the order, and what the managers wrote to each other."""
    said = (
        "Домофон не работает, позвоните за час до приезда. Если меня не будет, оставьте у консьержа: "
        "его зовут Михаил Петрович, он предупреждён и всё передаст."
    )
    return Scenario(
        "Comments of the client and of managers",
        ticket("email", "Дина", "Вы прочитали мой комментарий?", email="dina@example.com"),
        (customer(9033, "Дина", "Ковалёва", "+79990011033", "dina@example.com"),),
        (
            order(
                9355, "9355A", 9033, "2026-11-22 08:00:00", "availability-confirmed", 2890,
                customerComment=said, managerComment="Второй раз меняет адрес, уточнить",
            ),
        ),
    )  # fmt: skip


def overdue_and_call_back() -> Scenario:
    """Orders that somebody has to look after now."""
    return Scenario(
        "Overdue, and asks to be called back",
        ticket("telephony", "Марк", "Звонок", phone="+7 (999) 001-10-34"),
        (customer(9034, "Марк", "Давыдов", "89990011034", "", managerId=2),),
        (
            order(9356, "9356A", 9034, "2026-11-18 16:00:00", "new", 990, call=True),
            order(9357, "9357A", 9034, "2026-11-05 16:00:00", "assembling", 7300, expired=True),
        ),
    )
