"""Customers: create, edit, upload, combine."""

from typing import Any

from simulators.retailcrm_mock.api.errors import NOT_FOUND, Refusal
from simulators.retailcrm_mock.api.operations import Call, explain_missing
from simulators.retailcrm_mock.api.shapes import shape
from simulators.retailcrm_mock.api.writes import common
from simulators.retailcrm_mock.state import Document, Writer, find
from simulators.retailcrm_mock.state.account import Slice

EXISTS = "Customer already exists."
LOADED_WITH_ERRORS = "Customers are loaded with errors"
BAD_COMBINE = "Invalid input parameters"
PARTIAL = 460
COLOUR = "#3e89b6"  # of a tag nobody has coloured, as in the php client's fixtures
TAGGING = ("tags", "addTags", "removeTags")


def create(call: Call) -> Document:
    """Make a customer."""
    shop, sent = common.home(call), common.entity(call, "customer", "CustomerToWrite")
    with call.account.writing() as writer:
        if _taken(call, sent.get("externalId"), shop):
            raise Refusal(400, EXISTS)
        return {"id": _add(writer, sent, shop)}


def edit(call: Call, external_id: str) -> Document:
    """Change what is sent of a customer, and nothing else."""
    way, shop = common.by(call), common.site(call)
    sent = common.entity(call, "customer", "CustomerToWrite")
    with call.account.writing() as writer:
        card = writer.customer(common.sought(call, call.account.find_customers, way, external_id, shop))
        if _taken(call, sent.get("externalId"), card["site"], card["id"]):
            raise Refusal(400, EXISTS)
        writer.put_customer(_changed(card, sent))
    return {"id": card["id"]}


def upload(call: Call) -> Document:
    """Make up to fifty customers; those that cannot be made are told, the others stay."""
    shop, sent = common.home(call), common.entity(call, "customers", "Bunch")
    wrong: dict[str, str] = {}
    told: Document = {"uploadedCustomers": [], "failedCustomers": []}
    with call.account.writing() as writer:
        for place, one in enumerate(sent):
            problems = _problems(call, one, shop)
            wrong |= {f"customers[{place}]{where}": text for where, text in problems.items()}
            if problems:
                told["failedCustomers"].append(_named(one))
            else:
                number = _add(writer, shape("CustomerToWrite").known(one), shop)
                told["uploadedCustomers"].append({"id": number, **_named(one)})
    if wrong and call.dialect["upload-partial"] == str(PARTIAL):
        raise Refusal(PARTIAL, LOADED_WITH_ERRORS, wrong, more=told)
    return told


def combine(call: Call) -> Document:
    """Make one customer of several: orders, notes, phones and tags go to the one who stays."""
    stay, gone = _to_combine(call)
    with call.account.writing() as writer:
        _refuse_unseen(call, {stay, *gone})
        heir = writer.customer(stay)
        for number in gone:
            heir = _united(heir, writer.customer(number))
            writer.move(number, stay)
            writer.drop("customer", number)
        writer.put_customer(heir)
    return {}


def _to_combine(call: Call) -> tuple[int, list[int]]:
    try:
        stay = common.entity(call, "resultCustomer", "CustomerId")["id"]
        gone = [one["id"] for one in common.entity(call, "customers", "CustomerIds")]
    except Refusal as refusal:
        raise Refusal(400, BAD_COMBINE, refusal.wrong) if refusal.wrong else refusal from None
    if stay in gone:
        raise Refusal(400, BAD_COMBINE)
    return stay, list(dict.fromkeys(gone))


def _refuse_unseen(call: Call, named: set[int]) -> None:
    """Raise the Refusal, and say why, if the key does not see all of these."""
    by_id = find.one_of("id", named)
    seen = call.account.find_customers([by_id], Slice(limit=len(named)), call.key.shops).items
    unseen = named - {one["id"] for one in seen}
    if unseen:
        explain_missing(call, "customer", "id", {"id": find.one_of("id", unseen)}, "")
        raise Refusal(404, NOT_FOUND)


def _problems(call: Call, sent: Document, shop: str) -> dict[str, str]:
    wrong = {f".{place}": text for place, text in shape("CustomerToWrite").errors(sent).items()}
    if not wrong and _taken(call, sent.get("externalId"), shop):
        # retailcrm/api-client-php pull request 231 and issue 232: this text, met in the wild
        wrong[".externalId"] = f"Customer with externalId={sent['externalId']} already exists"
    return wrong


def _add(writer: Writer, sent: Document, shop: str) -> int:
    return writer.add_customer(_changed({"site": shop, "createdAt": writer.now}, sent))


def _changed(card: Document, sent: Document) -> Document:
    plain = {name: value for name, value in sent.items() if name not in TAGGING}
    tags = _tags(card.get("tags", []), sent)
    return common.merged(card, plain) | ({"tags": tags} if any(name in sent for name in TAGGING) else {})


def _tags(held: list[Document], sent: Document) -> list[Document]:
    kept = {tag["name"]: tag for tag in held}
    for tag in sent.get("tags", []):
        kept[tag["name"]] = {"color": COLOUR, "attached": False, **kept.get(tag["name"], {}), **tag}
    if "tags" in sent:
        kept = {tag["name"]: kept[tag["name"]] for tag in sent["tags"]}
    for name in sent.get("addTags", []):
        kept.setdefault(name, {"name": name, "color": COLOUR, "attached": False})
    return [tag for name, tag in kept.items() if name not in sent.get("removeTags", [])]


def _taken(call: Call, external_id: str | None, shop: str, owner: int | None = None) -> bool:
    """Whether another person in the shop has this id of the shop's."""
    if external_id is None:
        return False
    where = [find.one_of("external_id", [external_id]), find.one_of("site", [shop])]
    return any(one["id"] != owner for one in call.account.find_customers(where).items)


def _united(heir: Document, stranger: Document) -> Document:
    known = {find.digits(phone.get("number", "")) for phone in heir.get("phones", [])}
    phones = [
        phone for phone in stranger.get("phones", []) if find.digits(phone.get("number", "")) not in known
    ]
    tagged = {tag["name"]: tag for tag in [*stranger.get("tags", []), *heir.get("tags", [])]}
    fields = {**(stranger.get("customFields") or {}), **(heir.get("customFields") or {})}
    lists: dict[str, Any] = {"phones": heir.get("phones", []) + phones, "tags": list(tagged.values())}
    email = heir.get("email") or stranger.get("email")
    mail = {"email": email} if email else {}
    # Companies' contacts are moved to the heir, who is then a contact person.
    contact = {"isContact": True} if stranger.get("isContact") else {}
    told = {name: held for name, held in lists.items() if held}
    return heir | told | mail | contact | {"customFields": fields}


def _named(sent: Any) -> Document:
    external_id = sent.get("externalId")
    return {"externalId": external_id} if isinstance(external_id, str) else {}
