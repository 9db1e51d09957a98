"""Reads the pages' forms: what people typed, and what is wrong with it, by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, takewhile
from urllib.parse import urlsplit

from simulators.usedesk_mock.state import contacts
from simulators.usedesk_mock.state.model import Block, Parameter

Errors = dict[str, str]
Form = Mapping[str, str]

# The channels a person can play the client on, and what the page calls them.
CHANNELS = {"email": "E-mail", "chat": "Chat widget", "whatsapp": "WhatsApp", "telephony": "Telephone"}
# The most characters of a field. How many Usedesk takes is not public; these are ours.
LONGEST_IN_LETTER = {"name": 255, "address": 255, "subject": 255, "text": 65_000}
LONGEST_IN_BLOCK = {"name": 255, "title": 255, "content": 65_000, "url": 2_000, "secret_key": 255}
LONGEST_IN_PARAMETER = {"key": 255, "value": 2_000}
_FEWEST_DIGITS, _MOST_DIGITS = 5, 15


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody writes as a client. `address` is tidied the way the channel does it."""

    channel: str = "email"
    name: str = ""
    address: str = ""
    subject: str = ""
    text: str = ""
    errors: Errors = field(default_factory=dict)


def read_letter(form: Form) -> Letter:
    """The form of "write as a client"."""
    channel, address = form.get("channel", ""), form.get("address", "").strip()
    errors = {"channel": "Choose one of the channels."} if channel not in CHANNELS else {}
    trouble = _address_trouble(channel, address)
    if trouble:
        errors["address"] = trouble
    letter = Letter(
        channel=channel,
        name=form.get("name", "").strip(),
        address=address if trouble else contacts.tidy(channel, address),
        subject=form.get("subject", "").strip(),
        text=form.get("text", "").replace("\r\n", "\n").strip(),
    )
    return replace(letter, errors=errors | _too_long(letter, LONGEST_IN_LETTER))


def _address_trouble(channel: str, address: str) -> str | None:
    if channel in ("whatsapp", "telephony"):
        digits = len(contacts.tidy(channel, address))
        right = _FEWEST_DIGITS <= digits <= _MOST_DIGITS
        return None if right else "Give a phone number of 5 to 15 digits, like +7 999 000-11-22."
    if channel == "chat" and not address:
        return None  # a visitor who left no e-mail
    name, at, host = address.partition("@")
    if at and name and host and not any(sign.isspace() for sign in address):
        return None
    return "Give an e-mail address, like anna@example.com."


def read_block(form: Form, before: Block) -> tuple[Block, Errors]:
    """The form of a block, filled in over what was saved before."""
    block = Block(
        id=before.id,
        kind=before.kind,
        name=form.get("name", "").strip(),
        title=form.get("title", "").strip(),
        content=form.get("content", "").replace("\r\n", "\n"),
        url=form.get("url", "").strip(),
        secret_key=form.get("secret_key", "").strip(),
        enabled="enabled" in form,
        parameters=tuple(_parameters(form)),
        dialect=before.dialect,
    )
    return block, _block_errors(block)


def masked(block: Block) -> Block:
    """The block as its form shows it: values with Encode stay hidden."""
    hidden = [replace(one, value="") if one.encode else one for one in block.parameters]
    return replace(block, parameters=tuple(hidden))


def unmasked(block: Block, before: Block) -> Block:
    """The block as it is saved: a hidden value left empty is the one saved before; empty rows go."""
    kept = {one.key: one.value for one in before.parameters if one.encode}
    rows = [
        replace(one, value=kept.get(one.key, "")) if one.encode and not one.value else one
        for one in block.parameters
        if one.key or one.value
    ]
    return replace(block, parameters=tuple(rows))


def _parameters(form: Form) -> Iterator[Parameter]:
    for row in takewhile(lambda row: f"key-{row}" in form, count()):
        key, value = form[f"key-{row}"].strip(), form.get(f"value-{row}", "").strip()
        yield Parameter(key, value, encode=f"encode-{row}" in form)


def _block_errors(block: Block) -> Errors:
    errors = {} if block.name else {"name": "Give the block a name; it is seen in the settings only."}
    if not block.title:
        errors["title"] = "Give the block a title; tickets show it above the block."
    if block.kind == "dynamic" and not _callable(block.url):
        errors["url"] = "Give an address that begins with http:// or https://."
    errors |= _too_long(block, LONGEST_IN_BLOCK)
    for row, one in enumerate(block.parameters):
        errors |= _too_long(one, LONGEST_IN_PARAMETER, f"-{row}")
        if one.value and not one.key:
            errors[f"key-{row}"] = "Give the value a key, or remove the row."
    return errors


def _too_long(typed: Letter | Block | Parameter, longest: Mapping[str, int], row: str = "") -> Errors:
    lengths = {name: len(getattr(typed, name)) for name in longest}
    return {
        f"{name}{row}": f"Make it shorter: it has {length} characters, {longest[name]} are the most."
        for name, length in lengths.items()
        if length > longest[name]
    }


def _callable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
