"""`python -m simulators.retailcrm_mock.drift`: hold a real account against the contract."""

import argparse
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from simulators.kit.errors import ControlError
from simulators.kit.reading_only import FASTEST, ReadingOnly
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.drift import report, searches
from simulators.retailcrm_mock.drift.probes import PROBES
from simulators.retailcrm_mock.drift.rehearsal import explained_by
from simulators.retailcrm_mock.drift.shapes import SHAPES, Positions
from simulators.retailcrm_mock.drift.walk import Walk, not_walked

KEY = "RETAILCRM_KEY"
_DIFFERS, _TROUBLE = 1, 2
_DOES = f"""\
Walks an account read-only and slowly, holds every answer against the contract, settles the dialect switches
it can, and writes a report without personal data. The API key is read from {KEY}; it need only read."""
_EPILOG = """\
Writes report.md, and dialect.toml: python -m simulators.retailcrm_mock --dialect reports/drift/dialect.toml
Exit codes: 0 all is as the contract says, 1 something differs, 2 it could not be read (stderr says why)."""


def main(arguments: list[str], environ: Mapping[str, str]) -> int:
    """Walk, write the report and tell where it is."""
    options = _parser().parse_args(arguments)
    try:
        findings = explore(options.url, _key(environ), options.per_second, options.pages)
    except ControlError as trouble:
        print(trouble, file=sys.stderr)
        return _TROUBLE
    folder: Path = options.output
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(report.text(findings, SWITCHES), encoding="utf-8")
    (folder / "dialect.toml").write_text(report.dialect_file(findings), encoding="utf-8")
    print(f"{'differs' if findings.differs else 'agrees'}: {folder / 'report.md'}")
    return _DIFFERS if findings.differs else 0


def explore(url: str, key: str, per_second: float, pages: int) -> report.Findings:
    """Walk through the account and settle what can be settled.

    Raises:
        ControlError: the address, the key or the account is refused, or nothing answers.
    """
    with ReadingOnly(url, {"X-API-KEY": key}, per_second) as asking:
        walk = Walk(asking, pages)
        walk.everything()
        positions: dict[str, Positions] = dict(searches.settled(walk))
        positions |= {name: probe(walk) for name, probe in PROBES.items()}
        positions |= {name: shape(walk) for name, shape in SHAPES.items()}
    found = report.Findings(tuple(walk.calls), positions, not_walked())
    return replace(found, explained=explained_by(found.dialect()))


def _key(environ: Mapping[str, str]) -> str:
    if not environ.get(KEY):
        raise ControlError(f"{KEY} is not set: put the account's API key into it, never into an option")
    return environ[KEY]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m simulators.retailcrm_mock.drift",
        description=_DOES,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--url", required=True, help="the account, such as https://company.retailcrm.ru")
    parser.add_argument("--output", type=Path, default=Path("reports/drift"), help="the folder to write to")
    parser.add_argument("--pages", type=int, default=2, help="pages of a hundred read of each list")
    parser.add_argument(
        "--per-second",
        type=_speed,
        default=1.0,
        help=f"requests a second, at most {FASTEST}; 1 by default",
    )
    return parser


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0
    if not speed > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return speed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], os.environ))
