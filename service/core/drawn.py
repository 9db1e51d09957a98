"""A block once drawn, and what it was drawn of: the same for every request that differs in nothing else."""

import json
from dataclasses import dataclass
from datetime import date

from service.core.model import Account, Failure, Outcome, Ticket, Why


@dataclass(frozen=True, slots=True)
class Page:
    """A block's HTML, in pieces between which the number of its request stands.

    The pieces are kept as they are sent: in the escapes of JSON and in UTF-8.
    """

    pieces: tuple[bytes, ...]
    number: str = ""

    @classmethod
    def of(cls, html: str, number: str = "") -> "Page":
        """Part a request's HTML wherever its number stands."""
        return cls(tuple(map(_escaped, html.split(number) if number else [html])), number)

    def numbered(self, number: str) -> "Page":
        """Return the same page for another request."""
        return Page(self.pieces, number)

    @property
    def json(self) -> bytes:
        """The HTML as a string of JSON."""
        return b'"%b"' % self.number.encode().join(self.pieces)

    @property
    def html(self) -> str:
        """The HTML."""
        return str(json.loads(self.json))


def _escaped(text: str) -> bytes:
    """Escape in UTF-8 as it is: escaped as ASCII, Cyrillic letters take three times the bytes."""
    return json.dumps(text, ensure_ascii=False)[1:-1].encode()


@dataclass(frozen=True, slots=True)
class Subject:
    """All that a block is drawn of, but for the CRM's answers and the number of its request.

    Of a ticket only what is searched by and how the block is to look: not its id, not who calls, no key.
    """

    account: Account
    ticket: Ticket
    today: date

    @classmethod
    def of(cls, account: Account, ticket: Ticket, today: date) -> "Subject":
        """Leave out of a ticket what no block may depend on."""
        searched = Ticket(ticket.subdomain, "", ticket.contact, ticket.preferences, ticket.ignored)
        return cls(account, searched, today)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page, and what is told of it in log and figures."""

    page: Page
    outcome: Outcome
    why: Why | None = None
    failures: tuple[Failure, ...] = ()

    @property
    def repeatable(self) -> bool:
        """Whether it can be numbered anew: its number stands at its foot, and nothing else equals it."""
        return len(self.page.pieces) == 2  # noqa: PLR2004 - before and after it
