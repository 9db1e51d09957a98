"""Who writes, by which channel, and what: clients and their tickets.

Lists are read from an index, newest first, and a page begins after the last row of the one before it: it
costs the same wherever it stands and however many rows there are. A search reads row by row until the page
is full.
"""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from simulators.kit.errors import ControlError
from simulators.usedesk_mock.state import cards, contacts
from simulators.usedesk_mock.state.database import Database
from simulators.usedesk_mock.state.model import (
    Card,
    Channel,
    Client,
    Message,
    NewTicket,
    Summary,
    Ticket,
    restore_card,
)

# The order of the joins is ours: tickets come from their index, and each then finds its two others.
_CONVERSATIONS = (
    "FROM tickets CROSS JOIN channels ON channels.company = ?1 AND channels.id = channel"
    " CROSS JOIN clients ON clients.company = ?1 AND clients.id = client WHERE tickets.company = ?1"
)
_Conditions = dict[str, Any]


class Unknown(ControlError):  # noqa: N818 - reads aloud: raise it
    """There is no such client, ticket or channel."""

    status = 404


class Desk:
    """The clients, channels and tickets of the company."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def client(self, client_id: int) -> Client | None:
        """A client with the card, None when there is none of this id."""
        found = self._db.rows("SELECT card FROM clients WHERE company = ?1 AND id = ?", client_id)
        return Client(client_id, restore_card(json.loads(found[0][0]))) if found else None

    def clients(self, search: str = "", limit: int = 50, after: int | None = None) -> list[Client]:
        """Clients, the newest first.

        Args:
            search: a part of the name, of an address or of a phone's digits, letter case ignored.
            limit: the most to tell.
            after: the id of the last one told already.
        """
        wanted = {"id < ?": after, "instr(searched, ?)": search.strip().casefold()}
        where, values = _narrowed(wanted)
        rows = self._db.rows(
            f"SELECT id, card FROM clients WHERE company = ?1{where} ORDER BY id DESC LIMIT ?",  # noqa: S608 - ours
            *(*values, limit),
        )
        return [Client(number, restore_card(json.loads(card))) for number, card in rows]

    def add_client(self, card: Card, client_id: int | None = None) -> int:
        """A new client; returns the id, the next one unless it is given.

        Raises:
            ControlError: there is a client of this id.
        """
        if client_id is not None and self.has_client(client_id):
            raise ControlError(f"there is a client {client_id} already; leave the id out, or give another")
        with self._db.transaction():
            number = self._db.take_id("clients", client_id)
            self._db.change("INSERT INTO clients VALUES (?1, ?, ?, ?, ?)", number, *_kept(card))
        return number

    def save_client(self, client_id: int, card: Card) -> None:
        """Give a client another card; raises Unknown."""
        self._see(client_id)
        self._db.change(
            "UPDATE clients SET name = ?3, searched = ?4, card = ?5 WHERE company = ?1 AND id = ?2",
            *(client_id, *_kept(card)),
        )

    def has_client(self, client_id: int) -> bool:
        """Whether there is such a client."""
        return bool(self._db.rows("SELECT 1 FROM clients WHERE company = ?1 AND id = ?", client_id))

    def merge(self, into: int, other: int) -> Client:
        """Make two clients one, as agents do: its card has what stood on both, and it has both's tickets.

        The other's id is gone; whoever writes from one of the other's addresses is the merged client.

        Raises:
            ControlError: the two are one.
            Unknown: there is no such client.
        """
        if into == other:
            raise ControlError(f"client {into} cannot be merged with itself; name two clients")
        with self._db.transaction():
            card = cards.joined(self._see(into).card, self._see(other).card)
            self.save_client(into, card)
            self._db.change("UPDATE tickets SET client = ?2 WHERE company = ?1 AND client = ?3", into, other)
            self._db.change("DELETE FROM clients WHERE company = ?1 AND id = ?", other)
        return Client(into, card)

    def channels(self) -> list[Channel]:
        """The channels there are, by id."""
        rows = self._db.rows("SELECT id, type, name FROM channels WHERE company = ?1 ORDER BY id")
        return [Channel(*row) for row in rows]

    def channel(self, wanted: str | int) -> Channel:
        """The channel of this id, or the first of this type; raises Unknown."""
        for channel in self.channels():
            if wanted in (channel.id, channel.type):
                return channel
        raise Unknown(f"there is no channel {wanted}; give the id of one there is, or a type")

    def add_channel(self, channel_type: str, name: str) -> int:
        """One more channel of a type, a second mailbox for one; returns the id."""
        with self._db.transaction():
            number = self._db.take_id("channels")
            self._db.change("INSERT INTO channels VALUES (?1, ?, ?, ?)", number, channel_type, name)
        return number

    def add_ticket(
        self, client_id: int, ticket: NewTicket, at: datetime, ticket_id: int | None = None
    ) -> int:
        """A new ticket of a client, opened `at`; returns the id, the next one unless it is given.

        Raises:
            ControlError: there is a ticket of this id.
            Unknown: there is no such client or channel.
        """
        if ticket_id is not None and self.client_of(ticket_id) is not None:
            raise ControlError(f"there is a ticket {ticket_id} already; leave the id out, or give another")
        self._see(client_id)
        with self._db.transaction():
            channel = self.channel(ticket.channel_id or ticket.channel_type)
            number = self._db.take_id("tickets", ticket_id)
            self._db.change(
                "INSERT INTO tickets VALUES (?1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *(number, client_id, channel.id, channel.type, ticket.contact),
                *(contacts.join_key(channel.type, ticket.contact), ticket.subject),
                *(ticket.subject.casefold(), ticket.status, at.isoformat()),
            )
            for message in ticket.messages:
                self.add_message(number, message)
        return number

    def add_message(self, ticket_id: int, message: Message) -> None:
        """One more message in a ticket, which there is."""
        self._db.change(
            "INSERT INTO messages VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM messages"
            " WHERE company = ?1 AND ticket = ?2), ?3, ?4, ?5)",
            *(ticket_id, message.author, message.text, message.at.isoformat()),
        )

    def set_status(self, ticket_id: int, status: str) -> None:
        """Give a ticket another status; one that is gone stays gone."""
        self._db.change("UPDATE tickets SET status = ?3 WHERE company = ?1 AND id = ?2", ticket_id, status)

    def write(self, name: str, ticket: NewTicket, at: datetime) -> int:
        """What happens when somebody writes: a ticket, of a known client or of a new one; returns its id.

        Who wrote from the same address on the same type of channel before is the same client. One person
        on two is two clients, as in Usedesk, until an agent merges them (Usedesk help, client merging).
        """
        with self._db.transaction():
            client_id = self._writer(ticket) or self.add_client(
                contacts.card_of(ticket.channel_type, name, ticket.contact)
            )
            return self.add_ticket(client_id, ticket, at)

    def ticket(self, ticket_id: int) -> Ticket | None:
        """A ticket with its client, channel and messages."""
        found = self._db.rows(
            "SELECT subject, status, contact, client, card, channel, channels.type, channels.name"
            f" {_CONVERSATIONS} AND tickets.id = ?",
            ticket_id,
        )
        if not found:
            return None
        subject, status, contact, client_id, card, *channel = found[0]
        client = Client(client_id, restore_card(json.loads(card)))
        return Ticket(
            ticket_id, subject, status, Channel(*channel), client, contact, self._messages(ticket_id)
        )

    def client_of(self, ticket_id: int) -> int | None:
        """The id of the client whose ticket it is."""
        found = self._db.rows("SELECT client FROM tickets WHERE company = ?1 AND id = ?", ticket_id)
        return found[0][0] if found else None

    def tickets(
        self,
        limit: int = 50,
        after: int | None = None,
        *,
        search: str = "",
        status: str = "",
        channel: str = "",
        client: int | None = None,
    ) -> list[Summary]:
        """Tickets as a list shows them, the highest number first.

        Args:
            limit: the most to tell.
            after: the number of the last one told already.
            search: a part of the number, of the subject, or of what the client is searched by.
            status: only these.
            channel: only those that came by a channel of this type.
            client: only those of this client.
        """
        found_in = "tickets.id || char(10) || folded || char(10) || searched"
        where, values = _narrowed(
            {"tickets.id < ?": after, "status = ?": status, "tickets.type = ?": channel, "client = ?": client}
            | {f"instr({found_in}, ?)": search.strip().casefold()}
        )
        rows = self._db.rows(
            "SELECT tickets.id, subject, status, channels.name, coalesce(clients.name, ''), at"
            f" {_CONVERSATIONS}{where} ORDER BY tickets.id DESC LIMIT ?",
            *(*values, limit),
        )
        return [
            Summary(number, subject, status, channel, client, datetime.fromisoformat(at))
            for number, subject, status, channel, client, at in rows
        ]

    def _messages(self, ticket_id: int) -> tuple[Message, ...]:
        sql = "SELECT author, text, at FROM messages WHERE company = ?1 AND ticket = ? ORDER BY number"
        rows = self._db.rows(sql, ticket_id)
        return tuple(Message(author, text, datetime.fromisoformat(at)) for author, text, at in rows)

    def _writer(self, ticket: NewTicket) -> int | None:
        found = self._db.rows(
            "SELECT client FROM tickets WHERE company = ?1 AND type = ? AND join_key = ? AND join_key != ''"
            " ORDER BY id LIMIT 1",
            *(ticket.channel_type, contacts.join_key(ticket.channel_type, ticket.contact)),
        )
        return found[0][0] if found else None

    def _see(self, client_id: int) -> Client:
        client = self.client(client_id)
        if client is None:
            raise Unknown(f"there is no client {client_id}; GET /_sim/clients tells those there are")
        return client


def _kept(card: Card) -> tuple[str | None, str, str]:
    return card.name, cards.searched(card), json.dumps(asdict(card))


def _narrowed(conditions: _Conditions) -> tuple[str, list[Any]]:
    """The conditions whose value says anything, as SQL to add, and the values."""
    said = {sql: value for sql, value in conditions.items() if value not in (None, "")}
    return "".join(f" AND {sql}" for sql in said), list(said.values())
