"""The rows that stand for customers and orders: the document, and beside it what searches look at."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from simulators.retailcrm_mock.state import documents
from simulators.retailcrm_mock.state.database import Document
from simulators.retailcrm_mock.state.find import LONGEST_TAIL, SHORTEST_TAIL, digits, folded, lines

Row = tuple[Any, ...]
_DIGIT = re.compile(r"\d")
_COMMON = (
    "account", "id", "external_id", "site", "created_at", "email", "email_folded", "names", "digit_in_name",
    "phones", "digits", "document",
)  # fmt: skip
COLUMNS = {
    "customer": (*_COMMON, "type", "is_contact"),
    "order": (*_COMMON, "number", "status", "total", "customer_id", "contact_id"),
}


def of_customer(account: int, card: Document) -> Row:
    """The row of a person or a company, in the order of COLUMNS."""
    phones = [phone.get("number", "") for phone in card.get("phones", [])]
    return *_common(account, "customer", card, phones), card["type"], card.get("isContact", False)


def of_order(account: int, order: Document, customer: int | None, contact: int | None) -> Row:
    """The row of an order and of whose it is, in the order of COLUMNS."""
    phones = [order[name] for name in ("phone", "additionalPhone") if name in order]
    own = (order["number"], order["status"], order["totalSumm"], customer, contact)
    return *_common(account, "order", order, phones), *own


def insert(write: sqlite3.Connection, kind: str, rows: list[Row]) -> None:
    """Put new rows of a kind, "customer" or "order", in place, found by their phones from now on.

    Raises:
        sqlite3.IntegrityError: an id is taken.
    """
    marks = ", ".join("?" * len(COLUMNS[kind]))
    sql = f"INSERT INTO {kind}s ({', '.join(COLUMNS[kind])}) VALUES ({marks})"  # noqa: S608 - names of ours
    write.executemany(sql, rows)
    place = COLUMNS[kind].index("digits")
    tails = sorted((row[0], kind, tail, row[1]) for row in rows for tail in _tails(row[place]))
    write.executemany("INSERT OR IGNORE INTO tails VALUES (?, ?, ?, ?)", tails)


def remove(write: sqlite3.Connection, kind: str, account: int, number: int) -> None:
    """Take a row away, and what it was found by; an unknown one is fine."""
    where = "WHERE account = ? AND id = ?"
    held = write.execute(f"SELECT digits FROM {kind}s {where}", (account, number)).fetchone()  # noqa: S608
    if held is not None:
        tails = [(account, kind, tail, number) for tail in _tails(held[0])]
        write.executemany(
            "DELETE FROM tails WHERE account = ? AND kind = ? AND tail = ? AND owner = ?", tails
        )
        write.execute(f"DELETE FROM {kind}s {where}", (account, number))  # noqa: S608 - names of ours


def _common(account: int, what: str, document: Document, phones: Iterable[str]) -> Row:
    email, whole_name, given = document.get("email", ""), documents.names(document), [*filter(None, phones)]
    return (
        account,
        document["id"],
        document.get("externalId"),
        document["site"],
        document["createdAt"],
        email,
        folded(email),
        whole_name,
        _DIGIT.search(whole_name) is not None,
        lines(given),
        lines(digits(phone) for phone in given),
        documents.stored(document, f"{what} {document['id']}"),
    )


def _tails(held: str) -> Iterator[str]:
    for line in held.split("\n"):
        for start in range(len(line) - SHORTEST_TAIL + 1):
            yield line[start : start + LONGEST_TAIL]
