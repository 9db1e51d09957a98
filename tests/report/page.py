"""What the page says, decided from what was gathered. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.report.bench import Table
from tests.report.contract import Coverage
from tests.report.dialects import Matrix, matrices
from tests.report.evidence import Evidence
from tests.report.failures import Failure, failures
from tests.report.gather import CONTRACT, Gathered
from tests.report.junit import SKIPPED, Test
from tests.report.lines import Line, figures, lines
from tests.summary import Figures

SLOWEST = 10
NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Card:
    """A scenario, with its test's verdict and its pictures by their names."""

    evidence: Evidence
    verdict: str
    seconds: float
    pictures: Mapping[str, bytes]

    @property
    def departures(self) -> list[str]:
        """Where a call of it departs from a contract."""
        calls = (self.evidence.asked, *self.evidence.crm)
        return [f"{call.operation}: {told}" for call in calls for told in call.violations]

    @property
    def opened(self) -> int:
        """How many links were opened."""
        return sum(link.status is not None for link in self.evidence.links)


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page.

    Attributes:
        began: when the first test did, ISO 8601.
        skips: the tests that were skipped, and the reasons.
        coverage: None when it was not measured.
        troubles: what could not be read.
    """

    figures: Figures
    began: str
    seed: str
    seconds: float
    lines: tuple[Line, ...]
    failures: tuple[Failure, ...]
    skips: tuple[Test, ...]
    cards: tuple[Card, ...]
    coverage: tuple[Coverage, ...] | None
    coverage_page: str
    matrices: tuple[Matrix, ...]
    slowest: tuple[Test, ...]
    tables: tuple[Table, ...]
    troubles: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether something ran, and all that ran is well."""
        return self.figures.passed > 0 and not self.figures.failed


def page(run: Gathered) -> Page:
    """Decide what is told of a run."""
    reports = [suite.report for suite in run.suites if suite.report]
    tests = [test for report in reports for test in report.tests]
    told = lines(run)
    return Page(
        figures(run),
        min((report.began for report in reports if report.began), default=""),
        run.seed,
        sum(line.seconds for line in told),
        told,
        failures(run),
        tuple(test for test in tests if test.outcome == SKIPPED),
        tuple(_card(one, tests, run.pictures) for one in run.evidence),
        run.coverage,
        CONTRACT if CONTRACT in run.files else "",
        matrices(run.switches, tests),
        tuple(sorted(tests, key=lambda test: -test.seconds)[:SLOWEST]),
        run.tables,
        run.troubles,
    )


def _card(evidence: Evidence, tests: list[Test], pictures: Mapping[str, bytes]) -> Card:
    test = next((one for one in tests if one.id == evidence.test), None)
    own = {view.picture: pictures[view.picture] for view in evidence.views if view.picture in pictures}
    return Card(evidence, test.outcome if test else NOT_TOLD, test.seconds if test else 0, own)
