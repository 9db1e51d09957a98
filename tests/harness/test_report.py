"""The page for people: what is gathered, what it comes to, and that whatever is told stays text."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.harness import planted
from tests.harness.planted import BLOB, EVIDENCE, HOSTILE, PNG, plant
from tests.report import evidence, junit
from tests.report.__main__ import main
from tests.report.contract import Coverage
from tests.report.dialects import Known, Spoken
from tests.report.draw import draw, is_long, took, when
from tests.report.failures import Failure, failures
from tests.report.gather import Gathered, Suite, gather
from tests.report.lines import Line
from tests.report.page import Page, page
from tests.summary import Figures
from tests.summary import main as last_word


@pytest.fixture
def run(tmp_path: Path) -> Gathered:
    return gather(tmp_path / "reports", plant(tmp_path / "reports"))


@pytest.fixture
def made(run: Gathered) -> Page:
    return page(run)


def test_the_figures_are_those_of_the_suites_last_word(
    made: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    last_word(1)
    assert (str(made.figures), made.is_good) == (capsys.readouterr().out.strip(), False)
    assert made.figures == Figures(passed=2, failed=3, skipped=3)


def test_each_session_has_its_line_and_those_skipped_for_one_reason_share_one(made: Page) -> None:
    assert made.lines == (
        Line(("lint",), "failed", 90, None, 1, "The code is tidy."),
        Line(("e2e",), "failed", 90, Figures(2, 1, 1), 1, "Every ticket in a browser.", "", "junit/e2e.xml"),
        Line(("look",), "failed", 90, None, 1, "", "its report is missing or breaks off"),
        Line(("tests-3.12", "tests-3.13"), "skipped", 0, note="Python interpreter not found"),
    )
    assert (made.seconds, made.began, made.seed) == (270, "2026-11-26T05:10:00+00:00", "7")


def test_what_failed_comes_with_its_words_how_to_see_it_again_and_what_was_recorded(made: Page) -> None:
    lint, look, test = made.failures
    assert lint == Failure(
        "lint", "lint", "The session failed; its terminal tells why.", command="nox -s lint"
    )
    assert look == Failure("look", "look", "Its JUnit report is missing or breaks off.")
    assert (test.session, test.title, test.message) == ("e2e", f"it: {HOSTILE}", HOSTILE)
    assert test.replay == (BLOB, "nox -s replay -- reports/machine/Machine.jsonl")
    assert test.links == (
        ("screenshot", "browser/e2e/it/test-failed-1.png"),
        ("trace", "browser/e2e/it/trace.zip"),
        ("HAR", "browser/e2e/it/network.har"),
    )
    assert test.screens == (PNG,)
    assert test.command.endswith(" --hypothesis-seed=7 --randomly-seed=7")


def test_a_scenario_has_its_evidence_its_verdict_and_its_pictures(made: Page) -> None:
    (card,) = made.cards
    assert (card.evidence, card.verdict, card.seconds) == (EVIDENCE, "failed", 2.5)
    assert (card.pictures, card.opened) == ({"01.dark.png": PNG}, 1)
    assert card.departures == [f"showBlock: body: {HOSTILE}"]


def test_what_is_no_evidence_and_no_junit_is_told_by_name(run: Gathered) -> None:
    names = [trouble.partition(":")[0] for trouble in run.troubles]
    assert names == ["junit/look.xml", "evidence/02.json"]


def test_a_position_tells_how_it_was_spoken_and_how_that_ended(run: Gathered) -> None:
    positions = ("digits-substring", "whole", "prefix", "stored-substring")
    matrix = page(
        Gathered(suites=run.suites, switches=(Known("RetailCRM", "name-match", "?", positions),))
    ).matrices[0]
    ((usual, whole, prefix, never),) = [one.positions for one in matrix.switches]

    assert (usual.spoken, usual.look, usual.told) == ({}, "good", ["default"])
    assert (whole.spoken, whole.look, whole.told) == ({"alone": Spoken(1, 1)}, "bad", ["alone failed"])
    assert (prefix.spoken, prefix.look, prefix.told) == ({"together": Spoken(1)}, "good", ["in pairs ✓"])
    assert (never.spoken, never.look, never.told) == ({}, "wait", ["not run"])
    assert (matrix.further, matrix.spoken_alone, matrix.rows, matrix.has_failed) == (3, 1, 1, True)


def test_coverage_skips_slow_tests_and_measurements_are_told(made: Page) -> None:
    assert made.coverage == (
        Coverage("retailcrm", 2, 4, 3, (HOSTILE,)),
        Coverage("block", 1, 0, 0, (), (HOSTILE,)),
    )
    assert made.coverage_page == "contract/coverage.html"
    assert [(one.name, one.message) for one in made.skips] == [("real", "no account")]
    assert [one.name for one in made.slowest][:2] == ["other", f"it: {HOSTILE}"]
    assert [(one.title, one.notes, one.rows) for one in made.tables] == [
        ("A cached block", ("In one run.",), ((HOSTILE, "0.34"),))
    ]


def test_hostile_texts_stay_texts(made: Page) -> None:
    drawn = BeautifulSoup(draw(made), "html.parser")

    assert drawn.select("script, [onerror]") == []
    assert [image["src"][:22] for image in drawn.select("img")] == ["data:image/png;base64,"] * 2
    assert drawn.get_text().count("document.title='broken'") >= 10


def test_where_nothing_ran_the_page_says_so(tmp_path: Path) -> None:
    noxfile = tmp_path / "noxfile.py"
    noxfile.write_text(planted.NOXFILE, encoding="utf-8")
    (tmp_path / "reports").mkdir()
    text = BeautifulSoup(draw(page(gather(tmp_path / "reports", noxfile))), "html.parser").get_text()

    assert [text.count(said) for said in ("Not run: ", "No session of nox left a report.")] == [3, 1]


def test_evidence_is_read_as_it_was_written(tmp_path: Path) -> None:
    evidence.write(EVIDENCE, tmp_path, "one")
    assert evidence.read((tmp_path / "one.json").read_text(encoding="utf-8")) == EVIDENCE
    with pytest.raises(ValueError, match="this is no evidence"):
        evidence.read("[]")


def test_the_program_writes_the_page_and_tells_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noxfile = plant(tmp_path / "reports")
    assert main(tmp_path / "none", noxfile) == 1
    assert "run make test" in capsys.readouterr().err
    assert main(tmp_path / "reports", noxfile) == 0
    assert capsys.readouterr().out == f"report: {(tmp_path / 'reports' / 'index.html').as_uri()}\n"


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("tests/a.py::test_it_is_so", "it is so"),
        ("tests/a.py::test_it_is_so[chromium]", "it is so"),
        ("tests/a.py::test_it_is_so[chromium-57 orders]", "it is so: 57 orders"),
        ("tests/a.py::test_it_is_so[a-\\u201cb\\u201d]", "it is so: a-“b”"),
    ],
)
def test_a_tests_name_is_a_sentence(id_: str, name: str) -> None:
    assert junit.Test(id_, 0).name == name


def test_a_long_message_is_cut_where_all_is_said_below() -> None:
    test = junit.Test("tests/a.py::test_it", 0, "failed", "\n".join(map(str, range(40))), "all")
    (failure,) = failures(Gathered((), (Suite("a", "junit/a.xml", junit.Report((test,))),)))
    assert (failure.message.splitlines(), failure.details) == ([*map(str, range(12)), "…"], "all")


@pytest.mark.parametrize(
    ("size", "long"), [((1, 1), False), ((290, 400), False), ((290, 401), True), ((580, 800), False)]
)
def test_a_picture_is_long_by_the_width_it_is_shown_in(size: tuple[int, int], long: bool) -> None:
    sizes = b"".join(one.to_bytes(4) for one in size)
    assert is_long(PNG[:16] + sizes + PNG[24:]) is long


def test_times_are_told_as_people_do() -> None:
    assert [took(one) for one in (0.04, 27.4, 266, 3600)] == ["0.0 s", "27 s", "4 min 26 s", "1 h 0 min 0 s"]
    assert [when(one) for one in ("2026-11-26T05:10:36+00:00", "then")] == [
        "26 November 2026, 05:10 UTC",
        "then",
    ]
