"""Reads what a run left under reports/, and says what could not be read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from simulators.retailcrm_mock.dialects import SWITCHES as RETAILCRM
from simulators.usedesk_mock.dialects import SWITCHES as USEDESK
from tests.report import bench, contract, evidence, junit, sessions
from tests.report.bench import Table
from tests.report.contract import Coverage
from tests.report.dialects import Known
from tests.report.evidence import Evidence
from tests.report.junit import Report
from tests.report.sessions import Session

T = TypeVar("T")
CONTRACT = "contract/coverage.html"


@dataclass(frozen=True, slots=True)
class Suite:
    """The tests of one session.

    Attributes:
        junit: the path of its report within reports/.
        report: None when it is missing or breaks off.
        again: what failed, run once more for traces.
    """

    session: str
    junit: str
    report: Report | None
    again: Report | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the page is made of.

    Attributes:
        sessions: None when nox left no report.
        pictures: by the names that the evidence has of them.
        files: what there is to link to, within reports/.
        troubles: what could not be read, and why.
    """

    sessions: tuple[Session, ...] | None = None
    suites: tuple[Suite, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] | None = None
    switches: tuple[Known, ...] = ()
    tables: tuple[Table, ...] = ()
    files: frozenset[str] = frozenset()
    seed: str = ""
    troubles: tuple[str, ...] = ()


def gather(reports: Path, noxfile: Path) -> Gathered:
    """Read the reports of a run; whatever is not there was not run."""
    troubles: list[str] = []

    def read(path: Path, reader: Callable[[str], T]) -> T | None:
        try:
            return reader(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as trouble:  # what is no UTF-8 is one of these, too
            troubles.append(f"{path.relative_to(reports)}: {trouble}")
            return None

    proofs = noxfile.read_text(encoding="utf-8")
    told = read(reports / "nox.json", lambda text: tuple(sessions.read(text, proofs)))
    suites = [_suite(begun, reports, read) for begun in sorted(reports.glob("junit/*.begun"))]
    left = [read(path, evidence.read) for path in sorted(reports.glob("evidence/*.json"))]
    measured = [read(path, bench.read) for path in sorted(reports.glob("bench/*.md"))]
    return Gathered(
        told,
        tuple(suites),
        tuple(one for one in left if one),
        {path.name: path.read_bytes() for path in reports.glob("evidence/*.png")},
        read(reports / "contract" / "coverage.json", contract.read),
        tuple(_switches()),
        tuple(table for tables in measured if tables for table in tables),
        frozenset(str(path.relative_to(reports)) for path in reports.rglob("*") if path.is_file()),
        (read(reports / "seed", str.strip) or ""),
        tuple(troubles),
    )


def _suite(
    begun: Path, reports: Path, read: Callable[[Path, Callable[[str], Report]], Report | None]
) -> Suite:
    path = begun.with_suffix(".xml")
    return Suite(
        begun.read_text(encoding="utf-8"),
        str(path.relative_to(reports)),
        read(path, junit.read),
        read(begun.with_suffix(".again.xml"), junit.read),
    )


def _switches() -> Iterator[Known]:
    for system, switches in (("RetailCRM", RETAILCRM), ("Usedesk", USEDESK)):
        yield from (Known(system, one.name, str(one.question), one.positions) for one in switches)
