"""Who writes, and what: clients and their tickets."""

import json
from dataclasses import asdict
from datetime import datetime

from simulators.usedesk_mock.state import contacts
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


class Desk:
    """The clients and tickets of the company."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add_client(self, card: Card) -> int:
        """A new client; returns the id."""
        return self._db.change(
            "INSERT INTO clients (name, card) VALUES (?, ?)", card.name, json.dumps(asdict(card))
        )

    def has_client(self, client_id: int) -> bool:
        """Whether there is such a client."""
        return bool(self._db.rows("SELECT 1 FROM clients WHERE id = ?", client_id))

    def add_ticket(self, client_id: int, ticket: NewTicket, at: datetime) -> int:
        """A new ticket of a client, opened `at`; returns the id."""
        join_key = contacts.join_key(ticket.channel_type, ticket.contact)
        with self._db.transaction():
            ticket_id = self._db.change(
                "INSERT INTO tickets (client, channel, contact, join_key, subject, status, at)"
                " VALUES (?, (SELECT id FROM channels WHERE type = ?), ?, ?, ?, ?, ?)",
                *(client_id, ticket.channel_type, ticket.contact, join_key),
                *(ticket.subject, ticket.status, at.isoformat()),
            )
            for message in ticket.messages:
                self._db.change(
                    "INSERT INTO messages (ticket, author, text, at) VALUES (?, ?, ?, ?)",
                    *(ticket_id, message.author, message.text, message.at.isoformat()),
                )
        return ticket_id

    def write(self, name: str, ticket: NewTicket, at: datetime) -> int:
        """What happens when somebody writes: a ticket, of a known client or of a new one; returns its id.

        Who wrote from the same address on the same channel before is the same client. One person on two
        channels is two clients, as in Usedesk, until an agent merges them (Usedesk help, client merging).
        """
        with self._db.transaction():
            client_id = self._writer(ticket) or self.add_client(
                contacts.card_of(ticket.channel_type, name, ticket.contact)
            )
            return self.add_ticket(client_id, ticket, at)

    def _writer(self, ticket: NewTicket) -> int | None:
        join_key = contacts.join_key(ticket.channel_type, ticket.contact)
        found = self._db.rows(
            "SELECT client FROM conversations"
            " WHERE channel_type = ? AND join_key = ? AND join_key != '' ORDER BY id LIMIT 1",
            *(ticket.channel_type, join_key),
        )
        return found[0][0] if found else None

    def ticket(self, ticket_id: int) -> Ticket | None:
        """A ticket with its client, channel and messages."""
        found = self._db.rows(
            "SELECT subject, status, contact, client, card, channel, channel_type, channel_name"
            " FROM conversations WHERE id = ?",
            ticket_id,
        )
        if not found:
            return None
        subject, status, contact, client_id, card, *channel = found[0]
        client = Client(client_id, restore_card(json.loads(card)))
        return Ticket(
            ticket_id, subject, status, Channel(*channel), client, contact, self._messages(ticket_id)
        )

    def _messages(self, ticket_id: int) -> tuple[Message, ...]:
        rows = self._db.rows("SELECT author, text, at FROM messages WHERE ticket = ? ORDER BY id", ticket_id)
        return tuple(Message(author, text, datetime.fromisoformat(at)) for author, text, at in rows)

    def tickets(self, limit: int, offset: int = 0) -> list[Summary]:
        """Tickets as a list shows them, newest first."""
        rows = self._db.rows(
            "SELECT id, subject, status, channel_name, coalesce(client_name, ''), at"
            " FROM conversations ORDER BY id DESC LIMIT ? OFFSET ?",
            *(limit, offset),
        )
        return [
            Summary(number, subject, status, channel, client, datetime.fromisoformat(at))
            for number, subject, status, channel, client, at in rows
        ]
