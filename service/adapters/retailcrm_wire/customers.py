"""RetailCRM's customers. Sources: Customer and its parts in the php client's entities."""

from service.adapters.retailcrm_wire.addresses import address
from service.adapters.retailcrm_wire.values import (
    Fields,
    amount,
    as_list,
    as_map,
    day,
    flag,
    flag_or_none,
    maps,
    moment,
    number,
    text,
    texts,
)
from service.core.model import Customer, Tag

MOST_PHONES = 50
"""Phones of one card that are read."""
_MOST_TAGS = 30
_MOST_SEGMENTS = 30


def customer(card: Fields, identity: int) -> Customer:
    """Read a person's card."""
    return Customer(
        id=identity,
        name=" ".join(texts(card.get(name) for name in ("firstName", "patronymic", "lastName"))),
        phones=_phones(card),
        email=text(card.get("email")),
        orders_count=number(card.get("ordersCount")),
        is_contact=is_contact(card),
        vip=flag(card.get("vip")),
        bad=flag(card.get("bad")),
        total=amount(card.get("totalSumm")),
        average=amount(card.get("averageSumm")),
        created_at=moment(card.get("createdAt")),
        manager_id=number(card.get("managerId")),
        shop=text(card.get("site")),
        tags=_tags(card),
        segments=_segments(card),
        address=address(card.get("address")),
        birthday=day(card.get("birthday")),
        personal_discount=amount(card.get("personalDiscount")),
        cumulative_discount=amount(card.get("cumulativeDiscount")),
        discount_card=text(card.get("discountCardNumber")),
    )


def is_contact(card: object) -> bool:
    """Tell whether a card is a contact person's of a company."""
    return flag(as_map(card).get("isContact"))


def is_crowded(card: object) -> bool:
    """Tell whether a card has more phones than are read."""
    return len(as_list(as_map(card).get("phones"))) > MOST_PHONES


def _phones(card: Fields) -> tuple[str, ...]:
    """Read the phones, each an object with a number, or the number itself."""
    first = as_list(card.get("phones"))[:MOST_PHONES]
    return texts(as_map(phone).get("number", phone) for phone in first)


def _tags(card: Fields) -> tuple[Tag, ...]:
    read = (Tag(text(tag.get("name")), text(tag.get("color"))) for tag in maps(card.get("tags"), _MOST_TAGS))
    return tuple(tag for tag in read if tag.name)


def _segments(card: Fields) -> tuple[str, ...]:
    """Read the names of the segments, without those that were switched off."""
    segments = maps(card.get("segments"), _MOST_SEGMENTS)
    return texts(one.get("name") for one in segments if flag_or_none(one.get("active")) is not False)
