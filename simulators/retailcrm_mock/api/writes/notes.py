"""Notes at customers: create, delete."""

from simulators.retailcrm_mock.api.errors import Refusal
from simulators.retailcrm_mock.api.operations import Call, explain_missing, identified
from simulators.retailcrm_mock.api.writes import common
from simulators.retailcrm_mock.state import Document, Note

NOT_FOUND = "Note not found"
NOT_LOADED = "Note is not loaded"


def create(call: Call) -> Document:
    """Write a note at a customer."""
    shop, sent = common.site(call), common.entity(call, "note", "NoteToWrite")
    name, value, named = common.referred(sent["customer"], {"id": "id", "externalId": "external_id"})
    with call.account.writing() as writer:
        found = common.visible(call, call.account.find_customers, named, shop)
        if found is None:
            text = common.not_found(call, "customer", name, value, shop)
            raise Refusal(400, NOT_LOADED, {f"customer.{name}": text})
        note = Note(found["id"], found["site"], sent["text"], sent.get("managerId"))
        return {"id": writer.add_note(note)}


def delete(call: Call, number: str) -> Document:
    """Take a note away."""
    with call.account.writing() as writer:
        by_id = identified("id", number)
        found = common.visible(call, call.account.find_notes, by_id, None)
        if found is None:
            explain_missing(call, "note", "id", {"id": by_id}, "")
            raise Refusal(404, NOT_FOUND)
        writer.drop_note(found["id"])
    return {}
