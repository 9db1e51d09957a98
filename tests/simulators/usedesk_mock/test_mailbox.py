import threading

from simulators.usedesk_mock.pages.mailbox import MOST_PAGES, Mailboxes, Result


def job(name: str, after: threading.Event | None = None) -> Result:
    if after:
        after.wait(10)
    return {"name": name}


def test_results_are_handed_over_as_they_come() -> None:
    boxes, late = Mailboxes(), threading.Event()
    boxes.work("page", [lambda: job("slow", late), lambda: job("fast")])
    assert boxes.collect("page", 10) == [{"name": "fast"}]
    assert boxes.collect("page", 0) == []
    late.set()
    assert boxes.collect("page", 10) == [{"name": "slow"}]
    assert boxes.collect("page", 10) is None


def test_pages_keep_apart() -> None:
    boxes = Mailboxes()
    boxes.work("one", [lambda: job("for one")])
    boxes.work("two", [lambda: job("for two")])
    assert [boxes.collect("two", 10), boxes.collect("one", 10)] == [
        [{"name": "for two"}],
        [{"name": "for one"}],
    ]


def test_the_page_used_longest_ago_is_forgotten_beyond_the_bound() -> None:
    boxes, never = Mailboxes(), threading.Event()
    boxes.work("first", [lambda: job("kept", never)])
    for number in range(MOST_PAGES):
        boxes.collect(f"page {number}", 0)
    assert boxes.collect("first", 0) is None
    never.set()
