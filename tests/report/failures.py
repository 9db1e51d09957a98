"""What failed, how to see it again, and what there is to look at. Pure."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tests.report.gather import Gathered, Suite
from tests.report.junit import FAILED, SKIPPED, Test
from tests.report.lines import SUCCESS
from tests.report.sessions import Session

MOST_LINES = 12  # of a message; the details have all
ARTIFACTS = {
    "playwright_trace": "trace",
    "playwright_screenshot": "screenshot",
    "playwright_video": "video",
    "har": "HAR",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure.

    Attributes:
        command: what runs it again.
        replay: what the test itself says of how to see it again.
        links: what was recorded, and where it is within reports/.
        screens: what its pages looked like at the end.
    """

    session: str
    title: str
    message: str
    details: str = ""
    command: str = ""
    replay: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    screens: tuple[bytes, ...] = ()


def failures(run: Gathered) -> tuple[Failure, ...]:
    """Sessions that came to no good end by themselves, then tests."""
    suites = {suite.session: suite for suite in run.suites}
    bad = [one for one in run.sessions or () if one.result not in {SUCCESS, SKIPPED}]
    alone = [one for one in bad if not _explains(suites.get(one.name))]
    cut = [suite for suite in run.suites if suite.report is None]
    return (
        *(_of_session(one) for one in alone),
        *(Failure(one.session, one.session, "Its JUnit report is missing or breaks off.") for one in cut),
        *chain.from_iterable(_of_suite(suite, run) for suite in run.suites),
    )


def _explains(suite: Suite | None) -> bool:
    """Whether the failure of a session is told by its tests, or by their missing."""
    return suite is not None and (
        suite.report is None or any(test.outcome == FAILED for test in suite.report.tests)
    )


def _of_session(session: Session) -> Failure:
    command = shlex.join(["nox", "-s", session.name])
    return Failure(session.name, session.name, "The session failed; its terminal tells why.", command=command)


def _of_suite(suite: Suite, run: Gathered) -> Iterator[Failure]:
    again = {test.id: test for test in suite.again.tests} if suite.again else {}
    for test in suite.report.tests if suite.report else ():
        if test.outcome == FAILED:
            told = (*test.told, *(again[test.id].told if test.id in again else ()))
            links = tuple(_links(told, run.files))
            yield Failure(
                suite.session,
                test.name,
                _first_lines(test.message),
                test.details,
                _command(test, run.seed),
                tuple(test.replay),
                links,
                tuple(run.screens[path] for _, path in links if path in run.screens),
            )


def _first_lines(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "…"])


def _links(told: tuple[tuple[str, str], ...], files: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What was recorded and is still there: a second run takes the place of the first."""
    for name, path in dict.fromkeys(told):
        within = path.removeprefix("reports/")
        if name in ARTIFACTS and within in files:
            yield ARTIFACTS[name], within


def _command(test: Test, seed: str) -> str:
    seeds = [f"--hypothesis-seed={seed}", f"--randomly-seed={seed}"] if seed else []
    return shlex.join([".venv/bin/pytest", test.id, *seeds])
