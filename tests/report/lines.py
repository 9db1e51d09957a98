"""The sessions, a line each, and the figures over all of them: the same as in the suite's last word. Pure."""

from collections import Counter
from dataclasses import dataclass

from tests.report.gather import Gathered, Suite
from tests.report.junit import FAILED, PASSED, SKIPPED
from tests.report.sessions import Session
from tests.summary import Figures

SUCCESS = "success"


@dataclass(frozen=True, slots=True)
class Line:
    """One session.

    Attributes:
        names: of the session; several that were skipped for one reason share a line.
        result: `passed`, `failed` or `skipped`.
        figures: of its tests; None when it has none of its own.
        share: its time, of the longest one's.
        note: why it was skipped, or what is wrong with its report.
        junit: the path of its report, within reports/.
    """

    names: tuple[str, ...]
    result: str
    seconds: float
    figures: Figures | None = None
    share: float = 0
    proves: str = ""
    note: str = ""
    junit: str = ""


def figures(run: Gathered) -> Figures:
    """Everything added up."""
    total = sum((_of_suite(suite) for suite in run.suites), Figures())
    with_tests = {suite.session for suite in run.suites}
    for session in run.sessions or ():
        if session.result == SKIPPED:
            total += Figures(skipped=1)
        elif session.name not in with_tests:
            total += Figures(passed=1) if session.result == SUCCESS else Figures(failed=1)
    unwell = run.sessions is None or any(one.result not in {SUCCESS, SKIPPED} for one in run.sessions)
    return total + Figures(failed=1) if unwell and (run.sessions is None or not total.failed) else total


def lines(run: Gathered) -> tuple[Line, ...]:
    """A line for each session that ran, in order; then those skipped, by their reasons."""
    suites = {suite.session: suite for suite in run.suites}
    sessions = run.sessions or tuple(Session(name, SUCCESS, _seconds(one)) for name, one in suites.items())
    ran = [one for one in sessions if one.result != SKIPPED]
    longest = max((one.seconds for one in ran), default=0)
    skipped: dict[str, list[str]] = {}
    for one in sessions:
        if one.result == SKIPPED:
            skipped.setdefault(one.reason, []).append(one.name)
    return (
        *(_line(one, suites.get(one.name), longest) for one in ran),
        *(Line(tuple(names), SKIPPED, 0, note=reason) for reason, names in skipped.items()),
    )


def _line(session: Session, suite: Suite | None, longest: float) -> Line:
    told = _of_suite(suite) if suite else None
    well = session.result == SUCCESS and not (told and told.failed)
    return Line(
        (session.name,),
        PASSED if well else FAILED,
        session.seconds,
        told if suite and suite.report else None,
        session.seconds / longest if longest else 0,
        session.proves,
        "its report is missing or breaks off" if suite and not suite.report else "",
        suite.junit if suite and suite.report else "",
    )


def _of_suite(suite: Suite) -> Figures:
    if suite.report is None:
        return Figures(failed=1)
    counted = Counter(test.outcome for test in suite.report.tests)
    return Figures(counted[PASSED], counted[FAILED], counted[SKIPPED])


def _seconds(suite: Suite) -> float:
    return sum(test.seconds for test in suite.report.tests) if suite.report else 0
