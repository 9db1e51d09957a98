"""What a simulator's journal has of the calls since a moment, as evidence."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from simulators.kit.client import ControlClient
from tests.report.evidence import Call


def last(control: ControlClient) -> int:
    """The number of the latest call."""
    (account,) = control.ask("GET", "journal", limit=1)["accounts"].values()
    number: int = account["last"]
    return number


def since(control: ControlClient, number: int) -> list[Call]:
    """The calls after that one, oldest first."""
    return [_call(entry) for entry in control.ask("GET", "journal.har", since=number)["log"]["entries"]]


def violations(control: ControlClient, number: int) -> list[str]:
    """Every departure from the contract after that call."""
    entries = control.journal(since=number, violations="true")
    return [f"{entry['operation']}: {told}" for entry in entries for told in entry["violations"]]


def _call(entry: Mapping[str, Any]) -> Call:
    asked, answered = entry["request"], entry["response"]
    return Call(
        entry["_operation"] or "",
        asked["method"],
        urlsplit(asked["url"]).path,
        _sent(asked),
        answered["status"],
        entry["time"],
        answered["bodySize"],
        tuple(entry["_violations"]),
    )


def _sent(asked: Mapping[str, Any]) -> dict[str, Any]:
    if body := asked.get("postData", {}).get("text"):
        sent: dict[str, Any] = json.loads(body)
        return sent
    return {one["name"]: one["value"] for one in asked["queryString"]}
