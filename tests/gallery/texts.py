"""Samples of what people and shops are called: long words, other scripts, marks."""

from collections.abc import Iterator
from dataclasses import replace

from service.core.model import Decision, References, Shop, Status, Tag
from tests.gallery.builders import (
    REFERENCES,
    Sample,
    also,
    client,
    found,
    goods,
    orders,
    parcel,
    placed,
    sample,
)

_WORDS = {
    "Russian": "Превысокомногорассмотрительствующий Рентгеноэлектрокардиографический",
    "German": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Arabic": "عبد الرحمن بن محمد الأنصاري",
    "Hebrew with digits": "דוד בן־גוריון 12 (VIP)",
    "Chinese": "诸葛亮 先生",
    "Emoji": "👩‍👩‍👧‍👦 Family 🇧🇷🎉",
    "Stacked marks": "Z̷̢̛a̶͔͂l̸̰͝g̵̱̈́o̴̙͌",
    "One endless word": "x" * 300,
}
_CYRILLIC = References(
    statuses={
        "delivering": Status("Передан в службу доставки, ожидает подтверждения получателем", "delivery")
    },
    shops={"main-shop": Shop("Магазин на Большой Пушкарской", "RUB")},
    delivery_types={"courier": "Курьерская доставка по Санкт-Петербургу и Ленинградской области"},
    payment_statuses=REFERENCES.payment_statuses,
    managers={3: "Константинопольская Апполинария Вениаминовна"},
)


def texts() -> Iterator[Sample]:
    """Each text in every place that people fill in; then codes without names, and a shop's long words."""
    for script, word in _WORDS.items():
        yield sample(f"{script} everywhere", _called(word))
    yield sample("Long words of a Russian shop", found(*orders(3, status="delivering")), references=_CYRILLIC)
    yield sample("Names of nothing were read", found(*orders(3)), references=References())
    two = (also(30, word) for word in list(_WORDS.values())[:2])
    yield sample("Others with long names", found(*orders(1), others=tuple(two)))


def _called(word: str) -> Decision:
    who = client(
        name=word,
        orders_count=1,
        address=word,
        segments=(word, word),
        discount_card=word,
        tags=(Tag(word, "#4a9a5b"),),
    )
    parcel_of = parcel(tracking=word, service=word, status=word, time=word, address=word)
    lines = tuple(replace(line, name=word) for line in goods(2))
    order = placed(number=word, status=word, shop=word, currency=word, delivery=parcel_of, items=lines)
    return found(replace(order, customer_comment=word, manager_comment=word), who=who)
