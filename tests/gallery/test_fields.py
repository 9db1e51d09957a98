"""The walk over the core's values meets every field, one that is added tomorrow as well."""

from dataclasses import dataclass, replace
from decimal import Decimal

from service.core.model import Account, Decision, Item, Order, References, Tag, Ticket
from tests.gallery.builders import found, sample
from tests.gallery.fields import fields_met, fields_of, leaves, planted
from tests.gallery.world import everything, texts_of


@dataclass(frozen=True, slots=True)
class _Wrapping:
    paper: str = ""


@dataclass(frozen=True, slots=True)
class _Tomorrow(Order):
    gift_note: str = ""
    wrapping: _Wrapping = _Wrapping()


def test_a_text_field_added_tomorrow_is_hit() -> None:
    tomorrow = sample("Tomorrow", found(_Tomorrow(1)))
    place = ("decision", "person", "orders", 0)
    assert {(*place, "gift_note"), (*place, "wrapping", "paper")} <= texts_of(tomorrow).keys()
    hit = planted(tomorrow, {(*place, "wrapping", "paper"): "<b>"})
    assert hit.decision.person.orders == (_Tomorrow(1, wrapping=_Wrapping("<b>")),)


def test_every_field_of_the_model_that_may_hold_text_holds_some_in_the_world() -> None:
    world = everything()
    may = {one for kind in (Decision, Ticket, References, Account) for one in fields_of(kind)}
    met = {
        one
        for part in (world.decision, world.ticket, world.references, world.account)
        for one in fields_met(part)
    }
    assert may - met == set()
    assert len(may) > 40


def test_a_planted_value_differs_only_where_it_was_planted() -> None:
    item = Item("Kettle", Decimal(1), status="sold")
    assert planted(item, {("name",): "Pot"}) == replace(item, name="Pot")
    names = References(managers={3: "Olga"}, delivery_types={"post": "Mail"})
    plants = {("delivery_types", "post", "key"): "mail", ("managers", 3): "Anna"}
    assert planted(names, plants) == References(managers={3: "Anna"}, delivery_types={"mail": "Mail"})
    assert planted(names, {}) == names


def test_leaves_are_found_in_tuples_sets_and_mappings() -> None:
    assert dict(leaves((Tag("a"), {"k": ("v", None)}, frozenset("b")))) == {
        (0, "name"): "a",
        (0, "color"): "",
        (1, "k", "key"): "k",
        (1, "k", 0): "v",
        (1, "k", 1): None,
        (2, 0): "b",
    }
