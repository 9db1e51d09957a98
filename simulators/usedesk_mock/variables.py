"""Ticket variables in a static block's content, such as `{{ticket_id}}`. Pure.

Documented is that static blocks take HTML and variables of the ticket; their names are not public. Seen was
only `{{client_id}}`, in the URL of a dynamic block, where Usedesk left it as it was. So no URL is ever filled
in, and these names, built from Usedesk's own words in its requests, are inferred.
"""

import html
import re

from simulators.usedesk_mock.state.model import Ticket

_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}", re.ASCII)


def known(ticket: Ticket) -> dict[str, str]:
    """Every variable there is, and its value for the ticket; empty where the ticket tells none."""
    card = ticket.client.card
    return {
        "ticket_id": str(ticket.id),
        "ticket_subject": ticket.subject,
        "ticket_status": ticket.status,
        "channel_id": str(ticket.channel.id),
        "channel_type": ticket.channel.type,
        "channel_name": ticket.channel.name,
        "client_id": str(ticket.client.id),
        "client_name": card.name or "",
        "client_email": "".join(card.emails[:1]),
        "client_phone": "".join(one.phone for one in card.phones[:1]),
        "client_contact": ticket.contact,
    }


def filled(content: str, ticket: Ticket) -> str:
    """The content with its variables filled in, escaped for HTML; unknown ones stay as they are."""
    values = known(ticket)
    return _VARIABLE.sub(
        lambda found: html.escape(values[found[1]]) if found[1] in values else found[0], content
    )
