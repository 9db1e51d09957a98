"""`nox -s fidelity -- --help`: the same checks against each mock of one contract; writes reports/fidelity."""

import argparse
import contextlib
import dataclasses
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.bench import npm, peers
from tests.bench.server import BenchError, Server
from tests.bench.speed import OURS, ours
from tests.fidelity.judge import SEED, Verdict, judged, table

REPORTS = Path("reports/fidelity")
Starter = Callable[[], contextlib.AbstractContextManager[Server]]


def main(arguments: list[str]) -> int:
    """Exit code 0; 1 with a sentence when ours fails a check or cannot be judged."""
    options = _parser().parse_args(arguments)
    left_out: list[str] = []
    verdicts = list(_verdicts(options.examples, left_out))
    head = f"Schemathesis, all checks and phases, {options.examples} examples, seed {SEED}."
    text = "\n\n".join([head, table(verdicts), *(f"Not judged: {one}" for one in left_out)]) + "\n"
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / "fidelity.md").write_text(text, encoding="utf-8")
    told = {"verdicts": [dataclasses.asdict(one) for one in verdicts], "left_out": left_out}
    (REPORTS / "fidelity.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    print(f"\n{text}\nwritten to {REPORTS}/fidelity.md and fidelity.json")
    return _judgement(verdicts)


def _judgement(verdicts: list[Verdict]) -> int:
    mine = [one for one in verdicts if one.name == OURS]
    if mine and not mine[0].distinct:
        return 0
    why = f"fails {mine[0].distinct} checks" if mine else "was not judged"
    print(f"our simulator {why}; see {REPORTS}/log/{OURS}.txt", file=sys.stderr)
    return 1


def _verdicts(examples: int, left_out: list[str]) -> Iterator[Verdict]:
    """One server after another, so that none disturbs the next."""
    for starter, contract in _served(left_out):
        try:
            with starter() as server:
                print(f"judging {server.name}: some minutes", flush=True)
                verdict = judged(server.name, server.url, contract, examples, REPORTS / "log")
                notes = [] if server.name == OURS else server.notes
                yield dataclasses.replace(verdict, notes=(*notes, *verdict.notes))
        except BenchError as error:
            left_out.append(str(error))


def _served(left_out: list[str]) -> Iterator[tuple[Starter, Path]]:
    yield ours, peers.contract()
    absent = npm.missing_programs()
    if absent:
        left_out.append(f"none of the others: they need {', '.join(absent)}, which this machine has not")
        return
    modules = npm.install(list(peers.OF_CONTRACT))
    for name, starter in peers.OF_CONTRACT.items():
        yield partial(starter, modules), peers.contract(simpler=name == "specmatic")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("tests.fidelity", description=__doc__)
    parser.add_argument("--examples", type=int, default=40, help="for each operation (default: 40)")
    return parser


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
