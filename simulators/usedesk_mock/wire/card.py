"""`client_data`: the client's card, as far as blocks are told of it."""

from dataclasses import asdict

from simulators.usedesk_mock.dialects import Positions
from simulators.usedesk_mock.state.model import Card
from simulators.usedesk_mock.wire.outgoing import Fields

LISTS = ("emails", "phones", "social_services", "addresses", "messengers", "sites")


def client_data(card: Card, dialect: Positions) -> Fields | list[object]:
    """Name and lists; neither note nor language nor the like, which no public block was ever sent."""
    lists = {name: _items(card, name, dialect) for name in LISTS}
    if dialect["empty-client-data"] == "list" and not card.name and not any(lists.values()):
        return []  # PHP's json_encode of an empty map
    return {"name": card.name} | {
        name: items or None if dialect["empty-lists"] == "null" else items
        for name, items in lists.items()
        if items or dialect["empty-lists"] != "absent"
    }


def _items(card: Card, name: str, dialect: Positions) -> list[object]:
    if name == "phones" and dialect["phones"] == "strings":
        return [one.phone for one in card.phones]
    return [one if isinstance(one, str) else asdict(one) for one in getattr(card, name)]
