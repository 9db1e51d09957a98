"""`nox -s contract-coverage`: what the sessions before saw of the contracts; writes reports/contract."""

import json
import sys
from pathlib import Path

import contracts
from tests.certainty.read_of_requests import read
from tests.certainty.relied import relied
from tests.contract_coverage.page import drawn
from tests.contract_coverage.seen import Seen, recorded
from tests.contract_coverage.served import NO_PART, strangers
from tests.contract_coverage.table import Table, summary, table

REPORTS = Path("reports/contract")
NOTHING = (
    "Nothing was recorded in {}: run the sessions with tests first, all of them by `nox` or the quickest by\n"
    '`nox -s contracts "tests-3.11(simulators)" "tests-3.11(service)" properties contract-coverage`.'
)


def main(reports: Path = REPORTS) -> int:
    """Exit code 0 when every pair was exercised and nothing is served that no contract names."""
    sessions = sorted(folder.name for folder in (reports / "seen").glob("*/") if any(folder.glob("*.json")))
    if not sessions:
        print(NOTHING.format(reports / "seen"), file=sys.stderr)
        return 2
    tables = tabled(recorded(reports / "seen"))
    (reports / "coverage.json").write_text(json.dumps(summary(tables), indent=1), encoding="utf-8")
    (reports / "coverage.html").write_text(drawn(tables, sessions), encoding="utf-8")
    print(f"Recorded by {', '.join(sessions)}.\n\n{told(tables)}\n\nwritten to {reports}/coverage.html")
    wrong = [line for one in tables for line in complaints(one)]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def tabled(seen: Seen) -> list[Table]:
    """The tables of all contracts."""
    documents = {name: contracts.load(name) for name in contracts.names()}
    served, used = strangers(documents), {"retailcrm": relied(), "block": read()}
    return [
        table(name, document, seen, used.get(name, ()), served[name], NO_PART.get(name, ()))
        for name, document in documents.items()
    ]


def told(tables: list[Table]) -> str:
    """One line for each contract."""
    head = (
        f"{'contract':<11}{'operations':>11}{'pairs':>7}{'exercised':>11}{'properties':>12}{'exercised':>11}"
    )
    lines = []
    for one in tables:
        exercised, known = one.share()
        pairs = len(one.pairs), len(one.pairs) - len(one.missing)
        lines.append(
            f"{one.name:<11}{len(one.operations):>11}{pairs[0]:>7}{pairs[1]:>11}{known:>12}{exercised:>11}"
        )
    return "\n".join([head, *lines])


def complaints(one: Table) -> list[str]:
    """What is wrong with a contract's coverage, and how to mend it."""
    never = [
        f"{one.name}: no test met {pair}; write one that does (a fault can bring a status about), or take it "
        "out of the contract if nothing can answer it"
        for pair in one.missing
    ]
    strange = [
        f"{one.name}: {told} is in the code and not in the contract; name it there, or end it"
        for told in one.strangers
    ]
    return never + strange


if __name__ == "__main__":
    sys.exit(main())
