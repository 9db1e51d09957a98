"""Agents who open tickets of many clients without a pause, and look closely at what they are shown."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count

from urllib3.exceptions import HTTPError

from simulators.retailcrm_mock.own_account import RetailCrm
from tests.resilience.people import Person, shown, whole
from tests.resilience.programs import Service, until

AGENTS, CLIENTS = 8, 300
PEOPLE = [Person(number) for number in range(CLIENTS)]


class Agents:
    """Open tickets at replicas in turn until told to stop; each block must be its client's in its account.

    `wrong` tells of blocks that were not, `lost` of requests that were not answered at all.
    """

    def __init__(self, replicas: list[Service], accounts: list[RetailCrm]) -> None:
        self._replicas, self._accounts = replicas, accounts
        self._over, self._tickets = threading.Event(), count(1)
        self.opened, self.wrong, self.lost = 0, list[str](), list[str]()

    def _agent(self, number: int) -> None:
        for turn in count(number):
            if self._over.is_set():
                return
            ticket = next(self._tickets)
            # All walk through the same clients, half of them in each account, so a mix-up would show.
            shift, person = (turn + number) % 2, PEOPLE[turn % CLIENTS]
            account = self._accounts[shift]
            replica = self._replicas[turn // 2 % len(self._replicas)]
            try:
                html = replica.block(person.ticket(ticket, account.account, account.key))
            except HTTPError as trouble:
                self.lost.append(f"agent {number}: {trouble!r}")
                continue
            if shown(html) != whole(person.elsewhere(shift * CLIENTS)):
                self.wrong.append(f"ticket {ticket}: {person} of {shift}: {shown(html)}")
            self.opened += 1

    @contextmanager
    def running(self) -> Iterator[None]:
        """Load the replicas until the block ends."""
        with ThreadPoolExecutor(AGENTS) as agents:
            asked = [agents.submit(self._agent, number) for number in range(AGENTS)]
            try:
                yield
            finally:
                self._over.set()
            for each in asked:
                each.result()

    def more(self, blocks: int) -> None:
        """Wait until so many more have been opened."""
        enough = self.opened + blocks
        until(lambda: self.opened >= enough)
