"""Replicas of the service that share a Redis, as far as their answers and budgets go."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from service.adapters.link import Link
from service.adapters.memory import Memory
from service.adapters.remembering import Lifetimes, Remembering
from service.adapters.sealing import Seals
from service.adapters.shared import SharedMemory
from service.core.model import Account, Question, Reply
from service.ports import Crm, CrmError, Deadline, Visit
from tests.service.adapters.valkey import Valkey

LIFETIMES = Lifetimes(fresh=45, stale=14400)
PATIENT = 5.0
"""Seconds Redis may take in tests: this machine may have other things to do."""


def visit(key: str = "key", ticket: str = "", seconds: float = 30, name: str = "company") -> Visit:
    """Make a visit."""
    deadline = Deadline(time.monotonic() + seconds, time.monotonic)
    return Visit(Account(name, f"https://{name}.retailcrm.ru"), key, deadline, ticket=ticket)


class Replica:
    """One process's own: its memory and its link."""

    def __init__(
        self,
        valkey: Valkey,
        crm: Crm,
        patience: float = PATIENT,
        lease: float = 30,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        self.link = Link(valkey.url, patience)
        self.memory = Memory(time.monotonic, LIFETIMES.kept, 10**7)
        self.store = SharedMemory(self.memory, self.link, Seals(), LIFETIMES.kept, lease)
        self._background = ThreadPoolExecutor(1)
        self.crm = Remembering(crm, self.store, LIFETIMES, self._background, pause)

    def ask(self, question: Question, asking: Visit | None = None) -> Reply | CrmError:
        """Open a ticket, ask one question, and show it."""
        opened = self.crm.opened(asking or visit())
        [(_, answer)] = self.crm.ask(opened, [question])
        self.crm.shown(opened)
        return answer

    def close(self) -> None:
        self._background.shutdown()
        self.link.close()


@contextmanager
def replicas(valkey: Valkey, *crms: Crm, patience: float = PATIENT) -> Iterator[list[Replica]]:
    """Start a replica for each CRM, which is the same one as each sees it."""
    started = [Replica(valkey, crm, patience) for crm in crms]
    try:
        yield started
    finally:
        for replica in started:
            replica.close()
