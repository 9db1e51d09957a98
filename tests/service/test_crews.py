"""Whatever happens in whatever order, a crew serves until all is to stop."""

import math
import signal
from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from service.running.crews import RETIRE, STOP, UNUSABLE, Crews, News, Patience, Worker, pause

PATIENCE = Patience(stop=10, retire=40)


class FakeProcess:
    """Remembers what it was sent, and who served just then."""

    def __init__(self, pid: int, serving: Callable[[], int]) -> None:
        self.pid, self._serving = pid, serving
        self.sent: list[tuple[int, int]] = []

    def send_signal(self, sig: int, /) -> None:
        self.sent.append((sig, self._serving()))


class Workers(RuleBasedStateMachine):
    """A parent's life."""

    @initialize(wanted=st.integers(1, 3), served=st.booleans(), mortal=st.booleans())
    def begin(self, wanted: int, served: bool, mortal: bool) -> None:
        self.now, self.wanted, self.stopped = 0.0, wanted, False
        self.reloaded, self.mortal = (0, 0), mortal
        self.processes: list[FakeProcess] = []
        self.news: list[News] = []
        self.crews = Crews(wanted, self._start, self.news.append, PATIENCE, lambda: self.now)
        self.crews.begin()
        for slot in range(wanted) if served else ():
            self.crews.ready(slot)

    def _start(self, _slot: int) -> FakeProcess:
        assert not self.stopped
        self.processes.append(FakeProcess(len(self.processes), self._serving))
        return self.processes[-1]

    def _serving(self) -> int:
        return sum(worker.ready and not worker.leaving for worker in self.crews.workers)

    def _process(self, worker: Worker) -> FakeProcess:
        return self.processes[worker.process.pid]

    @rule(data=st.data())
    def become_ready(self, data: st.DataObject) -> None:
        if starting := [worker.slot for worker in self.crews.workers if not worker.ready]:
            self.crews.ready(data.draw(st.sampled_from(starting)))

    @rule(data=st.data(), code=st.sampled_from([0, 1, UNUSABLE, -9]))
    def end(self, data: st.DataObject, code: int) -> None:
        if living := [worker.slot for worker in self.crews.workers]:
            self.crews.ended(data.draw(st.sampled_from(living)), code)
            self.stopped = self.stopped or News.STOPPING in self.news

    @rule(seconds=st.floats(0, 100))
    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.crews.do_what_is_due()

    @rule()
    def reload(self) -> None:
        self.reloaded = len(self.processes), len(self.news)
        self.crews.reload()

    @precondition(lambda self: self.mortal and not self.stopped)
    @rule()
    def stop(self) -> None:
        self.crews.stop()
        self.stopped = True
        assert self.crews.code == 0

    @invariant()
    def nobody_retires_before_a_whole_crew_serves(self) -> None:
        retired = [serving for process in self.processes for sig, serving in process.sent if sig == RETIRE]
        assert all(serving >= self.wanted for serving in retired)

    @invariant()
    def whoever_leaves_was_told_and_nobody_else_was(self) -> None:
        for worker in self.crews.workers:
            told = {sig for sig, _ in self._process(worker).sent} & {STOP, RETIRE}
            assert bool(told) is worker.leaving

    @invariant()
    def no_more_than_two_crews_are_about(self) -> None:
        assert sum(not worker.leaving for worker in self.crews.workers) <= 2 * self.wanted

    @invariant()
    def what_is_awaited_has_an_end(self) -> None:
        for worker in self.crews.workers:
            killed = signal.SIGKILL in {sig for sig, _ in self._process(worker).sent}
            assert killed or worker.until < math.inf or (worker.ready and not worker.leaving)

    def teardown(self) -> None:
        """When all have started who shall, and ended who shall, one whole crew serves, or nobody is left.

        And whoever serves was started after the last reload was asked for.
        """
        if not hasattr(self, "crews"):
            return
        for _ in range(12):
            for worker in self.crews.workers:
                if worker.leaving:
                    self.crews.ended(worker.slot, 0)
                elif not worker.ready:
                    self.crews.ready(worker.slot)
            self.wait(31)
        assert self._serving() == len(self.crews.workers) == (0 if self.stopped else self.wanted)
        assert self.crews.over is self.stopped
        started, told = self.reloaded
        if not self.stopped and News.REFUSED not in self.news[told:]:
            assert min(worker.process.pid for worker in self.crews.workers) >= started


TestWorkers = Workers.TestCase
TestWorkers.settings = settings(
    max_examples=200, stateful_step_count=20
)  # all in memory: many lives are cheap


@pytest.mark.parametrize(("code", "ends"), [(UNUSABLE, UNUSABLE), (1, 1), (-9, 1), (0, 1)])
def test_what_cannot_start_for_its_settings_is_told_apart(code: int, ends: int) -> None:
    news: list[News] = []
    crews = Crews(2, lambda slot: FakeProcess(slot, int), news.append, PATIENCE, float)
    crews.begin()
    crews.ready(0)
    crews.ended(1, code)
    crews.ended(0, 0)
    assert (crews.over, crews.code, news) == (True, ends, [News.STOPPING])


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0.1), (1, 0.2), (5, 3.2), (9, 30), (10_000, 30)])
def test_the_pause_before_a_restart_grows_to_half_a_minute(failures: int, seconds: float) -> None:
    assert pause(failures) == seconds


@pytest.fixture
def one() -> Crews:
    """A crew of one that serves."""
    crews = Crews(1, lambda slot: FakeProcess(slot, int), lambda _: None, PATIENCE, lambda: next(TICKS))
    crews.begin()
    crews.ready(0)
    return crews


TICKS = iter(range(0, 10**9, 31))


def test_whom_a_new_crew_replaces_needs_no_other_successor(one: Crews) -> None:
    one.ended(0, -9)
    one.reload()
    one.ready(0)
    one.do_what_is_due()
    assert [worker.crew for worker in one.workers] == [2]


def test_a_reload_while_one_is_under_way_is_not_forgotten(one: Crews) -> None:
    one.reload()
    one.reload()
    one.ready(1)
    assert [(worker.crew, worker.leaving) for worker in one.workers] == [(1, True), (2, False), (3, False)]


def test_after_a_crew_that_could_not_start_the_next_may(one: Crews) -> None:
    one.reload()
    one.ended(1, UNUSABLE)
    one.reload()
    one.ready(1)
    assert [(worker.crew, worker.leaving) for worker in one.workers] == [(1, True), (3, False)]
