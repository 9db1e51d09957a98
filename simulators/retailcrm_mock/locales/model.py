"""The shape of a locale. Codes are the same in every country: RetailCRM's own set-up makes them."""

from collections.abc import Mapping
from dataclasses import dataclass

Names = Mapping[str, str]  # what each code is called


@dataclass(frozen=True, slots=True)
class Numbering:
    """Phones of one country.

    Attributes:
        head: the digits every national number begins with; nobody's, as far as we know.
        length: how many digits a national number has.
        spellings: how people write it, a # for each digit of the national number.
    """

    head: str
    length: int
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What the references of an account are called."""

    groups: Names
    statuses: Names
    renamed: Mapping[str, tuple[str, str]]  # what shops make of a status: its new code and name
    sites: Names
    payment_statuses: Names
    payment_types: Names
    delivery_types: Names
    delivery_services: Names
    order_types: Names
    order_methods: Names
    product_statuses: Names


@dataclass(frozen=True, slots=True)
class People:
    """Who buys.

    Attributes:
        persons: the module of Faker's that holds their names.
        company: what a company is called, by the family name of who founded it.
        patronymics: whether people have them.
        numberings: of the country, the likeliest first.
        cities: by name, each with its region.
        streets: to live in, the house number in the place of {}.
    """

    persons: str
    company: str
    patronymics: bool
    numberings: tuple[Numbering, ...]
    cities: Names
    streets: tuple[str, ...]
    tags: Names  # with their colours
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Market:
    """What is bought, and how it travels."""

    goods: Mapping[str, float]
    colours: tuple[str, ...]
    colour: str
    carriage: Mapping[str, float]  # what each delivery type costs
    under_way: str
    track: str  # the last letters of a parcel's number
    linked: str  # why one order is linked to another


@dataclass(frozen=True, slots=True)
class Locale:
    """One country."""

    code: str
    language: str
    country: str
    currency: str
    timezone: str
    words: Words
    people: People
    market: Market
