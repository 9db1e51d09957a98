"""Who is let in: a caller who tries key after key is told to wait before anybody is asked."""

from collections.abc import Callable
from dataclasses import dataclass

from service.block import Answer
from service.core.drawn import Page
from service.core.model import Outcome, Ticket
from service.core.render import render_alone
from service.events import Provenance
from service.ports import Attempts

_WRONG = frozenset({Outcome.KEY_REJECTED, Outcome.ACCOUNT_UNKNOWN, Outcome.SECRET_UNKNOWN})
_OPEN = frozenset(
    {Outcome.NOT_CONFIGURED, Outcome.CRM_UNAVAILABLE, Outcome.CRM_BUSY, Outcome.NOTHING_TO_SEARCH_BY}
)
"""Outcomes that say nothing of the key."""


@dataclass(frozen=True, slots=True)
class Door:
    """Stands before the block and learns from its outcomes which keys are wrong."""

    answer: Callable[[Ticket, str], Answer]
    attempts: Attempts

    def __call__(self, ticket: Ticket, request_id: str) -> Answer:
        """Make the block, or one that asks for patience."""
        attempt = self.attempts.begin(ticket.caller, _account(ticket.subdomain), ticket.key)
        if not attempt.admitted:
            html = render_alone(Outcome.TOO_MANY_KEYS, ticket.preferences.lang, request_id)
            return Answer(Page.of(html), Outcome.TOO_MANY_KEYS, 0, Provenance())
        made = self.answer(ticket, request_id)
        if made.outcome in _WRONG:
            attempt.wrong()
        elif made.outcome not in _OPEN:
            attempt.right()
        return made


def _account(typed: str) -> str:
    """Name an account in one way, however it was typed; not exactly, for it only has to be counted."""
    return typed.strip().casefold().removeprefix("https://").partition(".")[0]
