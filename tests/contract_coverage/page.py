"""Draws the tables into one page of plain HTML."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.contract_coverage.table import Table


def drawn(tables: Sequence[Table], sessions: Sequence[str]) -> str:
    """The page; `sessions` are those that recorded."""
    templates = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=templates, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    statuses = {one.name: sorted({status for _, status in one.pairs}) for one in tables}
    return environment.get_template("page.html").render(tables=tables, sessions=sessions, statuses=statuses)
