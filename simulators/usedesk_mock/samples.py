"""Tickets out of thin air: the same seed gives the same."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from simulators.usedesk_mock.state import contacts
from simulators.usedesk_mock.state.model import Card, Message, Messenger, NewTicket, Phone

if TYPE_CHECKING:
    from faker import Faker

Sample = tuple[Card, NewTicket, datetime]
_CHANNELS = ("email", "chat", "whatsapp", "telephony", "telegram")
_WORDS = {
    "en_GB": (
        (
            "Where is my order?",
            "Hello, I ordered a week ago and have heard nothing since. When will it come?",
        ),
        ("Wrong size", "Good afternoon! The shoes are a size too small. Can I exchange them?"),
        ("Invoice for my company", "Could you send me an invoice for the last order, please?"),
        ("Change of address", "I have moved. Please deliver to the new address if it is not too late."),
    ),
    "ru_RU": (
        ("Где мой заказ?", "Здравствуйте! Заказывал неделю назад, новостей нет. Когда его привезут?"),
        ("Не подошёл размер", "Добрый день! Обувь мала на размер. Можно обменять?"),
        ("Счёт на компанию", "Пришлите, пожалуйста, счёт за последний заказ."),
        ("Другой адрес доставки", "Я переехала. Доставьте, пожалуйста, на новый адрес, если ещё не поздно."),
    ),
}


def tickets(seed: int, count: int, now: datetime) -> Iterator[Sample]:
    """So many clients, each with a ticket and the time it was opened, the oldest first."""
    if not count:
        return
    from faker import Faker  # noqa: PLC0415 - a third of the program's start, and only samples need it

    random = Random(seed)  # noqa: S311 - sample data, no secrets
    fakers = {locale: Faker(locale) for locale in _WORDS}
    for faker in fakers.values():
        faker.seed_instance(seed)
    topics = [(locale, topic) for locale in _WORDS for topic in _WORDS[locale]]
    for number in range(count):
        if number % len(topics) == 0:
            random.shuffle(topics)
        locale, (subject, text) = topics[number % len(topics)]
        channel = _CHANNELS[number % len(_CHANNELS)]
        card = _card(fakers[locale], random, channel)
        at = now - timedelta(minutes=37 * (count - number))
        contact = contacts.contact_of(channel, card)
        if channel == "telegram":  # Usedesk's contact is the user's number, its card shows the name
            contact = fakers[locale].numerify("9########")
        ticket = NewTicket(channel, contact, subject, messages=(Message("client", text, at),))
        yield card, ticket, at


def _card(faker: "Faker", random: Random, channel: str) -> Card:
    """The card of somebody who writes by the channel, here and there with more on it."""
    phone = faker.numerify("7999#######")
    by_mail = channel in ("email", "chat")
    by_messenger = {"whatsapp": phone, "telegram": f"@{faker.user_name()}"}
    return Card(
        name=faker.name(),
        emails=(faker.ascii_safe_email(),) if by_mail or random.random() < 1 / 4 else (),
        phones=(Phone("mobile", phone),) if channel == "telephony" or random.random() < 1 / 4 else (),
        messengers=(Messenger(channel, by_messenger[channel]),) if channel in by_messenger else (),
    )
