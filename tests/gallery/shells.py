"""The Usedesk simulator's ticket page, in each of its shells: what a block is looked at in.

Nothing of the page is copied: it is asked of the simulator, with every file its styles are made of.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask

from simulators.kit.launcher import running
from simulators.usedesk_mock.app import create_app
from simulators.usedesk_mock.pages import shells

SHELLS = tuple(shells.NAMES)
WIDTHS = (260, 300, 350, 460)
PLACE = "<!--block-->"
"""Stands where a block's HTML goes."""

_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
_WORLD = {
    "tickets": [
        {
            "client": {
                "name": "Anna Petrova",
                "emails": ["anna.petrova@example.com"],
                "phones": [{"type": "mobile", "phone": "+7 999 000-11-22"}],
            },
            "subject": "Where is my order?",
            "text": "Hello! I ordered a kettle last week. When will it come?",
        }
    ],
    "blocks": [{"name": "RetailCRM", "title": "RetailCRM", "url": "http://127.0.0.1:9/"}],
}


@dataclass(frozen=True)
class Desk:
    """A helpdesk with one ticket and one block."""

    app: Flask
    ticket: int

    def path(self, shell: str) -> str:
        """Where the ticket stands in this shell."""
        return f"/tickets/{self.ticket}?shell={shell}"

    def page(self, shell: str) -> str:
        """The ticket's page without scripts, its files named by relative addresses, and `PLACE` in it."""
        soup = BeautifulSoup(self._text(self.path(shell)), "html.parser")
        for script in soup.find_all(["script", "noscript"]):
            script.decompose()
        for sheet in _sheets(soup):
            sheet["href"] = file_of(str(sheet["href"]))
        _only(soup, ".block-state").clear()
        _only(soup, ".block-html").replace_with(
            BeautifulSoup(f'<div class="block-html">{PLACE}</div>', "html.parser")
        )
        return str(soup)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every style sheet of every shell and what it names, by their relative addresses."""
        found: dict[str, bytes] = {}
        for shell in SHELLS:
            for sheet in _sheets(BeautifulSoup(self._text(self.path(shell)), "html.parser")):
                self._collect(str(sheet["href"]), found)
        return found

    def _collect(self, address: str, found: dict[str, bytes]) -> None:
        if address.startswith("data:") or file_of(address) in found:
            return
        answer = self.app.test_client().get(address, buffered=True)
        found[file_of(address)] = answer.data
        if answer.mimetype == "text/css":
            for named in _URL.findall(answer.text):
                self._collect(urljoin(address, named), found)

    def _text(self, path: str) -> str:
        return self.app.test_client().get(path).text


def desk() -> Desk:
    """A simulator with the gallery's ticket."""
    app = create_app(tickets=0)
    answer = app.test_client().post("/_sim/seed", json={"load": _WORLD})
    return Desk(app, answer.get_json()["accounts"]["company"]["tickets"][0])


@contextmanager
def served() -> Iterator[tuple[Desk, str]]:
    """The same, listening; gives its address too."""
    made = desk()
    with running(made.app) as simulator:
        yield made, simulator.url


def file_of(address: str) -> str:
    """The relative address under which a gallery keeps one of the simulator's files."""
    return "shell" + urlsplit(address).path


def _sheets(soup: BeautifulSoup) -> list[Tag]:
    return soup.select("link[rel=stylesheet]")


def _only(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select(selector)
    if len(found) != 1:
        raise ValueError(f"the simulator's ticket page has {len(found)} × {selector}; the gallery needs one")
    return found[0]
