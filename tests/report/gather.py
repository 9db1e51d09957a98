"""Reads what a run left under reports/, and says what could not be read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
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
        pictures: of scenarios, by the names that the evidence has of them.
        screens: what a page looked like when a test failed, by path within reports/.
        files: what there is to link to, within reports/.
        troubles: what could not be read, and why.
    """

    sessions: tuple[Session, ...] | None = None
    suites: tuple[Suite, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    screens: Mapping[str, bytes] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] | None = None
    switches: tuple[Known, ...] = ()
    tables: tuple[Table, ...] = ()
    files: frozenset[str] = frozenset()
    seed: str = ""
    troubles: tuple[str, ...] = ()


def gather(reports: Path, noxfile: Path) -> Gathered:
    """Read the reports of a run; whatever is not there was not run."""
    reader, proofs = _Reader(reports), noxfile.read_text(encoding="utf-8")
    files = [path for path in reports.rglob("*") if path.is_file()]
    return Gathered(
        reader.read("nox.json", lambda text: tuple(sessions.read(text, proofs))),
        tuple(_suite(begun, reader) for begun in sorted(reports.glob("junit/*.begun"))),
        tuple(reader.each("evidence/*.json", evidence.read)),
        {path.name: path.read_bytes() for path in reports.glob("evidence/*.png")},
        {reader.name(path): path.read_bytes() for path in reports.glob("browser/**/test-failed-*.png")},
        reader.read("contract/coverage.json", contract.read),
        tuple(_switches()),
        tuple(chain.from_iterable(reader.each("bench/*.md", bench.read))),
        frozenset(map(reader.name, files)),
        reader.read("seed", str.strip) or "",
        tuple(reader.troubles),
    )


class _Reader:
    """Reads files of a folder, and keeps what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.troubles = folder, list[str]()

    def name(self, path: Path) -> str:
        """The path within the folder."""
        return path.relative_to(self._folder).as_posix()

    def read(self, name: str, reader: Callable[[str], T]) -> T | None:
        """What a file says; None if it is not there or says nothing that can be read."""
        try:
            return reader((self._folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as trouble:  # what is no UTF-8 is one of these, too
            self.troubles.append(f"{name}: {trouble}")
            return None

    def each(self, pattern: str, reader: Callable[[str], T]) -> Iterator[T]:
        """What each of these files says that can be read."""
        said = (self.read(self.name(path), reader) for path in sorted(self._folder.glob(pattern)))
        return (one for one in said if one is not None)


def _suite(begun: Path, reader: _Reader) -> Suite:
    told, again = (reader.name(begun.with_suffix(suffix)) for suffix in (".xml", ".again.xml"))
    session = begun.read_text(encoding="utf-8")
    return Suite(session, told, reader.read(told, junit.read), reader.read(again, junit.read))


def _switches() -> Iterator[Known]:
    for system, switches in (("RetailCRM", RETAILCRM), ("Usedesk", USEDESK)):
        yield from (Known(system, one.name, str(one.question), one.positions) for one in switches)
