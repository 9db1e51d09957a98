"""`nox -s fuzz -- --help`: schemathesis by command line, all phases and checks; writes reports."""

import argparse
import json
import os
import secrets
import subprocess
import sys
from importlib import resources
from pathlib import Path

from tests.bench.tables import markdown
from tests.fuzz.targets import TARGETS, Target

REPORTS = Path("reports/schemathesis")
SECONDS = 3600
PHASES = "examples,coverage,fuzzing,stateful"
FORMATS = "junit,ndjson,json,html"


def main(arguments: list[str]) -> int:
    """Exit code 0 when no check failed anywhere."""
    options = _parser().parse_args(arguments)
    chosen = [one for one in TARGETS if not options.only or one.name in options.only]
    print(f"Seed {options.seed}: `-- --seed {options.seed}` makes the same calls again.", flush=True)
    codes = {one.name: _run(one, options.max_examples, options.seed) for one in chosen}
    rows = [
        (name, *_figures(REPORTS / name), "passed" if code == 0 else "FAILED") for name, code in codes.items()
    ]
    print(f"\n{markdown(('target', 'calls', 'failures', ''), rows)}\n\nreports in {REPORTS}/")
    return 1 if any(codes.values()) else 0


def _run(target: Target, examples: int, seed: int) -> int:
    folder = REPORTS / target.name
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "schemathesis.toml"
    config.write_text(f"seed = {seed}\n[cache]\nenabled = false\n{target.config}\n", encoding="utf-8")
    contract = resources.files("contracts").joinpath(f"{target.contract}.openapi.yaml")
    hooks = {"SCHEMATHESIS_HOOKS": target.hooks} if target.hooks else {}
    print(
        f"\n── {target.name}: the contract {target.contract}, {examples} examples of each operation",
        flush=True,
    )
    with target.started() as url:
        command = [
            sys.executable,
            "-m",
            "schemathesis.cli",
            "--no-color",
            "--config-file",
            str(config),
            "run",
        ]
        command += [str(contract), "--url", url, "--phases", PHASES, "--checks", "all", "--seed", str(seed)]
        command += ["--max-examples", str(examples), "--suppress-health-check", "all", "--warnings", "off"]
        command += ["--request-timeout", "20", "--continue-on-failure", *_reports(folder)]
        command += [word for one in target.absent for word in ("--exclude-operation-id", one)]
        # Its failure is its exit code.
        return subprocess.run(command, env={**os.environ, **hooks}, timeout=SECONDS, check=False).returncode  # noqa: S603


def _reports(folder: Path) -> list[str]:
    return [
        *("--report", FORMATS, "--report-junit-path", str(folder / "junit.xml")),
        *("--report-ndjson-path", str(folder / "events.ndjson")),
        *("--report-json-path", str(folder / "report.json"), "--report-html-path", str(folder / "html")),
    ]


def _figures(folder: Path) -> tuple[str, str]:
    """How many calls were made up, and how many failures differ from each other."""
    try:
        told = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "–", "–"
    return str(told["test_cases"]["generated"]), str(told["test_cases"]["unique_failures"])


def _parser() -> argparse.ArgumentParser:
    names = [one.name for one in TARGETS]
    parser = argparse.ArgumentParser("tests.fuzz", description=__doc__)
    parser.add_argument(
        "--max-examples", type=int, default=20, help="of each operation and phase (default: 20)"
    )
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(2**31), help="makes the same calls again"
    )
    parser.add_argument("--only", action="append", choices=names, help="may be given several times")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
