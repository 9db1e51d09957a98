"""What Usedesk posts, read with distrust: any value may have any type.

Usedesk publishes no types. The places read here are those of its article on additional blocks and of public
block servers; numbers may come as strings, lists as null or as maps, `client_data` as `[]`.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from service.core import emails, phones
from service.core.model import Contact, Phone, Preferences, Ticket
from service.core.parameters import PARAMETERS, read_preferences
from service.core.plan import MOST_EMAILS, MOST_PHONES
from service.core.text import bare
from service.web.body import parse_json
from service.web.recognising import given_again

_MOST_READ = 200
"""Phones and e-mails that are read at all; the rest is only counted."""

_LONGEST_ID = 100
_PHONE_MESSENGERS = {"whatsapp", "viber"}
_SUBDOMAIN = ("subdomain", "subdominio", "subdomínio")
_SECRET = ("secret", "secret_key")
_OF_CONTACT = ("contact", "from_email", "client_data", "channel_type", "channel_data")
_UNREAD = ("subject", "client_id", "channel_id", "from_id", "is_auto_load", "timeout")
_USUAL = {"ticket_id", *_OF_CONTACT, *_SUBDOMAIN, *_SECRET, *PARAMETERS, *_UNREAD}


Settle = Callable[[str, Preferences], Preferences]


def as_wanted(_secret: str, wanted: Preferences) -> Preferences:
    """Let blocks look as they want."""
    return wanted


def read_ticket(
    data: Mapping[str, Any],
    defaults: Preferences,
    settle: Settle = as_wanted,
    caller: str = "",
    waited: float = 0.0,
) -> Ticket:
    """Read a request of Usedesk; whatever is missing or makes no sense is left out, never an error.

    Args:
        data: The request's body.
        defaults: How blocks look that do not say.
        settle: Says, knowing the secret, how a block is to look instead of how it wants to.
        caller: The network the request came from.
        waited: How many seconds ago it had come.
    """
    usual = data.keys() <= _USUAL  # as nearly all are, and then each is there once, under its own name
    fields = data if usual else {_fold(key): value for key, value in reversed(list(data.items()))}
    given = {name: _text(fields[name]) for name in PARAMETERS if name in fields}
    secret = _first_text(fields, _SECRET)
    wanted, ignored = read_preferences(given, defaults)
    preferences = settle(secret, wanted)
    return Ticket(
        subdomain=_first_text(fields, _SUBDOMAIN),
        key=secret,
        contact=_contact({name: fields.get(name) for name in _OF_CONTACT}, preferences.region),
        preferences=preferences,
        ignored=ignored,
        id=_text(fields.get("ticket_id"))[:_LONGEST_ID],
        caller=caller,
        waited=waited,
    )


@given_again
def _contact(fields: Mapping[str, Any], region: str) -> Contact:
    raw_phones, raw_emails = dict.fromkeys(_raw_phones(fields)), dict.fromkeys(_raw_emails(fields))
    raw_lines = dict.fromkeys(_raw_lines(fields))
    lines = [phones.parse_international(text, region) for text in islice(raw_lines, _MOST_READ)]
    read_phones = [*lines, *(phones.parse(text, region) for text in islice(raw_phones, _MOST_READ))]
    found_phones = _distinct(phone for phone in read_phones if phone)
    read_emails = [emails.parse(raw) for raw in islice(raw_emails, _MOST_READ)]
    own_email = emails.parse(_text(fields.get("contact")))
    found_emails = list(dict.fromkeys(email for email in (own_email, *read_emails) if email))
    unread = sum(max(0, len(raw) - _MOST_READ) for raw in (raw_phones, raw_lines, raw_emails))
    beyond = max(0, len(found_phones) - MOST_PHONES) + max(0, len(found_emails) - MOST_EMAILS)
    return Contact(
        phones=tuple(found_phones[:MOST_PHONES]),
        emails=tuple(found_emails[:MOST_EMAILS]),
        region=region,
        typed=_typed((_text(fields.get("contact")), *raw_emails), found_emails[:MOST_EMAILS]),
        left_out=unread + beyond,
        unreadable=read_phones.count(None) + read_emails.count(None),
    )


def _typed(raw: Iterable[str], searched: list[str]) -> tuple[str, ...]:
    """Return the searched e-mails whose spelling is another than the one we compare by, each once."""
    read = ((emails.parse(text), bare(text)) for text in islice(raw, _MOST_READ))
    typed = {email: text for email, text in read if email in searched and email != text}
    return tuple(typed.values())


def _distinct(found: Iterable[Phone]) -> list[Phone]:
    return list({(phone.key, phone.extension): phone for phone in found}.values())


def _raw_phones(fields: Mapping[str, Any]) -> Iterator[str]:
    if "telephony" in _channels(fields) and phones.is_number(text := _text(fields.get("contact"))):
        yield text
    for item in _list(_map(fields.get("client_data")).get("phones")):
        if text := _text(_map(item).get("phone", item)):
            yield text


def _raw_lines(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the numbers of WhatsApp and Viber; their places hold nicknames and ids as well.

    The ticket's own contact comes first: if only some are searched, then the one who writes.
    """
    own = [{"type": name, "id": fields.get("contact")} for name in sorted(_channels(fields))]
    for item in (*own, *_list(_map(fields.get("client_data")).get("messengers"))):
        text = _text(_map(item).get("id")).partition("@")[0]  # WhatsApp's own notation is 79990001122@c.us
        if _text(_map(item).get("type")).lower() in _PHONE_MESSENGERS and phones.is_number(text):
            yield text


def _channels(fields: Mapping[str, Any]) -> set[str]:
    """Name the ticket's channel; not by channel_data.data, which may be the shop's own line."""
    channel = _map(fields.get("channel_data"))
    return {_text(fields.get("channel_type")).lower(), _text(channel.get("type")).lower()}


def _raw_emails(fields: Mapping[str, Any]) -> Iterator[str]:
    if text := _text(fields.get("from_email")):
        yield text
    for item in _list(_map(fields.get("client_data")).get("emails")):
        if text := _text(_map(item).get("email", item)):
            yield text


def _first_text(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((text for name in names if (text := _text(fields.get(name)))), "")


def _fold(key: str) -> str:
    if key.isascii():  # as nearly all are, and the rest costs more
        return key.strip().lower()
    return unicodedata.normalize("NFKC", key).strip().casefold()


def _map(value: object) -> Mapping[str, Any]:
    value = _unpack(value)
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Iterable[object]:
    value = _unpack(value)
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _unpack(value: object) -> object:
    """Read JSON text inside a field, which is how a form may carry an object."""
    if not (isinstance(value, str) and value.lstrip()[:1] in {"{", "["}):
        return value
    try:
        return parse_json(value)
    except (ValueError, RecursionError):
        return value


def _text(value: object) -> str:
    if isinstance(value, str) and value.isascii() and value.isprintable():  # as nearly all are
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return bare(str(value), unwanted=("Cs",)).strip()
