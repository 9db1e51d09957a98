"""What is told later is told whole, once, and in its order."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from service.events import Event, Refused, TurnedAway, Waited
from service.observing.later import Later

events = st.lists(st.builds(Waited, st.floats(0, 9)) | st.just(Refused()) | st.just(TurnedAway()))
_PATIENCE = 20
_heard: list[Event] = []
_later = Later(_heard.append)


@given(events)
def test_who_catches_up_hears_all_events_in_their_order(told: list[Event]) -> None:
    _heard.clear()
    for event in told:
        _later(event)
    _later.catch_up()
    assert _heard == told


def test_events_are_told_though_nobody_catches_up() -> None:
    heard: list[Event] = []
    enough = threading.Semaphore(0)

    def listen(event: Event) -> None:
        heard.append(event)
        enough.release()

    later, told = Later(listen, 0.001), [Waited(seconds) for seconds in range(50)]
    for event in told:
        later(event)
        assert enough.acquire(timeout=_PATIENCE)
    assert heard == told


def _tell_often(later: Later) -> None:
    for _ in range(500):
        later(Refused())


def test_what_many_threads_tell_is_told_once() -> None:
    heard: list[Event] = []
    later = Later(heard.append, 0.001)
    threads = [threading.Thread(target=_tell_often, args=[later]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    later.catch_up()
    assert heard == [Refused()] * 4000
