"""A running helpdesk as browser tests fill it and look at it."""

from typing import Any

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
