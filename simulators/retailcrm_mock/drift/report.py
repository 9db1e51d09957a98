"""What a walk found out, without a value of anybody's."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from simulators.kit.dialects import Switch
from simulators.retailcrm_mock.drift.shapes import Positions
from simulators.retailcrm_mock.drift.walk import Call, Departure, departures, rule

NOT_PROVOKED = {
    "rate-answer": "nobody was asked too often",
    "rate-count": "nobody was asked too often",
    "rate-window": "nobody was asked too often",
    "unknown-account": "no other account was asked",
    "site-on-writes": "nothing was written",
    "null-in-entity": "nothing was written",
    "order-without-customer": "nothing was written",
    "upload-partial": "nothing was written",
}


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known after a walk: its calls, and for every switch the positions that fit.

    Attributes:
        explained: the rules of the contract that the dialect breaks.
    """

    calls: tuple[Call, ...]
    positions: Mapping[str, Positions]
    not_walked: Mapping[str, str]
    explained: frozenset[str] = frozenset()

    @property
    def differs(self) -> bool:
        """Whether an answer departs as no dialect explains, or no position of a switch fits."""
        return bool(self.unexplained()) or any(
            fits is not None and not fits for fits in self.positions.values()
        )

    def unexplained(self) -> set[Departure]:
        """What departs from the contract, and would not in a simulator that speaks this dialect."""
        return {one for one in departures(self.calls) if rule(one) not in self.explained}

    def dialect(self) -> dict[str, str]:
        """The switches that are settled."""
        settled = {name: fits for name, fits in self.positions.items() if fits and len(fits) == 1}
        return {name: next(iter(fits)) for name, fits in settled.items()}


def dialect_file(findings: Findings) -> str:
    """The dialect as a file for the simulator: `--dialect FILE`."""
    lines = [f'"{name}" = "{position}"' for name, position in sorted(findings.dialect().items())]
    return "\n".join(["# Settled by a walk through an account; the other switches are open.", *lines, ""])


def text(findings: Findings, switches: tuple[Switch, ...]) -> str:
    """The report, as Markdown."""
    parts = ["# Drift between RetailCRM's contract and an account", _verdict(findings)]
    parts += ["## What differs", _differences(findings), "## The dialect", _dialect(findings, switches)]
    parts += ["## What was read", _calls(findings), "## What was not read"]
    parts.append("\n".join(f"- `{path}`: {why}" for path, why in findings.not_walked.items()))
    return "\n\n".join(parts) + "\n"


def _verdict(findings: Findings) -> str:
    wrong = sum(bool(call.violations) for call in findings.calls)
    count = len(findings.calls)
    return f"{count} answers read, {count - wrong} as the contract says, {wrong} otherwise."


def _differences(findings: Findings) -> str:
    told = Counter(departures(findings.calls))
    if not told:
        return "Nothing: every answer is as the contract says."
    rows = ["| operation | status | what | answers | explained by the dialect |", "|---|---|---|---|---|"]
    for one, count in sorted(told.items()):
        operation, status, what = one
        why = "yes" if rule(one) in findings.explained else "**no**"
        rows.append(f"| `{operation}` | {status} | {what} | {count} | {why} |")
    return "\n".join(rows)


def _dialect(findings: Findings, switches: tuple[Switch, ...]) -> str:
    head = ["| switch | question | this account |", "|---|---|---|"]
    rows = (f"| `{one.name}` | {one.question} | {_position(findings, one.name)} |" for one in switches)
    return "\n".join([*head, *rows])


def _position(findings: Findings, name: str) -> str:
    fits = findings.positions.get(name)
    if fits is None:
        return f"open: {NOT_PROVOKED.get(name, 'nothing in the account shows it')}"
    if not fits:
        return "**none of the positions fits**"
    return (
        f"`{next(iter(fits))}`"
        if len(fits) == 1
        else "open: " + " or ".join(f"`{one}`" for one in sorted(fits))
    )


def _calls(findings: Findings) -> str:
    rows = ["| operation | status | answers |", "|---|---|---|"]
    count = Counter((call.operation, call.status) for call in findings.calls)
    return "\n".join(
        [*rows, *(f"| `{name}` | {status} | {number} |" for (name, status), number in sorted(count.items()))]
    )
