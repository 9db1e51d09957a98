"""A running helpdesk as browser tests fill it and look at it."""

from typing import Any
from urllib.parse import quote

import requests
from playwright.sync_api import Locator, Page

from tests.simulators.usedesk_mock.block_server import BlockServer


def seed(desk: str, **load: Any) -> int:
    """Load things and a ticket; returns the ticket's id."""
    tickets = [
        {"client": {"name": "Anna", "emails": ["anna@example.com"]}, "subject": "Where?", "text": "Hello"}
    ]
    with requests.Session() as session:
        answer = session.post(f"{desk}/_sim/seed", json={"load": {"tickets": tickets, **load}}, timeout=10)
    return int(answer.json()["accounts"]["company"]["tickets"][0])


def block(server: BlockServer, way: str) -> dict[str, str]:
    return {"name": way, "title": way, "url": f"{server.url}/{way}"}


def panel(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def says(server: BlockServer, title: str, html: str) -> dict[str, str]:
    """A block that answers with this HTML."""
    return {"name": title, "title": title, "url": f"{server.url}/says?html={quote(html)}"}


def drawer(page: Page, title: str) -> Locator:
    """The developer drawer under a panel."""
    section = f'section:has(> .panel-heading > .panel-title:text-is("{title}"))'
    return page.locator(f"{section} + block-drawer").locator("details").first


def opened(page: Page, title: str) -> Locator:
    """The developer drawer under a panel, with all its parts unfolded."""
    found = drawer(page, title)
    found.evaluate("one => { for (const all of [one, ...one.querySelectorAll('details')]) all.open = true }")
    return found
