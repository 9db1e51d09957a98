"""Tickets that show whom the rules choose, and whom they do not."""

from simulators.demo.records import Scenario, customer, order, ticket

HOSTILE = "<img src=x onerror=\"document.title='broken'\">"
RIGHT_TO_LEFT = "\u202eshould not turn around"


def phone_with_orders() -> Scenario:
    """Found by phone, with orders."""
    return Scenario(
        "Phone with orders",
        ticket(
            "telephony", "Анна Петрова", "Здравствуйте, когда привезут мой заказ?", phone="8 (999) 000-11-22"
        ),
        (customer(9001, "Анна", "Петрова", "+7 999 000-11-22", "anna.petrova@example.com", vip=True),),
        (
            order(9001, "9001A", 9001, "2026-11-21 14:05:00", "delivering", 4890),
            order(9002, "9002A", 9001, "2026-10-02 09:30:00", "complete", 1250.5),
            order(9003, "9003A", 9001, "2026-07-15 18:44:00", "cancel-other", 2190),
        ),
    )


def phone_without_orders() -> Scenario:
    """Known by phone alone and without orders: hidden."""
    return Scenario(
        "Phone without orders (hidden, with the reason)",
        ticket("whatsapp", "Пётр", "Добрый день! Есть ли доставка в Тверь?", phone="79990002233"),
        (customer(9002, "Пётр", "Скрытый", "8 999 000 22 33", ""),),
    )


def email_without_orders() -> Scenario:
    """Found by e-mail, which needs no orders."""
    return Scenario(
        "E-mail without orders",
        ticket("email", "Maria Silva", "Do you ship to Portugal?", email="Maria.Silva@Example.com"),
        (customer(9003, "Maria", "Silva", "", "maria.silva@example.com"),),
    )


def two_people() -> Scenario:
    """The phone is one person's, the e-mail another's: the phone goes first."""
    return Scenario(
        "E-mail and phone of two different people",
        ticket(
            "chat",
            "Олег",
            "Пишу с почты жены, а телефон мой",
            email="olga@example.org",
            phone="+7 (999) 000-33-44",
        ),
        (
            customer(9004, "Олег", "Иванов", "89990003344", "oleg@example.org"),
            customer(9005, "Ольга", "Иванова", "+79990003355", "olga@example.org"),
        ),
        (
            order(9004, "9004A", 9004, "2026-11-19 11:00:00", "assembling", 7300),
            order(9005, "9005A", 9005, "2026-11-20 12:00:00", "new", 560),
        ),
    )


def shared_phone() -> Scenario:
    """Two people share a phone: the newest order goes first."""
    return Scenario(
        "One phone, two customers",
        ticket("whatsapp", "Семья Кузнецовых", "Хотим изменить адрес", phone="79990004455"),
        (
            customer(9006, "Иван", "Кузнецов", "+7 (999) 000-44-55", "ivan@example.com"),
            customer(9007, "Дарья", "Кузнецова", "8-999-000-44-55", "daria@example.com"),
        ),
        (
            order(9006, "9006A", 9006, "2026-09-01 10:00:00", "complete", 3100),
            order(9007, "9007A", 9007, "2026-11-22 16:20:00", "new", 990),
        ),
    )


def nothing_to_search_by() -> Scenario:
    """A chat without any address."""
    return Scenario("Nothing to search by", ticket("chat", "Гость", "Здравствуйте!"))


def whatsapp_only() -> Scenario:
    """The number stands in the messenger alone."""
    return Scenario(
        "Client only in WhatsApp",
        ticket("whatsapp", "Елена", "Мне пришёл не тот цвет", messenger="7 999 000 55 66"),
        (customer(9008, "Елена", "Смирнова", "+79990005566", ""),),
        (order(9008, "9008A", 9008, "2026-11-18 08:15:00", "complete", 2450),),
    )


def unknown() -> Scenario:
    """Nobody in the CRM."""
    return Scenario(
        "Unknown client",
        ticket(
            "email",
            "John Doe",
            "Hello, I am new here",
            email="john.doe@example.org",
            phone="+44 20 7946 0958",
        ),
    )


def many_orders() -> Scenario:
    """More orders than a block lists."""
    days = [f"2026-{month:02}-{day:02} 12:00:00" for month in range(9, 12) for day in range(1, 20)]
    return Scenario(
        "57 orders",
        ticket("email", "ООО «Ромашка»", "Пришлите акт сверки", email="zakupki@example.com"),
        (customer(9009, "Закупки", "Ромашка", "+74950006677", "zakupki@example.com"),),
        tuple(
            order(9100 + number, f"R-{number + 1}", 9009, day, "complete", 100 * (number + 1))
            for number, day in enumerate(days)
        ),
    )


def hostile() -> Scenario:
    """Names and numbers that try to break out of the block."""
    return Scenario(
        "Hostile names",
        ticket("email", HOSTILE, HOSTILE, email="mallory@example.com"),
        (customer(9010, f"{HOSTILE}\"'", RIGHT_TO_LEFT, "+79990007788", "mallory@example.com"),),
        (
            order(
                9200, f"9200<b>{RIGHT_TO_LEFT}", 9010, "2026-11-01 00:00:00", '"><script>alert(1)</script>', 1
            ),
        ),
    )


def order_without_card() -> Scenario:
    """An order by a phone that no card has."""
    guest = order(9201, "9201G", None, "2026-11-17 19:45:00", "new", 15990)
    return Scenario(
        "An order, but no customer's card",
        ticket("telephony", "Гость", "Звонок", phone="+7 999 000 88 99"),
        (),
        (guest | {"firstName": "Гость", "phone": "+7 (999) 000-88-99"},),
    )


def ninth_digit() -> Scenario:
    """A Brazilian number as it was written before 2016."""
    return Scenario(
        "Brazil: a number without its ninth digit",
        ticket("whatsapp", "João", "Oi! Cadê meu pedido?", phone="551187654321"),
        (customer(9011, "João", "Souza", "+55 11 98765-4321", "joao@example.com"),),
        (order(9202, "9202B", 9011, "2026-11-16 13:00:00", "send-to-delivery", 349.9),),
    )
