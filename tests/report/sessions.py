"""What nox tells of its sessions, and what each of them proves."""

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Session:
    """One session.

    Attributes:
        name: as nox takes it, such as `tests-3.11(service)`.
        result: `success`, `failed`, `skipped` or `aborted`.
        reason: why it was skipped.
    """

    name: str
    result: str
    seconds: float
    proves: str = ""
    reason: str = ""


def read(report: str, noxfile: str) -> list[Session]:
    """The sessions of nox's report, each with its sentence from the noxfile.

    Raises:
        ValueError: the report is none.
    """
    try:
        told = json.loads(report)["sessions"]
        proofs = sentences(noxfile)
        return [
            Session(
                one["signatures"][0] if one["signatures"] else one["name"],
                one["result"],
                one["duration"],
                proofs.get(one["name"], ""),
                one["reason"] or "",
            )
            for one in told
        ]
    except (json.JSONDecodeError, KeyError, TypeError) as trouble:
        raise ValueError(f"reports/nox.json is no report of nox: {trouble!r}") from trouble


def sentences(noxfile: str) -> Mapping[str, str]:
    """What each session proves, by the name of its function; the command to watch it is left out."""
    functions = [one for one in ast.parse(noxfile).body if isinstance(one, ast.FunctionDef)]
    first = {one.name: (ast.get_docstring(one) or "").partition("\n")[0] for one in functions}
    return {name: said.partition("; `--")[0].rstrip(".") + "." for name, said in first.items() if said}
