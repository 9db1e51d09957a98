"""Copies of an account: further accounts of the same name that nobody sees; SQLite itself copies them."""

import sqlite3

HELD = ("keys", "reference", "customers", "orders", "tails")  # the tables that hold what is an account's


def keep(write: sqlite3.Connection, account: int, name: str, kept: str) -> None:
    """Keep a copy of the account under the name `kept`, in place of the one that had it."""
    drop(write, name, kept)
    sql = (
        "INSERT INTO accounts (name, kept, settings) SELECT name, ?, settings FROM accounts WHERE number = ?"
    )
    _copy(write, account, write.execute(sql, (kept, account)).lastrowid or 0)


def put_back(write: sqlite3.Connection, account: int, name: str, kept: str) -> bool:
    """Put the copy in place of all that the account holds; False if there is none."""
    number = _number(write, name, kept)
    if number is None:
        return False
    empty(write, account)
    sql = "UPDATE accounts SET settings = (SELECT settings FROM accounts WHERE number = ?) WHERE number = ?"
    write.execute(sql, (number, account))
    _copy(write, number, account)
    return True


def drop(write: sqlite3.Connection, name: str, kept: str) -> bool:
    """Forget the copy; False if there is none."""
    number = _number(write, name, kept)
    if number is None:
        return False
    _remove(write, number)
    return True


def drop_all(write: sqlite3.Connection, name: str) -> None:
    """Take away the account and all its copies."""
    for (number,) in write.execute("SELECT number FROM accounts WHERE name = ?", (name,)).fetchall():
        _remove(write, number)


def empty(write: sqlite3.Connection, account: int) -> None:
    """Take away all that an account holds."""
    for table in HELD:
        write.execute(f"DELETE FROM {table} WHERE account = ?", (account,))  # noqa: S608 - names of ours


def _remove(write: sqlite3.Connection, account: int) -> None:
    empty(write, account)
    write.execute("DELETE FROM accounts WHERE number = ?", (account,))


def _copy(write: sqlite3.Connection, source: int, target: int) -> None:
    for table in HELD:
        columns = ", ".join(_columns(write, table))
        sql = f"INSERT INTO {table} (account, {columns}) SELECT ?, {columns} FROM {table} WHERE account = ?"  # noqa: S608 - names of ours
        write.execute(sql, (target, source))


def _columns(write: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in write.execute(f"PRAGMA table_info({table})") if row[1] != "account"]


def _number(write: sqlite3.Connection, name: str, kept: str) -> int | None:
    sql = "SELECT number FROM accounts WHERE name = ? AND kept = ?"
    found = write.execute(sql, (name, kept)).fetchone()
    return None if found is None else int(found[0])
