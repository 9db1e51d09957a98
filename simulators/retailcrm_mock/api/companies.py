"""What the methods of companies answer: the list, one of them, and what a company has lists of."""

from collections.abc import Mapping

from simulators.retailcrm_mock import wire
from simulators.retailcrm_mock.api import filters, reading
from simulators.retailcrm_mock.api.lists import Meaning, holds, is_one_of, part
from simulators.retailcrm_mock.api.operations import MOST, Call, listing, one
from simulators.retailcrm_mock.state import Document, contents
from simulators.retailcrm_mock.state.account import Slice


def companies(call: Call) -> Document:
    """One page of the companies that the filters find."""
    return listing(call, "customersCorporate", filters.COMPANIES, call.account.find_companies, wire.customer)


def company(call: Call, external_id: str) -> Document:
    """One company."""
    found = one(call, external_id, call.account.find_companies)
    return {"customerCorporate": wire.customer(found, call.dialect)}


def contacts(call: Call, external_id: str) -> Document:
    """One page of the people who are a company's contacts, as far as the key sees them."""
    found = one(call, external_id, call.account.find_companies)
    people = call.account.find_customers(
        [contents.contact_of(found["id"], call.key.shops)], Slice(limit=MOST, order="lowest"), call.key.shops
    )
    main = _inside(found, "mainCustomerContact")
    listed = _listed(found, "customerContacts")
    held = {str(_inside(link, "customer").get("id")): link for link in [main, *listed]}
    links = _numbered([{**held.get(str(card["id"]), {}), "customer": card} for card in people.items])
    main_person = _inside(main, "customer").get("id")
    return part(call, "contacts", [_contact(link, main_person) for link in links], CONTACTS, wire.part)


def legal_entities(call: Call, external_id: str) -> Document:
    """One page of a company's legal entities, which RetailCRM calls its companies."""
    found = one(call, external_id, call.account.find_companies)
    owner = {name: found[name] for name in ("site", "id", "externalId", "type") if name in found}
    given = {"active": True, "customFields": []}
    held = [{**given, **each, "customer": owner} for each in _with_main(found, "companies", "mainCompany")]
    return part(call, "companies", held, LEGAL_ENTITIES, wire.part)


def addresses(call: Call, external_id: str) -> Document:
    """One page of a company's addresses."""
    found = one(call, external_id, call.account.find_companies)
    return part(call, "addresses", _with_main(found, "addresses", "mainAddress"), ADDRESSES, wire.part)


def _contact(link: Document, main_person: object) -> Document:
    person = link["customer"]
    told = {name: person[name] for name in ("id", "externalId", "site") if name in person}
    chosen = link.get("isMain", person["id"] == main_person)
    return {**link, "isMain": chosen, "customer": told, "companies": _listed(link, "companies")}


def _with_main(company: Document, name: str, main: str) -> list[Document]:
    """Those listed; and the main one, that is known by id and name alone unless it is listed."""
    held, chosen = _listed(company, name), _inside(company, main)
    if chosen and not any(each.get("id") == chosen.get("id") for each in held):
        held = [chosen, *held]
    told = [{"isMain": bool(chosen) and each.get("id") == chosen.get("id"), **each} for each in held]
    return _numbered(told)


def _numbered(held: list[Document]) -> list[Document]:
    """Each with an id: the one given, or the next free."""
    last = max((each["id"] for each in held if isinstance(each.get("id"), int)), default=0)
    free = iter(range(last + 1, last + 1 + len(held)))
    return [each if isinstance(each.get("id"), int) else {**each, "id": next(free)} for each in held]


def _inside(holder: Document, name: str) -> Document:
    held = holder.get(name)
    return held if isinstance(held, dict) else {}


def _listed(holder: Document, name: str) -> list[Document]:
    held = holder.get(name)
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []


# retailcrm/api-client-php: CustomerContactFilter, CompanyFilter, CustomerAddressFilter.
CONTACTS: Mapping[str, Meaning] = {
    "ids": is_one_of(reading.identity, "id"),
    "contactIds": is_one_of(reading.identity, "customer", "id"),
    "contactExternalIds": is_one_of(str, "customer", "externalId"),
}
LEGAL_ENTITIES: Mapping[str, Meaning] = {
    "ids": is_one_of(reading.identity, "id"),
    "externalIds": is_one_of(str, "externalId"),
}
ADDRESSES: Mapping[str, Meaning] = {
    "ids": is_one_of(reading.identity, "id"),
    "name": holds("name"),
    "city": holds("city"),
    "region": holds("region"),
}
