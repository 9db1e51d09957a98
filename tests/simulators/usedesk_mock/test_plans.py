"""Every question a page asks is answered from an index, so that its cost does not grow with the tickets."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulators.kit.database import Database
from simulators.usedesk_mock.state.company import Company
from simulators.usedesk_mock.state.database import SHAPE
from simulators.usedesk_mock.state.model import Card, Message, NewTicket

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LETTER = NewTicket("email", "anna@example.com", "Hello")
GROWING = ("tickets", "clients", "messages")
PAGES: dict[str, Callable[[Company], object]] = {
    "the list": lambda company: company.desk.tickets(50),
    "the list further on": lambda company: company.desk.tickets(50, 1005),
    "the list by status": lambda company: company.desk.tickets(50, 1005, status="open"),
    "the list by channel": lambda company: company.desk.tickets(50, 1005, channel="email"),
    "the list of a client": lambda company: company.desk.tickets(50, client=50_001),
    "a ticket": lambda company: company.desk.ticket(1001),
    "clients": lambda company: company.desk.clients(limit=50),
    "clients further on": lambda company: company.desk.clients(limit=50, after=50_002),
    "a client": lambda company: company.desk.client(50_001),
    "the home page's figures": lambda company: company.counts(),
    "who writes": lambda company: company.desk.write("Anna", LETTER, NOW),
    "one message more": lambda company: company.desk.add_message(1001, Message("agent", "Hello", NOW)),
    "another status": lambda company: company.desk.set_status(1001, "solved"),
    "a corrected card": lambda company: company.desk.save_client(50_001, Card("Olga")),
    "a merge": lambda company: company.desk.merge(50_001, company.desk.add_client(Card("Oleg"))),
}

INDEXES = {
    "the list by status": "tickets_by_status (company=? AND status=? AND id<?)",
    "the list by channel": "tickets_by_channel (company=? AND type=? AND id<?)",
    "the list of a client": "tickets_by_client (company=? AND client=?)",
    "who writes": "tickets_by_address (company=? AND type=? AND join_key=?)",
}


class Explaining(Database):
    """A database that tells which of the statements it was given cost more the more there is."""

    def __init__(self, path: str) -> None:
        super().__init__(path, SHAPE)
        self.given: list[str] = []
        self._connection.set_trace_callback(self.given.append)

    def steps(self) -> list[tuple[str, str]]:
        """The steps of the statements it was given, each with its statement."""
        given = [one for one in self.given if one.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]
        return [(sql, row[3]) for sql in given for row in self.rows(f"EXPLAIN QUERY PLAN {sql}")]

    def wasteful(self) -> list[tuple[str, str]]:
        """Those that go through a table or sort what they found."""
        return [(sql, step) for sql, step in self.steps() if not _bounded(sql, step)]


def _bounded(sql: str, step: str) -> bool:
    if "SUBQUERY" in step or "CONSTANT ROW" in step:
        return True
    whole = step.endswith("(company=?)") and any(table in step for table in GROWING)
    return step.startswith("SEARCH") and (not whole or "LIMIT" in sql)


@pytest.fixture
def explaining(tmp_path: Path) -> Iterator[tuple[Explaining, Company]]:
    database = Explaining(str(tmp_path / "state.sqlite"))
    with database.transaction() as write:
        write.execute("INSERT INTO companies VALUES (1, 'company', '{}')")
    company = Company(database, 1)
    company.clear()
    for subject in "abc":
        company.desk.write("Anna", NewTicket("email", "anna@example.com", subject), NOW)
    yield database, company
    database.close()


@pytest.mark.parametrize("asked", PAGES)
def test_no_page_goes_through_a_table_or_sorts_what_it_found(
    explaining: tuple[Explaining, Company], asked: str
) -> None:
    database, company = explaining
    database.given.clear()
    PAGES[asked](company)
    assert database.given
    assert database.wasteful() == []


@pytest.mark.parametrize("asked", INDEXES)
def test_what_narrows_a_list_is_found_in_an_index_of_its_own(
    explaining: tuple[Explaining, Company], asked: str
) -> None:
    database, company = explaining
    database.given.clear()
    PAGES[asked](company)
    assert f"SEARCH tickets USING INDEX {INDEXES[asked]}" in [step for _, step in database.steps()]


def test_a_change_that_goes_through_the_table_is_noticed(explaining: tuple[Explaining, Company]) -> None:
    database, company = explaining
    with database.transaction() as write:
        write.execute("DROP INDEX tickets_by_client")
    database.given.clear()
    PAGES["a merge"](company)
    assert "UPDATE" in [sql.split()[0] for sql, _ in database.wasteful()]
