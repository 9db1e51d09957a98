"""The ids of an account. One that was given is never given again, as by a database that counts on.

What was deleted leaves its id in the table `gone`; what is there tells its own. Payments and items count
within their order, and leave theirs as well.
"""

import sqlite3
from collections.abc import Iterable

_FREE = """SELECT 1 + max(ifnull((SELECT max(id) FROM {}s WHERE account = ?1), 0),
    ifnull((SELECT max(id) FROM gone WHERE account = ?1 AND kind = ?2), 0))"""


def free(read: sqlite3.Connection, account: int, kind: str) -> int:
    """The first id above all that were given to the "customer", "order", "note" or "key" of an account."""
    found: int = read.execute(_FREE.format(kind), (account, kind)).fetchone()[0]
    return found


def retire(write: sqlite3.Connection, account: int, kind: str, numbers: Iterable[int]) -> None:
    """See that these ids are given to nobody else: their owners go."""
    rows = [(account, kind, number) for number in numbers]
    write.executemany("INSERT OR IGNORE INTO gone VALUES (?, ?, ?)", rows)


def retired(read: sqlite3.Connection, account: int, kind: str, number: int) -> bool:
    """Whether somebody who went had this id."""
    sql = "SELECT 1 FROM gone WHERE account = ? AND kind = ? AND id = ?"
    return read.execute(sql, (account, kind, number)).fetchone() is not None
