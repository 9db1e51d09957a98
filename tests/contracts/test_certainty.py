"""The page that says how sure the contracts are is true, and so is what it says of the service."""

from typing import Any

import pytest

from contracts.certainty import page
from tests.certainty.__main__ import PAGE
from tests.certainty.complete import complete
from tests.certainty.read_of_requests import read
from tests.certainty.relied import relied

TREE, TREES = "#/components/schemas/Tree", "#/components/schemas/Trees"
DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Tree": {"type": "object", "properties": {"name": {}, "below": {"$ref": TREES}}},
            "Trees": {"type": "array", "items": {"$ref": TREE}},
        }
    }
}  # fmt: skip


def test_the_page_is_that_of_these_contracts_and_this_service() -> None:
    assert PAGE.read_text(encoding="utf-8") == page({"retailcrm": relied()}), "run: nox -s certainty"


def test_what_no_contract_describes_is_not_relied_on_in_silence() -> None:
    with pytest.raises(LookupError, match="relies on what no contract describes: #/components/schemas/Moon"):
        page({"retailcrm": {"#/components/schemas/Moon"}})


def test_the_answers_that_are_watched_hold_everything_and_note_what_is_read() -> None:
    seen: set[str] = set()
    tree = complete(DOCUMENT, {"$ref": TREE}, "#", seen)
    assert (tree, seen) == ({"name": "1", "below": [{"name": "1", "below": [{"name": "1"}]}]}, set())
    tree["below"][0].get("name")
    places = {f"{TREE}/properties/{name}" for name in ("below", "name")}
    assert seen == places


def test_the_service_relies_on_what_the_article_shows() -> None:
    shown = {
        f"#/components/schemas/{name}"
        for name in ("Customer/properties/firstName", "Order/properties/number")
    }
    assert shown < relied()


def test_of_a_request_the_service_reads_whose_it_is_how_to_reach_them_and_the_parameters() -> None:
    places = [place.removeprefix("#/components/schemas/").split("/properties/") for place in read()]
    told: dict[str, set[str]] = {}
    for schema, name in places:
        told.setdefault(schema, set()).add(name)
    own = {"ticket_id", "contact", "channel_type", "from_email", "client_data", "channel_data"}
    parameters = {"subdomain", "lang", "country", "orders", "show", "shops", "timezone", "tracking"}

    assert told == {
        "UsedeskRequest": own | parameters | {"secret", "secret_key"},
        "ClientData": {"emails", "phones", "messengers"},
        "ClientPhone": {"phone"},
        "Messenger": {"type", "id"},
        "ChannelData": {"type"},
    }
