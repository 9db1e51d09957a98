"""Canaries: names, phones, e-mails and keys that nobody else has, where they are planted and looked for."""

import json
import logging
import traceback
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from service.observing.logs import JsonFormatter
from service.web.problems import LARGEST_BODY


@dataclass(frozen=True)
class Canaries:
    """Personal data and a key; whoever reads any of them somewhere knows where they came from."""

    name: str
    phone: str
    email: str
    key: str

    @property
    def personal(self) -> tuple[str, ...]:
        """What of them is unmistakable in whatever spelling."""
        return self.name, self.phone[-7:], self.email.partition("@")[0]

    def seen_in(self, *texts: str) -> list[str]:
        """Those that stand somewhere in the texts."""
        whole = "\n".join(texts).casefold()
        return [each for each in (*self.personal, self.key) if each.casefold() in whole]


def _is_nobody_elses(number: int) -> bool:
    """Whether these digits can come from nowhere else; a refusal names the largest body."""
    return len(set(str(number))) > 3 and number != LARGEST_BODY


tokens = st.text("bcdfghjkmnpqrstvwxz", min_size=10, max_size=10)
canaries = st.builds(
    lambda name, digits, email, key: Canaries(f"N{name}", f"7999{digits}", f"{email}@example.com", f"{key}7"),
    tokens,
    st.integers(1_000_000, 9_999_999).filter(_is_nobody_elses),
    tokens,
    st.text("abcdef0123456789", min_size=31, max_size=31),
)


def request_of(planted: Canaries, subdomain: str) -> dict[str, Any]:
    """What Usedesk sends of a person, and more: data in every field there is, and as a field's name."""
    return {
        "ticket_id": planted.phone,
        "subject": f"{planted.name} {planted.email}",
        "contact": planted.phone,
        "channel_type": "whatsapp",
        "channel_data": {"type": planted.name, "data": planted.email},
        "from_email": planted.email,
        "client_id": planted.name,
        "client_data": {
            "name": planted.name,
            "phones": [{"phone": planted.phone}, planted.name],
            "emails": [{"email": planted.email}, planted.phone],
            "messengers": [
                {"type": "viber", "id": planted.phone},
                {"type": planted.name, "id": planted.name},
            ],
        },
        "subdomain": subdomain,
        "secret": planted.key,
        "lang": planted.name,
        "shops": planted.name,
        planted.email: planted.phone,
    }


def answers(planted: Canaries) -> list[tuple[str, list[str], bytes]]:
    """What a CRM may say of a person: status, headers and body, right and wrong."""
    person = {
        "id": 7,
        "firstName": planted.name,
        "email": planted.email,
        "phones": [{"number": planted.phone}],
    }
    order = {
        "id": 17,
        "number": planted.name,
        "status": planted.name,
        "customer": person,
        "phone": planted.phone,
    }
    everything = {
        "success": True,
        "customers": [person],
        "orders": [order],
        "statuses": {planted.name: person},
    }
    told = f"{planted.name} {planted.phone} {planted.email} {planted.key}"
    refusal = json.dumps({"success": False, "errorMsg": told, "errors": {told: told}}).encode()
    whole = json.dumps(everything).encode()
    return [
        ("200 OK", [], whole),
        ("200 OK", [], whole[:-9]),
        (
            "200 OK",
            [],
            json.dumps({**everything, "customers": {planted.name: [told]}, "orders": told}).encode(),
        ),
        ("200 OK", [], refusal),
        ("403 " + told, [], refusal),
        ("403 Forbidden", [], b'{"success": false, "errorMsg": "Wrong \\"apiKey\\" value."}'),
        ("404 Not Found", [f"X-{planted.name}: {told}"], f"<html>{told}</html>".encode()),
        ("429 Too Many Requests", [f"Retry-After: {told}"], refusal),
        ("302 Found", [f"Location: http://127.0.0.1:1/{planted.key}?{planted.phone}"], b""),
        ("500 " + told, [], told.encode()),
        ("200 OK", ["Content-Encoding: gzip"], told.encode()),
        ("200 OK", ["Content-Length: 99999"], told.encode()),
        (told, [told], told.encode()),
    ]


class Listening(logging.Handler):
    """Hears everything that is logged, however it is written in the end, with exceptions and arguments."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard += [record.getMessage(), JsonFormatter().format(record), repr(vars(record))]
        if record.exc_info:
            self.heard += traceback.format_exception(*record.exc_info)

    def __enter__(self) -> "Listening":
        root = logging.getLogger()
        self._level = root.level
        root.addHandler(self)
        root.setLevel(logging.DEBUG)
        return self

    def __exit__(self, *_: object) -> None:
        root = logging.getLogger()
        root.removeHandler(self)
        root.setLevel(self._level)
