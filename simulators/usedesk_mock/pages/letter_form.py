"""Reads the form of "write as a client", and knows what an address of each channel looks like."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from simulators.kit.language import Language, Text, msg
from simulators.usedesk_mock.pages.forms import Errors, Form, area, text, too_long
from simulators.usedesk_mock.state import contacts

# The most characters of a field. How many Usedesk takes is not public; these are ours.
LONGEST = {"name": 255, "address": 255, "subject": 255, "text": 65_000}
_FEWEST_DIGITS, _MOST_DIGITS = 5, 15


def is_email(address: str) -> bool:
    """Whether it has the look of an e-mail address."""
    name, at, host = address.partition("@")
    return bool(at and name and host) and not re.search(r"[\s@,;<>]", f"{name}{host}")


def is_phone(address: str) -> bool:
    """Whether it has the digits of a phone number, however they are set."""
    digits = re.sub(r"\D", "", address)
    return _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS and not re.search(r"[^\d\s()+./-]", address)


def _is_telegram(address: str) -> bool:
    return bool(re.fullmatch(r"@[A-Za-z0-9_]{2,64}|(ID:\s*)?[0-9]{1,20}", address))


def _is_handle(address: str) -> bool:
    return bool(address) and not re.search(r"\s", address)


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody writes on one channel.

    Attributes:
        name: the channel; a brand's name is the same in every language.
        hint: what an address looks like; also what is said of a wrong one.
        fits: whether an address can be one.
        optional: whether people without an address write there too.
        kind: the keyboard a telephone offers for it.
    """

    name: Text
    hint: Text
    fits: Callable[[str], bool]
    optional: bool = False
    kind: str = "text"


_PHONE = msg("A phone number of 5 to 15 digits, like +7 999 000-11-22."), is_phone
_PROFILE = msg("The name or number of the profile, without spaces."), _is_handle
WAYS = {
    "email": Way(
        msg("E-mail"),
        msg("An e-mail address, like anna@example.com."),
        is_email,
        kind="email",
    ),
    "chat": Way(
        msg("Chat widget"),
        msg("An e-mail address, like anna@example.com; empty when the visitor left none."),
        is_email,
        optional=True,
        kind="email",
    ),
    "whatsapp": Way(Text("WhatsApp"), *_PHONE, kind="tel"),
    "telephony": Way(msg("Telephone"), *_PHONE, kind="tel"),
    "telegram": Way(
        Text("Telegram"),
        msg("A name like @anna, or the number of the user."),
        _is_telegram,
    ),
    "viber": Way(Text("Viber"), *_PHONE, kind="tel"),
    "vk": Way(Text("VK"), *_PROFILE),
    "instagram": Way(Text("Instagram"), *_PROFILE),
    "facebook": Way(Text("Facebook"), *_PROFILE),
    "twitter": Way(Text("Twitter"), *_PROFILE),
    "wechat": Way(Text("WeChat"), *_PROFILE),
    "yandex_market": Way(
        msg("Yandex Market"),
        msg("The number of the customer's chat or order; it may be empty."),
        lambda _: True,
        optional=True,
    ),
    "api": Way(
        Text("API"),
        msg("Whatever your program calls its client; it may be empty."),
        lambda _: True,
        optional=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody writes as a client. `address` is tidied the way the channel does it."""

    channel: str = "email"
    name: str = ""
    address: str = ""
    subject: str = ""
    text: str = ""
    errors: Errors = field(default_factory=dict)


def read(form: Form) -> Letter:
    """What was typed, and what is wrong with it."""
    channel, address = form.get("channel", ""), text(form, "address")
    errors = _trouble(channel, address)
    letter = Letter(
        channel=channel,
        name=text(form, "name"),
        address=address if errors else contacts.tidy(channel, address),
        subject=text(form, "subject"),
        text=area(form, "text").strip(),
    )
    return replace(letter, errors=errors | too_long(letter, LONGEST))


def _trouble(channel: str, address: str) -> Errors:
    way = WAYS.get(channel)
    if way is None:
        return {"channel": msg("Choose one of the channels.")}
    right = way.fits(address) if address else way.optional
    return {} if right else {"address": way.hint}


def channels(language: Language) -> list[tuple[str, str]]:
    """The channels and what they are called, as a form offers them."""
    return [(channel, language.tell(way.name)) for channel, way in WAYS.items()]
