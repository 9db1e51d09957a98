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

_CONVERSATIONS = (
    "FROM tickets JOIN channels ON channels.company = ?1 AND channels.id = channel"
    " JOIN clients ON clients.company = ?1 AND clients.id = client WHERE tickets.company = ?1"
)


class Desk:
    """The clients and tickets of the company."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add_client(self, card: Card) -> int:
        """A new client; returns the id."""
        with self._db.transaction():
            number = self._db.next_id("clients")
            fields = json.dumps(asdict(card))
            self._db.change("INSERT INTO clients VALUES (?1, ?, ?, ?)", number, card.name, fields)
        return number

    def has_client(self, client_id: int) -> bool:
        """Whether there is such a client."""
        return bool(self._db.rows("SELECT 1 FROM clients WHERE company = ?1 AND id = ?", client_id))

    def add_ticket(self, client_id: int, ticket: NewTicket, at: datetime) -> int:
        """A new ticket of a client, opened `at`; returns the id."""
        join_key = contacts.join_key(ticket.channel_type, ticket.contact)
        with self._db.transaction():
            number = self._db.next_id("tickets")
            self._db.change(
                "INSERT INTO tickets VALUES (?1, ?, ?,"
                " (SELECT id FROM channels WHERE company = ?1 AND type = ? LIMIT 1), ?, ?, ?, ?, ?)",
                *(number, client_id, ticket.channel_type, ticket.contact, join_key),
                *(ticket.subject, ticket.status, at.isoformat()),
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
            "SELECT client FROM tickets JOIN channels USING (company)"
            " WHERE company = ?1 AND join_key = ?2 AND join_key != '' AND channels.id = channel AND type = ?3"
            " ORDER BY tickets.id LIMIT 1",
            *(join_key, ticket.channel_type),
        )
        return found[0][0] if found else None

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

    def _messages(self, ticket_id: int) -> tuple[Message, ...]:
        sql = "SELECT author, text, at FROM messages WHERE company = ?1 AND ticket = ? ORDER BY number"
        rows = self._db.rows(sql, ticket_id)
        return tuple(Message(author, text, datetime.fromisoformat(at)) for author, text, at in rows)

    def tickets(self, limit: int, offset: int = 0) -> list[Summary]:
        """Tickets as a list shows them, newest first."""
        rows = self._db.rows(
            "SELECT tickets.id, subject, status, channels.name, coalesce(clients.name, ''), at"
            f" {_CONVERSATIONS} ORDER BY tickets.id DESC LIMIT ? OFFSET ?",
            *(limit, offset),
        )
        return [
            Summary(number, subject, status, channel, client, datetime.fromisoformat(at))
            for number, subject, status, channel, client, at in rows
        ]
