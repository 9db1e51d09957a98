import io
from itertools import count

from simulators.kit.progress import Progress


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        return True


def _told(out: io.StringIO, seconds_a_step: float) -> str:
    clock = count()
    progress = Progress("inventing", 4000, out, lambda: next(clock) * seconds_a_step)
    for done in (1000, 2000, 3000, 4000):
        progress.reached(done)
    return out.getvalue()


def test_a_log_gets_a_line_now_and_then_and_one_at_the_end() -> None:
    assert _told(io.StringIO(), 4.0).splitlines() == [
        "inventing: 50 %, 2000 of 4000, 250 a second, 8 s left",
        "inventing: 100 %, 4000 of 4000, 250 a second, took 16 s",
    ]


def test_a_terminal_gets_one_line_that_is_rewritten() -> None:
    told = _told(Terminal(), 50.0)
    assert told.count("\n") == 1
    assert [line.rstrip() for line in told.split("\r")] == [
        "inventing: 25 %, 1000 of 4000, 20 a second, 2 min 30 s left",
        "inventing: 50 %, 2000 of 4000, 20 a second, 1 min 40 s left",
        "inventing: 75 %, 3000 of 4000, 20 a second, 50 s left",
        "inventing: 100 %, 4000 of 4000, 20 a second, took 3 min 20 s",
    ]
