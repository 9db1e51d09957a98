"""The mutation session is asked for what exists, counts honestly, and excuses nothing that is gone."""

import json
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mutation.__main__ import main
from tests.mutation.excused import FILE, AnyCase, Excuse, excuses, stale
from tests.mutation.mutants import Fate, Mutant, changed, fate_of, read
from tests.mutation.parts import PARTS, ROOT, chosen
from tests.mutation.plain import plain
from tests.mutation.report import Count, count, survivors, table
from tests.mutation.workshop import lay_out, left

DIFF = """--- a.py
+++ a.py
@@ -1,3 +1,3 @@
 def half(number: int) -> int:
-    return number // 2
+    return number // 3
"""
SURVIVOR = changed("service.core.a", "half", DIFF)
EXCUSE = Excuse("service.core.a", "half", "return number // 2", ("return number // 3",), "nobody asks")
OTHERS = [Mutant("service.core.a", "half", fate) for fate in (Fate.KILLED, Fate.TIMED_OUT, Fate.KILLED)]
REMEMBERED = '''
class Shelf:
    @property
    def books(self) -> list[str]:
        return ["one"]


@lru_cache(
    maxsize=10
)
def twice(number: int) -> int:
    """Twice."""
    return 2 * number
'''


def test_every_part_has_modules_and_tests_that_exist() -> None:
    tests = [name.partition("::")[0] for part in PARTS for name in (*part.tests, *part.without)]

    assert [name for name in tests if not (ROOT / name).exists()] == []
    assert [len(part.modules()) > 6 for part in PARTS] == [True] * len(PARTS)
    assert all(list(ROOT.glob(pattern)) for part in PARTS for pattern in part.patterns)


def test_a_module_a_package_or_a_part_can_be_asked_for() -> None:
    core, searching, _ = PARTS
    view = [name for name in core.modules() if name.startswith("service.core.view")]

    assert chosen(["service.core.phones"]) == {core: ["service.core.phones"]}
    assert chosen(["service.core.view"]) == {core: view}
    assert chosen(["searching"]) == {searching: list(searching.modules())}
    assert chosen([]) == {part: list(part.modules()) for part in PARTS}
    with pytest.raises(ValueError, match=r"service\.core\.fones.*core, searching, filters"):
        chosen(["service.core.fones"])


def test_a_module_that_is_not_mutated_is_refused_with_what_can_be_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["service.web"]) == 2
    assert "give a part (core, searching, filters)" in capsys.readouterr().err


def test_without_decorators_a_function_does_the_same_and_can_be_mutated() -> None:
    freed = plain(REMEMBERED)
    names: dict[str, object] = {"lru_cache": lru_cache}
    exec(compile(freed, "shelf.py", "exec"), names)  # noqa: S102 - our own text

    assert "@" not in freed
    assert eval("(Shelf().books, twice(4), twice.__doc__)", names) == (["one"], 8, "Twice.")  # noqa: S307 - ours


def test_what_has_no_decorators_is_left_as_it_is() -> None:
    source = (ROOT / "service/core/identify.py").read_text(encoding="utf-8")

    assert plain(source) == source


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_a_score_counts_what_is_noticed_and_nothing_excused(
    killed: int, timed_out: int, survived: int, excused: int
) -> None:
    whole = Count(killed, timed_out, survived, 0, excused)

    assert whole.mutants == killed + timed_out + survived + excused
    assert whole.score == replace(whole, excused=0).score
    assert whole.score == 100 or survived > 0
    assert replace(whole, untried=1).score is None


def test_an_excused_survivor_is_counted_apart_and_not_shown() -> None:
    mutants = [SURVIVOR, *OTHERS]

    assert count(mutants, []) == Count(killed=2, timed_out=1, survived=1)
    assert count(mutants, [EXCUSE]) == Count(killed=2, timed_out=1, excused=1)
    assert "| **together** | 4 | 2 | 1 | 0 | 1 | 75.0 % |" in table(mutants, [])
    assert "-    return number // 2\n+    return number // 3" in survivors(mutants, [])
    assert survivors(mutants, [EXCUSE]) == ""


def test_a_module_that_was_not_tried_has_no_score() -> None:
    assert "not measured: 1 to try" in table([Mutant("service.core.a", "", Fate.UNTRIED)], [])


def test_an_excuse_that_no_survivor_needs_is_told_if_its_module_was_tried() -> None:
    other = replace(EXCUSE, module="service.core.b")

    assert stale([EXCUSE, other], OTHERS) == [EXCUSE]
    assert stale([EXCUSE, other], [SURVIVOR]) == []
    assert stale([EXCUSE], [*OTHERS, replace(SURVIVOR, fate=Fate.UNTRIED)]) == []


