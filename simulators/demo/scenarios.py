"""The demo's tickets, each named after what it shows, with the CRM records that make it so.

Everybody is invented; addresses are under example.com and example.org.
"""

from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]

HOSTILE = "<img src=x onerror=\"document.title='broken'\">"
PRODUCTS = ("Кроссовки беговые", "Рюкзак городской", "Термокружка", "Наушники беспроводные")
SINCE = "2026-06-01 12:00:00"  # when all became customers: before any of the orders
RIGHT_TO_LEFT = "\u202eshould not turn around"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A ticket and the CRM records it meets."""

    subject: str
    ticket: Document
    customers: tuple[Document, ...] = ()
    orders: tuple[Document, ...] = field(default=())


def scenarios() -> list[Scenario]:
    """All of them, in the order they are to be looked at."""
    return [
        _phone_with_orders(),
        _phone_without_orders(),
        _email_without_orders(),
        _two_people(),
        _shared_phone(),
        _nothing_to_search_by(),
        _whatsapp_only(),
        _unknown(),
        _many_orders(),
        _hostile(),
        _order_without_card(),
        _ninth_digit(),
    ]


def _phone_with_orders() -> Scenario:
    return Scenario(
        "Phone with orders",
        _ticket(
            "telephony", "Анна Петрова", "Здравствуйте, когда привезут мой заказ?", phone="8 (999) 000-11-22"
        ),
        (_customer(9001, "Анна", "Петрова", "+7 999 000-11-22", "anna.petrova@example.com", vip=True),),
        (
            _order(9001, "9001A", 9001, "2026-11-21 14:05:00", "delivering", 4890),
            _order(9002, "9002A", 9001, "2026-10-02 09:30:00", "complete", 1250.5),
            _order(9003, "9003A", 9001, "2026-07-15 18:44:00", "cancel-other", 2190),
        ),
    )


def _phone_without_orders() -> Scenario:
    return Scenario(
        "Phone without orders (hidden, with the reason)",
        _ticket("whatsapp", "Пётр", "Добрый день! Есть ли доставка в Тверь?", phone="79990002233"),
        (_customer(9002, "Пётр", "Скрытый", "8 999 000 22 33", ""),),
    )


def _email_without_orders() -> Scenario:
    return Scenario(
        "E-mail without orders",
        _ticket("email", "Maria Silva", "Do you ship to Portugal?", email="Maria.Silva@Example.com"),
        (_customer(9003, "Maria", "Silva", "", "maria.silva@example.com"),),
    )


def _two_people() -> Scenario:
    return Scenario(
        "E-mail and phone of two different people",
        _ticket(
            "chat",
            "Олег",
            "Пишу с почты жены, а телефон мой",
            email="olga@example.org",
            phone="+7 (999) 000-33-44",
        ),
        (
            _customer(9004, "Олег", "Иванов", "89990003344", "oleg@example.org"),
            _customer(9005, "Ольга", "Иванова", "+79990003355", "olga@example.org"),
        ),
        (
            _order(9004, "9004A", 9004, "2026-11-19 11:00:00", "assembling", 7300),
            _order(9005, "9005A", 9005, "2026-11-20 12:00:00", "new", 560),
        ),
    )


def _shared_phone() -> Scenario:
    return Scenario(
        "One phone, two customers",
        _ticket("whatsapp", "Семья Кузнецовых", "Хотим изменить адрес", phone="79990004455"),
        (
            _customer(9006, "Иван", "Кузнецов", "+7 (999) 000-44-55", "ivan@example.com"),
            _customer(9007, "Дарья", "Кузнецова", "8-999-000-44-55", "daria@example.com"),
        ),
        (
            _order(9006, "9006A", 9006, "2026-09-01 10:00:00", "complete", 3100),
            _order(9007, "9007A", 9007, "2026-11-22 16:20:00", "new", 990),
        ),
    )


def _nothing_to_search_by() -> Scenario:
    return Scenario("Nothing to search by", _ticket("chat", "Гость", "Здравствуйте!"))


def _whatsapp_only() -> Scenario:
    return Scenario(
        "Client only in WhatsApp",
        _ticket("whatsapp", "Елена", "Мне пришёл не тот цвет", messenger="7 999 000 55 66"),
        (_customer(9008, "Елена", "Смирнова", "+79990005566", ""),),
        (_order(9008, "9008A", 9008, "2026-11-18 08:15:00", "complete", 2450),),
    )


def _unknown() -> Scenario:
    return Scenario(
        "Unknown client",
        _ticket(
            "email",
            "John Doe",
            "Hello, I am new here",
            email="john.doe@example.org",
            phone="+44 20 7946 0958",
        ),
    )


def _many_orders() -> Scenario:
    days = [f"2026-{month:02}-{day:02} 12:00:00" for month in range(9, 12) for day in range(1, 20)]
    return Scenario(
        "57 orders",
        _ticket("email", "ООО «Ромашка»", "Пришлите акт сверки", email="zakupki@example.com"),
        (_customer(9009, "Закупки", "Ромашка", "+74950006677", "zakupki@example.com"),),
        tuple(
            _order(9100 + number, f"R-{number + 1}", 9009, day, "complete", 100 * (number + 1))
            for number, day in enumerate(days)
        ),
    )


def _hostile() -> Scenario:
    return Scenario(
        "Hostile names",
        _ticket("email", HOSTILE, HOSTILE, email="mallory@example.com"),
        (_customer(9010, f"{HOSTILE}\"'", RIGHT_TO_LEFT, "+79990007788", "mallory@example.com"),),
        (
            _order(
                9200, f"9200<b>{RIGHT_TO_LEFT}", 9010, "2026-11-01 00:00:00", '"><script>alert(1)</script>', 1
            ),
        ),
    )


def _order_without_card() -> Scenario:
    order = _order(9201, "9201G", None, "2026-11-17 19:45:00", "new", 15990)
    return Scenario(
        "An order, but no customer's card",
        _ticket("telephony", "Гость", "Звонок", phone="+7 999 000 88 99"),
        (),
        (order | {"firstName": "Гость", "phone": "+7 (999) 000-88-99"},),
    )


def _ninth_digit() -> Scenario:
    return Scenario(
        "Brazil: a number without its ninth digit",
        _ticket("whatsapp", "João", "Oi! Cadê meu pedido?", phone="551187654321"),
        (_customer(9011, "João", "Souza", "+55 11 98765-4321", "joao@example.com"),),
        (_order(9202, "9202B", 9011, "2026-11-16 13:00:00", "send-to-delivery", 349.9),),
    )


def _customer(number: int, first: str, last: str, phone: str, email: str, **more: object) -> Document:
    phones = [{"number": phone}] if phone else []
    name = {"firstName": first, "lastName": last}
    return {"id": number, "createdAt": SINCE, **name, "phones": phones, "email": email, **more}


def _order(number: int, shown: str, customer: int | None, at: str, status: str, total: float) -> Document:
    owner = {} if customer is None else {"customer": {"id": customer}}
    name, payment = PRODUCTS[number % len(PRODUCTS)], "paid" if status == "complete" else "not-paid"
    return {
        "id": number,
        "number": shown,
        "createdAt": at,
        "status": status,
        "summ": total,
        "totalSumm": total,
        "prepaySum": total if payment == "paid" else 0,
        "items": [{"id": number, "productName": name, "quantity": 1, "initialPrice": total}],
        "payments": [{"id": number, "type": "bank-card", "status": payment, "amount": total}],
        "delivery": {"code": "courier", "cost": 0, "address": {"text": "ул. Примерная, д. 1"}},
        **owner,
    }


def _ticket(
    channel: str,
    name: str,
    text: str,
    *,
    email: str | None = None,
    phone: str | None = None,
    messenger: str | None = None,
) -> Document:
    """A ticket as the Usedesk simulator's control door takes it."""
    whatsapp = messenger or (phone if channel == "whatsapp" else None)
    client = {
        "name": name,
        "emails": [email] if email else [],
        "phones": [{"type": "mobile", "phone": phone}] if phone and channel != "whatsapp" else [],
        "messengers": [{"type": "whatsapp", "id": whatsapp}] if whatsapp else [],
    }
    return {
        "channel": channel,
        "client": client,
        "text": text,
    }
