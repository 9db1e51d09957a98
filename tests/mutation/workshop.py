"""Where a part is mutated: a copy of the rooms, so that the checkout is never touched.

What was found in it stays, so that a run that was ended goes on where it was: mutmut forgets what it found of
a function that changed, and we what survived tests that changed.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.mutation.parts import ROOT, Part
from tests.mutation.plain import plain

ROOMS = ("service", "simulators", "contracts", "tests", "docs")
KILLED = 1
_MARK = "tests.sha256"
_OURS = Path("tests/mutation")
"""No mutant is tried by this: to excuse one, or to report, makes nothing to try again."""
_IMPORTING = {
    "process_isolation": "forkserver",
    "forkserver_warmup": "import",
    "preload_modules_file": "preloaded.txt",
}
_PRELOADED = (
    "faker",
    "faker.providers.internet",
    "flask",
    "hypothesis",
    "jsonschema_rs",
    "orjson",
    "playwright.sync_api",
    "pytest",
    "requests",
    "schemathesis",
)
"""What a mutant that imports our code anew finds imported: what others wrote."""
_IMPORTING_ANEW = ["-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning", "-p", "judging"]


def lay_out(part: Part, place: Path) -> None:
    """Bring the workshop up to date with the checkout."""
    place.mkdir(parents=True, exist_ok=True)
    files = {path.relative_to(ROOT): path for room in ROOMS for path in _files(ROOT / room)}
    files = {name: path for name, path in files.items() if _OURS not in name.parents}
    for gone in {path.relative_to(place) for room in ROOMS for path in _files(place / room)} - files.keys():
        _forget(place, gone)
    mutated = set(part.modules().values())
    for name, path in files.items():
        content = path.read_bytes()
        _put(place, name, plain(content.decode()).encode() if name in mutated else content)
    _put(place, Path("pyproject.toml"), _settings(part).encode())
    _put(place, Path("preloaded.txt"), "\n".join(_PRELOADED).encode())
    _put(place, Path("judges.txt"), "\n".join(part.judges).encode())
    _put(place, Path("judging.py"), Path(__file__).with_name("judging.py").read_bytes())
    _try_again_after(part, place)


def decided(part: Part, place: Path, module: str) -> dict[str, int | None] | None:
    """The mutants of a module with pytest's exit code or, untried, None; None before it is mutated."""
    meta = place / "mutants" / f"{part.modules()[module]}.meta"
    if not meta.exists():
        return None
    found: dict[str, int | None] = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def left(part: Part, place: Path, modules: Iterable[str]) -> list[str]:
    """What is to be tried yet, by the names mutmut knows: modules that are new or changed, else mutants."""
    names: list[str] = []
    for module in modules:
        source, mutated = place / part.modules()[module], place / "mutants" / part.modules()[module]
        codes = decided(part, place, module)
        if codes is None or source.stat().st_mtime >= mutated.stat().st_mtime:
            names.append(f"{module}.x*")
        else:
            names += [name for name, code in codes.items() if code is None]
    return names


def _files(top: Path) -> Iterator[Path]:
    yield from (path for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _put(place: Path, name: Path, content: bytes) -> None:
    target = place / name
    if target.exists() and target.read_bytes() == content:
        return  # its time stays too, by which mutmut tells what changed
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    if name.suffix != ".py":  # mutmut copies those once and for all
        (place / "mutants" / name).unlink(missing_ok=True)


def _forget(place: Path, name: Path) -> None:
    for path in (place / name, place / "mutants" / name, place / "mutants" / f"{name}.meta"):
        path.unlink(missing_ok=True)


def _settings(part: Part) -> str:
    options = ["-p", "no:xdist", "-p", "no:cacheprovider", *(f"--deselect={one}" for one in part.without)]
    options += _IMPORTING_ANEW if part.judges else []
    table = {
        "source_paths": [part.top],
        "only_mutate": [str(path) for path in part.modules().values()],
        "also_copy": [*ROOMS, "judges.txt", "judging.py"],
        "pytest_add_cli_args_test_selection": list(part.tests),
        "pytest_add_cli_args": options,
        "timeout_constant": 4.0,
        "timeout_multiplier": 4.0,
        "track_dependencies": False,
        "use_git_change_detection": False,
        "on_dependency_change": "ignore",
        **(_IMPORTING if part.judges else {}),
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in table.items()]
    return "\n".join([(ROOT / "pyproject.toml").read_text(encoding="utf-8"), "[tool.mutmut]", *lines, ""])


def _try_again_after(part: Part, place: Path) -> None:
    """Whatever survived other tests than those of today is tried anew."""
    now = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_files(place / "tests")))).hexdigest()
    mark = place / _MARK
    if mark.exists() and mark.read_text(encoding="utf-8") == now:
        return
    (place / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    for path in part.modules().values():
        _forget_survivors(place / "mutants" / f"{path}.meta")
    mark.write_text(now, encoding="utf-8")


def _forget_survivors(meta: Path) -> None:
    if meta.exists():
        held = json.loads(meta.read_text(encoding="utf-8"))
        codes = held["exit_code_by_key"]
        held["exit_code_by_key"] = {name: code if code == KILLED else None for name, code in codes.items()}
        meta.write_text(json.dumps(held), encoding="utf-8")


def clear(place: Path) -> None:
    """Begin anew."""
    shutil.rmtree(place, ignore_errors=True)
