"""Puts what a wish lists into a company."""

from datetime import datetime

from simulators.kit.errors import ControlError
from simulators.usedesk_mock.state import contacts
from simulators.usedesk_mock.state.company import Company
from simulators.usedesk_mock.state.desk import Unknown
from simulators.usedesk_mock.state.model import Channel, NewTicket
from simulators.usedesk_mock.wishes import ClientWish, Load, TicketWish


class Loading:
    """A load on its way into a company; `now` is the time tickets open."""

    def __init__(self, company: Company, now: datetime) -> None:
        self._desk, self._settings = company.desk, company.settings
        self._now = now

    def put(self, load: Load) -> dict[str, list[int]]:
        """Put all of it in place, in a transaction of the caller's; returns the ids.

        Raises:
            ControlError: an id is taken, or nobody has it; the message names its place.
        """
        self._settings.switch(load.extensions)
        clients = [self._client(wish) for wish in load.clients]
        channels = [self._desk.add_channel(one.type, one.name) for one in load.channels]
        tickets = [self._ticket(wish, f"load.tickets[{place}]") for place, wish in enumerate(load.tickets)]
        blocks = [self._settings.save_block(block) for block in load.blocks]
        return {"clients": clients, "channels": channels, "tickets": tickets, "blocks": blocks}

    def _client(self, wish: ClientWish) -> int:
        return self._desk.add_client(wish.card, wish.id)

    def _ticket(self, wish: TicketWish, place: str) -> int:
        channel = self._channel(wish.channel, place)
        client = self._desk.client(wish.client if isinstance(wish.client, int) else self._client(wish.client))
        if client is None:
            raise ControlError(f"{place}.client {wish.client} is unknown; load the client first")
        ours = contacts.contact_of(channel.type, client.card)
        ticket = NewTicket(
            channel_type=channel.type,
            contact=ours if wish.contact is None else wish.contact,
            subject=wish.subject,
            status=wish.status,
            messages=wish.messages,
            channel_id=channel.id,
        )
        return self._desk.add_ticket(client.id, ticket, self._now, wish.id)

    def _channel(self, wanted: str | int, place: str) -> Channel:
        try:
            return self._desk.channel(wanted)
        except Unknown as error:
            raise ControlError(f"{place}.channel: {error}") from error
