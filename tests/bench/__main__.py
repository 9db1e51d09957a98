"""`nox -s bench -- --help`: measures, prints the tables and writes them to reports/bench."""

import argparse
import dataclasses
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench import desk, growth, load, speed, tables
from tests.bench.server import BenchError
from tests.bench.service import measure as service

REPORTS = Path("reports/bench")


def main(arguments: list[str]) -> int:
    """Exit code 0, or 1 with a sentence when something of ours could not be measured."""
    options = parser().parse_args(arguments)
    try:
        for part in dict.fromkeys(options.parts) or PARTS:
            PARTS[part](options)
    except (BenchError, TimeoutError) as error:
        print(str(error) or "a server under load did not answer in time", file=sys.stderr)
        return 1
    return 0


def _simulator(options: argparse.Namespace) -> None:
    told: dict[str, Any] = {}
    parts = [*_speed(options, told), *_growth(options, told), *_desk(options, told)]
    _write("simulator", [_machine(), *parts], told)


def _service(_options: argparse.Namespace) -> None:
    sections = []
    for section in service.measure():
        sections.append(section)
        print(f"\n{section.text()}\n", flush=True)
    texts = [service.machine(), *(section.text() for section in sections)]
    _write("service", texts, {section.title: section.figures for section in sections})


PARTS = {"simulator": _simulator, "service": _service}


def _write(name: str, texts: list[str], told: dict[str, Any]) -> None:
    text = "\n\n".join(texts) + "\n"
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / f"{name}.md").write_text(text, encoding="utf-8")
    (REPORTS / f"{name}.json").write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"\n{text}\nwritten to {REPORTS}/{name}.md and {name}.json")


def _speed(options: argparse.Namespace, told: dict[str, Any]) -> Iterator[str]:
    if not options.rounds:
        return
    measured, left_out = speed.measure(options.rounds, options.seconds)
    names = [one.name for one in measured]
    base = speed.BASE if speed.BASE in names else speed.OURS
    told["servers"] = [dataclasses.asdict(one) for one in measured]
    told["left_out"] = left_out
    yield f"## A list of five customers, {load.CONNECTIONS} connections, {options.rounds} rounds by turns"
    yield tables.speed(measured, base)
    yield from (f"Not measured: {one}" for one in left_out)


def _growth(options: argparse.Namespace, told: dict[str, Any]) -> Iterator[str]:
    if not options.customers:
        return
    file = options.db or REPORTS / f"customers-{options.customers}.sqlite"
    try:
        grown = growth.measure(options.customers, file)
    finally:
        if options.db is None:
            for left in file.parent.glob(f"{file.stem}*"):
                left.unlink()
    told["growth"] = dataclasses.asdict(grown)
    yield f"## {grown.customers:,} customers"
    if grown.memory:
        yield f"Seeding took {grown.seeding:.0f} s and at most {grown.memory / tables.MEGABYTE:.0f} MiB."
    yield f"Starting on the file took {grown.start:.2f} s to the first answer."
    yield f"A phone is found, by dialect ({growth.ROUNDS} rounds by turns, medians):"
    yield tables.lookups(grown.few, grown.many, (growth.FEW, grown.customers))


def _desk(options: argparse.Namespace, told: dict[str, Any]) -> Iterator[str]:
    if not options.tickets:
        return
    pages = desk.measure(options.tickets, options.turns)
    told["desk"] = [dataclasses.asdict(one) for one in pages]
    yield f"## The Usedesk simulator's pages among {options.tickets:,} tickets"
    yield f"Medians of {options.turns} rounds by turns."
    yield desk.table(pages, options.tickets)


def _machine() -> str:
    return (
        f"Measured on {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"each server has one core, the load ({load.generator()}) another where there are two. "
        "Compare ratios: they were taken in one run."
    )


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    found = argparse.ArgumentParser("tests.bench", description=__doc__)
    add = found.add_argument
    add(
        "parts", nargs="*", choices=[*PARTS, []], metavar="part", help="simulator, service; both unless named"
    )
    add("--customers", type=int, default=1_000_000, help="how many to seed and search; 0 leaves that out")
    add("--rounds", type=int, default=3, help="of load on each server; 0 leaves that out (default: 3)")
    add("--seconds", type=int, default=4, help="of load in each round (default: 4)")
    add("--tickets", type=int, default=10_000, help="how many the helpdesk holds; 0 leaves that out")
    add("--turns", type=int, default=40, help="how often each of its pages is asked for (default: 40)")
    add("--db", type=Path, help="keep the seeded file here, or take it as it is if it is there")
    return found


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
