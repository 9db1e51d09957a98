"""The helpdesk's part of the control door: what clients and agents do, letters, cards, merging, opening."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from flask import Response, jsonify

from simulators.kit.asked import Json, View, body, chosen, part
from simulators.kit.control import Controls
from simulators.kit.errors import ControlError
from simulators.usedesk_mock.opening import Opening
from simulators.usedesk_mock.reader import Reader
from simulators.usedesk_mock.shown import document
from simulators.usedesk_mock.state import contacts
from simulators.usedesk_mock.state.companies import Companies
from simulators.usedesk_mock.state.company import Company
from simulators.usedesk_mock.state.desk import Unknown
from simulators.usedesk_mock.state.model import Block, Client, Message, NewTicket, Ticket
from simulators.usedesk_mock.wishes import LetterWish, read_card, read_letter

_LONGEST_ID = 18  # digits; SQLite holds all of them


class DeskDoor:
    """One small function an operation; the table is the whole of it.

    An operation on an id is done in every company meant that has it.
    """

    def __init__(self, companies: Companies, controls: Controls, opening: Opening) -> None:
        self._companies = companies
        self._opening = opening
        self._controls = controls

    def accounts(self) -> list[str]:
        """The companies there are now."""
        return self._companies.names()

    def table(self) -> dict[str, dict[str, View]]:
        """The views, by path and method."""
        return {
            "/letters": {"POST": self.write},
            "/clients/merge": {"POST": self.merge},
            "/clients/<number>": {"GET": self.client, "PATCH": self.edit},
            "/tickets/<number>": {"GET": self.ticket},
            "/tickets/<number>/open": {"POST": self.open},
        }

    def write(self) -> Response:
        """Somebody writes."""
        letter = read_letter(body(None))
        written = {name: self._write(name, company, letter) for name, company in self._meant().items()}
        answer = jsonify(accounts=written)
        answer.status_code = 201
        return answer

    def merge(self) -> Response:
        """Two clients become one."""
        wish = Reader.of(body(None), "the wish", {"into", "from"})
        into, other = wish.whole("into"), wish.whole("from")
        having, others = self._with_client(into), self._with_client(other)
        merged = {name: having[name].desk.merge(into, other) for name in having if name in others}
        if not merged:
            raise Unknown(f"no company has both client {into} and client {other}")
        return jsonify(accounts={name: _told(client) for name, client in merged.items()})

    def client(self) -> Response:
        """A client's card."""
        return self._clients(_number())

    def edit(self) -> Response:
        """Give a client's card other fields."""
        number, sent = _number(), body(None)
        for company in self._with_client(number).values():
            with company.transaction():
                client = company.desk.client(number)
                if client is not None:
                    company.desk.save_client(number, read_card(sent, "the card", client.card))
        return self._clients(number)

    def ticket(self) -> Response:
        """A ticket with its client and messages."""
        number = _number()
        having = self._having("ticket", number, lambda company: company.desk.ticket(number))
        found = {name: company.desk.ticket(number) for name, company in having.items()}
        return jsonify(accounts={name: _ticket_told(one) for name, one in found.items() if one})

    def open(self) -> Response:
        """A ticket is opened: its blocks are asked at once, or only the one wished for."""
        number, wish = _number(), Reader.of(body(None), "the wish", {"block"})
        wanted = wish.whole("block") if "block" in wish.fields else None
        having = self._having("ticket", number, lambda company: company.desk.ticket(number))
        blocks = {name: _shown_blocks(company, wanted) for name, company in having.items()}
        if wanted is not None and not any(blocks.values()):
            raise Unknown(f"no ticket shows a dynamic block {wanted}; is it enabled, and its extension on?")
        return jsonify(
            accounts={
                name: {"blocks": self._opened(name, having[name], number, blocks[name])} for name in having
            }
        )

    def _opened(self, name: str, company: Company, number: int, blocks: list[Block]) -> list[Json]:
        ticket = company.desk.ticket(number)
        if ticket is None or not blocks:
            return []
        with ThreadPoolExecutor(len(blocks)) as pool:
            shown = pool.map(lambda block: self._opening.show(name, ticket, block), blocks)
            return [{"block": block.id, **document(one)} for block, one in zip(blocks, shown, strict=True)]

    def _write(self, name: str, company: Company, letter: LetterWish) -> Json:
        now, desk = self._controls.now(name), company.desk
        channel = desk.channel(letter.channel)
        messages = (Message("client", letter.text, now),) if letter.text else ()
        contact = contacts.tidy(channel.type, letter.contact)
        ticket = NewTicket(channel.type, contact, letter.subject, messages=messages, channel_id=channel.id)
        ticket_id = desk.write(letter.name, ticket, now)
        return {"ticket": ticket_id, "client": desk.client_of(ticket_id)}

    def _clients(self, number: int) -> Response:
        found = {name: company.desk.client(number) for name, company in self._with_client(number).items()}
        return jsonify(accounts={name: _told(client) for name, client in found.items() if client})

    def _with_client(self, number: int) -> dict[str, Company]:
        return self._having("client", number, lambda company: company.desk.client(number))

    def _having(self, what: str, number: int, find: Callable[[Company], object]) -> dict[str, Company]:
        meant = self._meant()
        having = {name: company for name, company in meant.items() if find(company)}
        if not having:
            raise Unknown(f"there is no {what} {number} in {', '.join(meant) or 'any company'}")
        return having

    def _meant(self) -> dict[str, Company]:
        found = {name: self._companies.company(name) for name in chosen(self)}
        return {name: company for name, company in found.items() if company}


def _shown_blocks(company: Company, wanted: int | None) -> list[Block]:
    shown = [one for one in company.settings.shown_blocks() if one.kind == "dynamic"]
    return [one for one in shown if wanted in (None, one.id)]


def _number() -> int:
    text = part("number")
    if not text.isdecimal() or not text.isascii() or len(text) > _LONGEST_ID:
        raise ControlError(f"{text!r} is no id; give a whole number of at most {_LONGEST_ID} digits")
    return int(text)


def _told(client: Client) -> Json:
    return {"id": client.id, **asdict(client.card)}


def _ticket_told(ticket: Ticket) -> dict[str, Any]:
    messages = [{"author": one.author, "text": one.text, "at": one.at.isoformat()} for one in ticket.messages]
    return {**asdict(ticket), "client": _told(ticket.client), "messages": messages}
