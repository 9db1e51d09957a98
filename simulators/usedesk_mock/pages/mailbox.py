"""Work done at once for one page, its results handed over as they come.

A browser opens six connections to a host at most. A page that asked for each block by itself would keep its
seventh block, and the agent's next click, waiting behind six slow ones; so it asks for all, and collects.
"""

import queue
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Result = dict[str, Any]
MOST_PAGES = 1_000  # the one used longest ago is forgotten beyond


@dataclass(slots=True)
class _Mailbox:
    results: "queue.SimpleQueue[Result]" = field(default_factory=queue.SimpleQueue)
    due: int = 0


class Mailboxes:
    """One mailbox for each page that is open; pages are told apart by a name they were given."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._boxes: OrderedDict[str, _Mailbox] = OrderedDict()

    def work(self, page: str, jobs: list[Callable[[], Result]]) -> None:
        """Begin each job, which must not raise, in a thread of its own."""
        box = self._used(page)
        with self._lock:
            box.due += len(jobs)
        for job in jobs:
            threading.Thread(target=lambda job=job: box.results.put(job()), name="block", daemon=True).start()

    def collect(self, page: str, wait: float) -> list[Result] | None:
        """What came since it was last asked, as soon as there is something, after `wait` seconds in any case.

        Returns None when nothing is due any more.
        """
        box = self._used(page)
        if not box.due:
            return None
        results: list[Result] = []
        try:
            results.append(box.results.get(timeout=wait))
            while True:
                results.append(box.results.get_nowait())
        except queue.Empty:
            with self._lock:
                box.due -= len(results)
            return results

    def _used(self, page: str) -> _Mailbox:
        with self._lock:
            box = self._boxes.setdefault(page, _Mailbox())
            self._boxes.move_to_end(page)
            if len(self._boxes) > MOST_PAGES:
                self._boxes.popitem(last=False)
            return box
