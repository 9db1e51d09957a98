"""A company of one test, made in a running Usedesk simulator and removed with the test."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulators.kit import launcher
from simulators.kit.client import ControlClient, Json
from simulators.kit.errors import ControlError
from simulators.kit.own_account import OwnAccount, check_options, made
from simulators.usedesk_mock.app import THREADS, create_app

OPTIONS = ("tickets", "seed")  # what a company may be made with
_EXTENSIONS = {"RetailCRM": True}


@dataclass(frozen=True, slots=True)
class OwnTicket:
    """A ticket as the simulator tells it.

    Attributes:
        client: the client's card with its `id`, as JSON.
        channel: the type of channel it came by.
        messages: as JSON: `author`, `text`, `at`.
    """

    id: int
    subject: str
    status: str
    channel: str
    contact: str
    client: Json = field(repr=False)
    messages: list[Json] = field(repr=False)

    @property
    def client_id(self) -> int:
        """Whose ticket it is."""
        number: int = self.client["id"]
        return number


@dataclass(frozen=True, slots=True)
class Opened:
    """What an agent is shown of a block beside a ticket, and how it came about.

    Attributes:
        block: the block's id.
        outcome: `answered`, or the word for what went wrong.
        title: the outcome in a few words.
        advice: what it means and what to do.
        status: the answer's HTTP status; 0 without an answer.
        html: what stands in the block.
        size: bytes of the answer.
        milliseconds: how long it took.
        limit: the most seconds the block had.
        asked: the request: `method`, `url`, `headers`, `body`.
        answered: the answer's `headers` and `body`; None without one.
        verdict: where the request and the answer departed from the contract, a sentence each.
        dialect: the switches that did not stand at their default.
        faults: the kinds of the faults that struck.
    """

    block: int
    outcome: str
    title: str
    advice: str
    status: int
    html: str = field(repr=False)
    size: int
    milliseconds: float
    limit: float
    asked: Json = field(repr=False)
    answered: Json | None = field(repr=False)
    verdict: dict[str, list[str]]
    dialect: dict[str, str]
    faults: list[str]

    @property
    def sent(self) -> Json:
        """The fields the block was sent, where its body is JSON."""
        fields: Json = json.loads(self.asked["body"])
        return fields


class Usedesk(OwnAccount):
    """A company that is the test's own, its extensions on; a block's server can be any there is."""

    def __init__(self, control: ControlClient, simulator: str, account: str) -> None:
        super().__init__(control, account, f"{simulator.rstrip('/')}/companies/{account}")
        self.switch(_EXTENSIONS)

    def seed(self, tickets: int, seed: int = 1) -> Json:
        """Invent so many clients, each with a ticket, the same for the same seed; tells the ids made."""
        made: Json = self._control.seed({"tickets": tickets, "seed": seed})[self.account]
        return made

    def block(
        self,
        url: str,
        secret_key: str = "",
        *,
        title: str = "Block",
        dialect: Mapping[str, str] | None = None,
        **parameters: str,
    ) -> int:
        """Add a dynamic block, enabled, with POST parameters; tells its id.

        `dialect` moves switches for this block alone; `load(blocks=[…])` sets whatever else there is.
        """
        rows = [{"key": key, "value": value} for key, value in parameters.items()]
        block: Json = {
            "name": title,
            "title": title,
            "url": url,
            "secret_key": secret_key,
            "parameters": rows,
        }
        number: int = self.load(blocks=[block | ({"dialect": dict(dialect)} if dialect else {})])["blocks"][0]
        return number

    def switch(self, extensions: Mapping[str, bool]) -> None:
        """Turn extensions on or off, such as `{"RetailCRM": False}`."""
        self._control.seed({"load": {"extensions": dict(extensions)}})

    def ticket(
        self,
        channel: str | int = "email",
        client: Mapping[str, Any] | int | None = None,
        *,
        contact: str | None = None,
        subject: str = "",
        **more: Any,
    ) -> OwnTicket:
        """A new ticket, of a new client (a card) or of one there is (an id).

        Without a contact it comes from the address on the client's card that fits the channel. `more` are
        other fields of a ticket: `status`, `text`, `messages`, `id`.
        """
        whose = client if isinstance(client, int) else dict(client or {})
        wish: Json = {"channel": channel, "client": whose, "subject": subject, **more}
        told = self.load(tickets=[wish | ({} if contact is None else {"contact": contact})])
        return self.find(told["tickets"][0])

    def write(
        self, channel: str | int, contact: str = "", *, name: str = "", subject: str = "", text: str = ""
    ) -> OwnTicket:
        """Write as a client: who wrote from this address on this channel before is the same client."""
        letter = {"channel": channel, "contact": contact, "name": name, "subject": subject, "text": text}
        return self.find(self._own("POST", "letters", letter)["ticket"])

    def find(self, ticket: int) -> OwnTicket:
        """The ticket of this id."""
        told = self._own("GET", f"tickets/{ticket}")
        return OwnTicket(**{**told, "channel": told["channel"]["type"]})

    def client(self, number: int) -> Json:
        """A client's card."""
        return self._own("GET", f"clients/{number}")

    def edit(self, number: int, **fields: Any) -> Json:
        """Give a client's card other fields; tells the whole card."""
        return self._own("PATCH", f"clients/{number}", fields)

    def merge(self, into: OwnTicket | int, other: OwnTicket | int) -> Json:
        """Make two clients one, by their ids or by a ticket of each; tells the card they have now."""
        kept, gone = (one if isinstance(one, int) else one.client_id for one in (into, other))
        return self._own("POST", "clients/merge", {"into": kept, "from": gone})

    def open(self, ticket: OwnTicket | int, block: int | None = None) -> Opened:
        """Open a ticket as an agent does, and tell what one block shows: the only one, unless it is named.

        Raises:
            ControlError: there is none, or there are several and none is named.
        """
        shown = self.open_all(ticket) if block is None else self._opened(ticket, {"block": block})
        if len(shown) != 1:
            ids = ", ".join(str(one.block) for one in shown) or "none"
            raise ControlError(f"name the block to look at; the ticket shows: {ids}")
        return shown[0]

    def open_all(self, ticket: OwnTicket | int) -> list[Opened]:
        """Open a ticket as an agent does, and tell what every dynamic block shows, in the page's order."""
        return self._opened(ticket, {})

    def _opened(self, ticket: OwnTicket | int, wish: Json) -> list[Opened]:
        number = ticket if isinstance(ticket, int) else ticket.id
        return [Opened(**one) for one in self._own("POST", f"tickets/{number}/open", wish)["blocks"]]

    def reset(self) -> None:
        """Put everything back to how it was when the test began."""
        super().reset()
        self.switch(_EXTENSIONS)

    def _own(self, method: str, path: str, body: Json | None = None) -> Json:
        told: Json = self._control.ask(method, path, body)["accounts"][self.account]
        return told


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """A simulator without companies, in this process, on a free port; gives its address."""
    app = create_app(company=None)
    try:
        with launcher.running(app, threads=THREADS) as served:
            yield served.url
    finally:
        app.extensions["companies"].close()


@contextlib.contextmanager
def own_company(
    simulator: str, whose: str, options: Mapping[str, Any], token: str | None = None
) -> Iterator[Usedesk]:
    """A new company until the block ends; its name begins with `whose`.

    Args:
        simulator: where one listens.
        whose: small letters, digits and hyphens.
        options: those of OPTIONS.
        token: what the simulator was started with as --control-token.

    Raises:
        ControlError: an option is wrong, or the simulator can't be reached.
    """
    check_options(options, OPTIONS)
    with made(simulator, whose, options, token) as (control, name):
        yield Usedesk(control, simulator, name)
