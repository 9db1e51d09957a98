"""Fifty agents open a ticket each at the same moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import requests

from simulators.usedesk_mock.own_company import own_company, serving
from tests.simulators.usedesk_mock.block_server import BlockServer

MANY = 50


def test_fifty_tickets_opened_at_once_reach_the_block_server_as_fifty_calls_at_once(
    server: BlockServer,
) -> None:
    with serving() as simulator, own_company(simulator, "mine", {"tickets": MANY}) as usedesk:
        block = usedesk.block(f"{server.url}/meets?{MANY}")  # answers once all of them are there
        paths = [f"{usedesk.url}/tickets/{ticket}/blocks/{block}" for ticket in range(1001, 1001 + MANY)]
        with ThreadPoolExecutor(MANY) as agents, requests.Session() as session:
            session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=MANY))
            shown = list(agents.map(lambda path: session.post(path, timeout=60).json(), paths))
    assert Counter((one["outcome"], one["html"]) for one in shown) == {("answered", "<p>All here</p>"): MANY}
    assert len({body["ticket_id"] for body in server.bodies}) == MANY
