"""The demo's tickets, each named after what it shows, in the order they are to be looked at."""

from simulators.demo import looks, rules
from simulators.demo.records import Scenario

__all__ = ["Scenario", "scenarios"]


def scenarios() -> list[Scenario]:
    """All of them: first whom the rules choose, then what a block can show."""
    return [
        rules.phone_with_orders(),
        rules.phone_without_orders(),
        rules.email_without_orders(),
        rules.two_people(),
        rules.shared_phone(),
        rules.nothing_to_search_by(),
        rules.whatsapp_only(),
        rules.unknown(),
        rules.many_orders(),
        rules.hostile(),
        rules.order_without_card(),
        rules.ninth_digit(),
        looks.whole_card(),
        looks.bad_client(),
        looks.one_person_three_cards(),
        looks.contact_of_a_company(),
        looks.several_shops(),
        looks.orders_to_unfold(),
        looks.payments(),
        looks.parcel_on_its_way(),
        looks.cancelled_items(),
        looks.comments(),
        looks.overdue_and_call_back(),
    ]
