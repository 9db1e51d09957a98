"""What is mutated, and by which tests: the code whose mistakes would show a stranger, or hide a client."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Part:
    """Code that is held to the goal as one.

    Attributes:
        name: what its workshop is called.
        top: the package that holds it.
        patterns: its modules, as globs of paths from the root.
        tests: the tests that judge its mutants, the quick ones first by themselves.
        without: those of them left out: they judge something else (the very words of the source, how long it
            takes), or say once more, at length, what others say.
        judges: those of the tests that judge a function that is called at import, for nobody can tell which
            tests meet what it made. With judges each mutant imports everything anew.
    """

    name: str
    top: str
    patterns: tuple[str, ...]
    tests: tuple[str, ...]
    without: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()

    def modules(self) -> dict[str, Path]:
        """The modules by name, each with its path from the root."""
        paths = sorted({path for pattern in self.patterns for path in ROOT.glob(pattern)})
        relative = [path.relative_to(ROOT) for path in paths]
        return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in relative}


_CORE, _CRM = "tests/service/core", "tests/simulators/retailcrm_mock"
_API, _STATE = "simulators/retailcrm_mock/api", "simulators/retailcrm_mock/state"
_CRM_TESTS = tuple(
    f"{_CRM}/test_{name}.py"
    for name in (
        *("account", "companies", "control", "dialects", "explain", "filters", "filters_by_shop"),
        *("filters_of_documents", "find", "keys", "lists", "pages", "pages_dashboard", "pages_keys"),
        *("reading", "reading_one", "references", "state", "telephony", "users", "writes", "writes_refused"),
    )
)
_CROWDED = f"{_CRM}/test_state.py::test_sixteen_threads_read_whole_loads_while_one_writes"
PARTS = (
    Part(
        "core",
        "service",
        ("service/core/**/*.py",),
        (
            _CORE,
            *(f"tests/service/test_{name}.py" for name in ("accounts", "block", "drawn", "provenance")),
            *(f"tests/service/web/test_{name}.py" for name in ("app", "operation", "usedesk_wire")),
        ),
        (
            f"{_CORE}/test_language.py::test_a_catalogue_has_every_message_of_the_code_and_no_other",
            f"{_CORE}/test_identify.py::test_a_crowd_of_numbers_is_checked_in_a_moment",
            "tests/service/test_drawn.py::test_a_drawn_block_is_given_again_exactly_where_it_would_be_drawn_so",
        ),
    ),
    Part(
        "searching",
        "simulators",
        (
            *(f"{_STATE}/{name}.py" for name in ("find", "contents", "typed", "rows", "keys", "account")),
            *(f"{_API}/{name}.py" for name in ("brackets", "operations", "reading")),
        ),
        _CRM_TESTS,
        (_CROWDED,),
    ),
    Part(
        "filters",
        "simulators",
        (f"{_API}/filters/*.py", f"{_API}/lists.py"),
        _CRM_TESTS,
        (_CROWDED,),
        judges=(
            f"{_CRM}/test_companies.py",
            f"{_CRM}/test_filters_by_shop.py",
            f"{_CRM}/test_filters_of_documents.py",
            f"{_CRM}/test_users.py",
        ),
    ),
)


def chosen(names: Sequence[str]) -> dict[Part, list[str]]:
    """Each part with its modules that the names, of modules, packages or parts, ask for; none ask for all.

    Raises:
        ValueError: a name asks for nothing.
    """
    asked = {
        name: [one for part in PARTS for one in part.modules() if _asks(name, part, one)] for name in names
    }
    if nothing := [name for name, found in asked.items() if not found]:
        known = ", ".join(part.name for part in PARTS)
        raise ValueError(f"nothing is mutated under {nothing[0]!r}; give a part ({known}) or a module of one")
    wanted = {one for found in asked.values() for one in found}
    every = {part: [one for one in part.modules() if not names or one in wanted] for part in PARTS}
    return {part: modules for part, modules in every.items() if modules}


def _asks(name: str, part: Part, module: str) -> bool:
    return name in (part.name, module) or module.startswith(f"{name}.")
