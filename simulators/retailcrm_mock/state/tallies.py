"""Counts of what is found, without reading it."""

from collections import Counter
from collections.abc import Sequence

from simulators.retailcrm_mock.state.database import Database
from simulators.retailcrm_mock.state.find import Condition

STEPS = 60  # thousand of SQLite's steps: a few milliseconds
_TALLIED = {
    "day": "substr(created_at, 1, 10)",
    "status": "status",
    "currency": "json_extract(document, '$.currency')",
}


def of_orders(
    database: Database, condition: Condition, by: Sequence[str]
) -> dict[tuple[str, ...], tuple[int, float]]:
    """How many orders there are and what they come to, by "day", "status" or "currency", or several."""
    parts = ", ".join(_TALLIED[part] for part in by)
    sql = f"SELECT count(*), total(total), {parts} FROM orders WHERE {condition.sql} GROUP BY {parts}"  # noqa: S608 - names of ours
    rows = database.rows(sql, condition.values)
    return {tuple(str(one or "") for one in key): (count, total) for count, total, *key in rows}


def by_shop(database: Database, table: str, condition: Condition, most: int) -> dict[str, int] | None:
    """How many of the first so many are in each shop; None if counting takes more than milliseconds."""
    sql = f"SELECT site FROM {table} WHERE {condition.sql} LIMIT ?"  # noqa: S608 - names of ours
    rows = database.rows_within(STEPS, sql, (*condition.values, most))
    return None if rows is None else dict(Counter(site for (site,) in rows))
