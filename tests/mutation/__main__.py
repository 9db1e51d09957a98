"""Change the code a little, again and again, and see whether a test notices.

    python -m tests.mutation                        service.core and the searches of the RetailCRM simulator
    python -m tests.mutation service.core.phones    a module, a package or a part ("core", "searching")

What was found so far is kept in reports/mutation, so a run that was ended goes on; --fresh begins anew,
--report only writes what is known. Ends with 1 where a part asked for is below the goal, or not tried whole.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.mutation import excused, report
from tests.mutation.mutants import Mutant, read
from tests.mutation.parts import ROOT, Part, chosen
from tests.mutation.workshop import clear, lay_out, left

REPORTS = ROOT / "reports" / "mutation"


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutants asked for, write the report, and judge."""
    options = _options(arguments)
    try:
        asked = chosen(options.modules)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for part in asked:
        if options.fresh:
            clear(_place(part))
        if not options.report:
            _try(part, asked[part], options.processes)
    return _tell(asked)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="nox -s mutation --", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="what to try; all unless told")
    parser.add_argument("--fresh", action="store_true", help="forget what was found before")
    parser.add_argument("--report", action="store_true", help="try nothing, write what is known")
    parser.add_argument("--processes", type=int, default=2, help="how many mutants at once (2)")
    return parser.parse_args(arguments)


def _place(part: Part) -> Path:
    return REPORTS / "workshops" / part.name


def _try(part: Part, modules: Sequence[str], processes: int) -> None:
    place = _place(part)
    lay_out(part, place)
    names = left(part, place, modules)
    print(f"{part.name}: {len(names)} modules or mutants to try", flush=True)
    if not names:
        return
    whole = [] if len(modules) == len(part.modules()) else names
    mutmut = Path(sys.executable).with_name("mutmut")
    command = [str(mutmut), "run", f"--max-children={processes}", *whole]
    environment = os.environ | {"HYPOTHESIS_PROFILE": "mutation"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each that imports anew would compile anew
    ended = subprocess.run(command, cwd=place, env=environment, check=False).returncode  # noqa: S603 - ours
    if ended:
        sys.exit(f"mutmut ended with {ended}: what it said stands above; mend that, and the run goes on")


def _tell(asked: dict[Part, list[str]]) -> int:
    known = excused.excuses(excused.FILE.read_text(encoding="utf-8"))
    found = {part: read(part, _place(part), modules) for part, modules in asked.items()}
    REPORTS.mkdir(parents=True, exist_ok=True)
    for part, mutants in found.items():
        written = _write(part, mutants, known)
        print(f"\n## {part.name}\n\n{report.table(mutants, known)}\n\nSurvivors: {written}", flush=True)
    every = [one for mutants in found.values() for one in mutants]
    for excuse in excused.stale(known, every):
        print(f"An excuse that nothing needs any more: {report.told(excuse)}; take it out", flush=True)
    scores = {part.name: report.count(mutants, known).score for part, mutants in found.items()}
    below = [name for name, score in scores.items() if score is None or score < report.GOAL]
    print(f"Below {report.GOAL:.0f} %, or not whole: {', '.join(below) or 'nothing'}", flush=True)
    return 1 if below else 0


def _write(part: Part, mutants: Sequence[Mutant], known: Sequence[excused.Known]) -> Path:
    path = REPORTS / f"{part.name}.md"
    text = f"# {part.name}\n\n{report.table(mutants, known)}\n\n{report.survivors(mutants, known)}"
    path.write_text(text, encoding="utf-8")
    return path.relative_to(ROOT)


if __name__ == "__main__":
    sys.exit(main())
