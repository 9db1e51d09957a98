"""What a block consists of, in its words and figures; an empty text or tuple is nothing to show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads; `label` is what a screen reader says."""

    text: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A word on a ground of a colour that has a meaning: a key of `look.CHIPS`; `sign` stands before it."""

    text: str
    look: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class TagChip:
    """A tag in the colour it has in the CRM; without one it looks like any plain chip."""

    text: str
    ground: str = ""
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A word and what the card says under it."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """The client's card: flags, figures, tags and lines in front, the pairs folded under a summary."""

    link: Link
    flags: tuple[Chip, ...] = ()
    figures: tuple[Figure, ...] = ()
    facts: tuple[str, ...] = ()
    tags: tuple[TagChip, ...] = ()
    pairs: tuple[Pair, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """How far an order is paid; the state is one of `paid`, `part` and `unpaid`."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of an order; `cancelled` is the word for it when it will not be delivered."""

    quantity: str
    name: str
    cancelled: str = ""


@dataclass(frozen=True, slots=True)
class MoreGoods:
    """The lines of an order that are folded; `unread` tells of those nobody read."""

    summary: str
    goods: tuple[Goods, ...] = ()
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """Somebody's words; of many, `rest` holds those that are folded."""

    author: str
    text: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an order travels: type, date and the carrier's word; `link` leads to where the parcel is."""

    facts: tuple[str, ...] = ()
    tracking: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order of a list."""

    link: Link
    status: Chip | None = None
    marks: tuple[Chip, ...] = ()
    date: str = ""
    shop: str = ""
    total: str = ""
    payment: Payment | None = None
    delivery: Delivery = Delivery()
    goods: tuple[Goods, ...] = ()
    more: MoreGoods | None = None
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderList:
    """Some orders under a heading, more of them under a fold, and where all are when even that is not all."""

    heading: str
    orders: tuple[OrderLine, ...]
    summary: str = ""
    folded: tuple[OrderLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """A further client who matches, and how; `orders` is empty when nobody knows how many."""

    how: str
    link: Link
    orders: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything a block shows, in order.

    `sentences` say what came of it and why, `searched` what was looked for, `others_notes` why this
    client is the first of several, `gaps` what is missing or old, `notes` what else is worth knowing.
    """

    lang: str
    outcome: str
    trouble: bool
    sentences: tuple[str, ...]
    searched: str = ""
    person: Person | None = None
    others_heading: str = ""
    others: tuple[Other, ...] = ()
    others_notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    lists: tuple[OrderList, ...] = ()
    notes: tuple[str, ...] = ()
    actions: tuple[Link, ...] = ()
    request: str = ""
