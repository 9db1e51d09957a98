"""What points to a customer or an order, and where it points when that one goes."""

import json
import sqlite3
from typing import Any

from simulators.retailcrm_mock.state import contents, documents, find
from simulators.retailcrm_mock.state.database import Document
from simulators.retailcrm_mock.state.find import Condition

ROLES = ("customer", "contact")  # whom an order names
# Said as the index on orders says it, which holds the few that are linked at all.
LINKED = Condition(f"{contents.at('links')} IS NOT NULL")


def to_customer(write: sqlite3.Connection, account: int, stranger: int, heir: int | None) -> None:
    """Let orders and the contacts of companies name the heir, or nobody, where they name the stranger."""
    for role in ROLES:
        sql = f"UPDATE orders SET {role}_id = ? WHERE account = ? AND {role}_id = ?"  # noqa: S608 - ours
        write.execute(sql, (heir, account, stranger))
    main = Condition(f"{contents.at('mainCustomerContact.customer.id')} = ?", (stranger,))
    listed = contents.some(
        "customerContacts", Condition(f"{contents.within('customer.id')} = ?", (stranger,))
    )
    speaks_for = find.everywhere([find.COMPANIES, contents.any_of([main, listed])])
    for number, company in _found(write, "customers", account, speaks_for):
        _keep(write, "customers", account, number, _handed_over(company, stranger, heir))


def to_order(write: sqlite3.Connection, account: int, gone: int) -> None:
    """Take away the links of other orders to this one."""
    pointing = contents.some("links", Condition(f"{contents.within('order.id')} = ?", (gone,)))
    for number, order in _found(write, "orders", account, find.everywhere([LINKED, pointing])):
        links = [link for link in order["links"] if _named(link, "order") != gone]
        _keep(write, "orders", account, number, {**order, "links": links})


def to_company(write: sqlite3.Connection, account: int, gone: int) -> None:
    """Take away the legal entity that the orders of this company name: it was the company's."""
    theirs = Condition(f"customer_id = ? AND {contents.at('company')} IS NOT NULL", (gone,))
    for number, order in _found(write, "orders", account, theirs):
        left = {name: held for name, held in order.items() if name != "company"}
        _keep(write, "orders", account, number, left)


def _found(
    read: sqlite3.Connection, table: str, account: int, condition: Condition
) -> list[tuple[int, Document]]:
    sql = f"SELECT id, document FROM {table} WHERE account = ? AND {condition.sql}"  # noqa: S608 - ours
    rows = read.execute(sql, (account, *condition.values)).fetchall()
    return [(number, json.loads(held)) for number, held in rows]


def _keep(write: sqlite3.Connection, table: str, account: int, number: int, document: Document) -> None:
    """Keep the document; what searches look at beside it has not changed."""
    sql = f"UPDATE {table} SET document = ? WHERE account = ? AND id = ?"  # noqa: S608 - a name of ours
    write.execute(sql, (documents.stored(document, f"one of {table}, {number},"), account, number))


def _handed_over(company: Document, stranger: int, heir: int | None) -> Document:
    """The company, the heir in the stranger's place among its contacts."""
    main = _renamed(company.get("mainCustomerContact"), stranger, heir)
    contacts = _contacts(company.get("customerContacts"), stranger, heir)
    changed = {"mainCustomerContact": main, "customerContacts": contacts}
    gone = {name for name, held in changed.items() if held is None}
    return {name: changed.get(name, held) for name, held in company.items() if name not in gone}


def _contacts(held: Any, stranger: int, heir: int | None) -> Any:
    """The contacts, listed or keyed by id, the heir in the stranger's place; nobody stands there twice."""
    if not isinstance(held, dict | list):
        return held
    many = held if isinstance(held, dict) else dict(enumerate(held))
    if any(_named(contact, "customer") == heir for contact in many.values()):
        heir = None
    handed = {name: _renamed(contact, stranger, heir) for name, contact in many.items()}
    kept = {name: contact for name, contact in handed.items() if contact is not None}
    return kept if isinstance(held, dict) else list(kept.values())


def _renamed(contact: Any, stranger: int, heir: int | None) -> Any:
    """The contact, the heir's if it was the stranger's; None if there is no heir."""
    if _named(contact, "customer") != stranger:
        return contact
    return None if heir is None else {**contact, "customer": {**contact["customer"], "id": heir}}


def _named(pointer: Any, role: str) -> object:
    """The id of whom the pointer names."""
    held = pointer.get(role) if isinstance(pointer, dict) else None
    return held.get("id") if isinstance(held, dict) else None