def test_every_excuse_speaks_of_code_that_is_there() -> None:
    paths = {name: path for part in PARTS for name, path in part.modules().items()}

    known = excuses(FILE.read_text(encoding="utf-8"))
    assert {one.module for one in known} <= paths.keys()
    for one in [excuse for excuse in known if isinstance(excuse, Excuse)]:
        source = (ROOT / paths[one.module]).read_text(encoding="utf-8")
        assert re.search(rf"\bdef {one.function.rpartition('.')[2]}\b", source), one
        lines = {line.strip() for line in source.splitlines()}
        assert [line for line in one.was.splitlines() if line not in lines] == [], one


@pytest.mark.parametrize(
    ("was", "becomes", "same"),
    [
        ('"id = ? AND site = ?"', '"id = ? and site = ?"', True),
        ('"id = ? AND site = ?"', '"ID = ? AND SITE = ?"', True),
        ('"id = ? AND site = ?"', '"XXid = ? AND site = ?XX"', False),
        ("\"kind = 'order' AND id = ?\"", "\"KIND = 'ORDER' AND ID = ?\"", False),
        ("\"kind = 'order' AND id = ?\"", "\"kind = 'order' and id = ?\"", True),
        ('one_of("id", asked)', 'one_of("ID", asked)', True),
        ('one_of("id", asked)', 'one_of("XXidXX", asked)', False),
        ('find("order", text)', 'find("ORDER", text)', False),
    ],
)
def test_sql_has_no_letter_case_but_what_it_looks_for_has(was: str, becomes: str, same: bool) -> None:
    mutant = replace(SURVIVOR, was=was, becomes=becomes)
    assert AnyCase(SURVIVOR.module, "so", ("one_of",)).fits(mutant) is same


@pytest.mark.parametrize(
    "text",
    [
        '[[excused]]\nmodule = "a"\nfunction = "f"\nwas = "x"\nbecomes = "y"',
        '[[excused]]\nmodule = "a"\nfunction = "f"\nwas = "x"\nbecomes = [1]\nreason = "so"',
        '[[excused]]\nmodule = "a"\nfunction = "f"\nwas = "x"\nbecomes = "y"\nreason = "so"\nline = 3',
        '[[excused]]\nmodule = "a"\nsql_in_any_case = true\nreason = "so"\nnamed_to = "one_of"',
    ],
)
def test_an_excuse_without_a_reason_or_with_a_line_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no excuse|give a list"):
        excuses(text)


@pytest.mark.parametrize(
    ("code", "fate"),
    [
        (0, Fate.SURVIVED),
        (1, Fate.KILLED),
        (33, Fate.SURVIVED),
        (-24, Fate.TIMED_OUT),
        (2, Fate.UNTRIED),
        (255, Fate.UNTRIED),
        (None, Fate.UNTRIED),
    ],
)
def test_a_fate_is_told_by_the_code_with_which_the_tests_ended(code: int | None, fate: Fate) -> None:
    assert fate_of(code, Fate.UNTRIED) is fate
    assert (fate_of(code, Fate.KILLED) is Fate.KILLED) is (code in (1, 255))


def test_a_module_of_which_no_mutant_got_as_far_as_a_test_is_not_measured(tmp_path: Path) -> None:
    part = next(part for part in PARTS if part.judges)
    module = next(iter(part.modules()))
    meta = tmp_path / "mutants" / f"{part.modules()[module]}.meta"
    meta.parent.mkdir(parents=True)

    def fates(*codes: int) -> list[Fate]:
        names = {f"{module}.x_f__mutmut_{number}": code for number, code in enumerate(codes, 1)}
        meta.write_text(json.dumps({"exit_code_by_key": names}), encoding="utf-8")
        return [one.fate for one in read(part, tmp_path, [module])]

    assert fates(255, 255) == [Fate.UNTRIED, Fate.UNTRIED]
    assert fates(255, 1) == [Fate.KILLED, Fate.KILLED]


def test_a_workshop_is_a_copy_in_which_everything_is_to_be_tried(tmp_path: Path) -> None:
    core = PARTS[0]
    lay_out(core, tmp_path)

    assert left(core, tmp_path, ["service.core.phones"]) == ["service.core.phones.x*"]
    assert "@lru_cache" not in (tmp_path / "service/core/phones.py").read_text(encoding="utf-8")
    mark = (tmp_path / "service/core/phones.py").stat().st_mtime_ns
    lay_out(core, tmp_path)
    assert (tmp_path / "service/core/phones.py").stat().st_mtime_ns == mark
