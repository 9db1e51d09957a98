import threading

from service.adapters.link import Link
from tests.service.programs import NO_REDIS


def _looking_out() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "redis"}


def test_once_it_is_closed_nobody_looks_out_for_redis_any_more() -> None:
    before = _looking_out()
    for _ in range(20):
        link = Link(NO_REDIS)
        assert (link.health.up, len(_looking_out() - before)) == (False, 1)
        link.close()
        assert _looking_out() - before == set()
