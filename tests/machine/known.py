"""Which ids the programs gave to what a script counts."""

from dataclasses import dataclass, field

from tests.properties.oracle import Verdict


@dataclass
class Known:
    """The programs' ids of what a script counts: the first of a list is number 1; None is gone."""

    cards: list[int | None] = field(default_factory=list)
    orders: list[int | None] = field(default_factory=list)
    clients: list[int] = field(default_factory=list)
    tickets: list[int] = field(default_factory=list)
    shops: dict[tuple[str, int], str] = field(default_factory=dict)  # of customers and orders, by id

    def numbered(self, shown: Verdict) -> Verdict:
        """The same by a script's numbers; who or what it does not know keeps the id, below zero."""
        cards = {number: place for place, number in enumerate(self.cards, 1)}
        orders = {number: place for place, number in enumerate(self.orders, 1)}
        return Verdict(
            shown.outcome,
            None if shown.client is None else cards.get(shown.client, -shown.client),
            tuple(cards.get(one, -one) for one in shown.others),
            tuple(orders.get(one, -one) for one in shown.orders),
            tuple(orders.get(one, -one) for one in shown.lone_orders),
        )


def there(kind: str, number: int | None) -> int:
    """The id of what the script means, which must not be gone."""
    assert number is not None, f"the script changes one of the {kind} that is gone"
    return number
