"""Figures of several processes, of which any can tell the sum: each writes into files of its own.

Whoever takes a slot after another counts on from what it finds there, so no restart and no reload loses a
count, and there are never more files than slots.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest, values
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from service.observing.metrics import Metrics

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable in which a process is told the folder before it starts."""


class SharedMetrics(Metrics):
    """Counts in one of several processes, and tells the figures of all.

    Args:
        folder: Where their files are, which `FOLDER` names as well.
        slot: A number that no other living process has.
    """

    def __init__(self, folder: Path, slot: int) -> None:
        values.ValueClass = values.MultiProcessValue(lambda: slot)  # type: ignore[no-untyped-call]
        super().__init__()
        introduce(folder, f"worker-{slot}")
        self._all = CollectorRegistry()
        MultiProcessCollector(self._all, str(folder))  # type: ignore[no-untyped-call]
        self._all.register(_Processes(folder))

    def figures(self) -> tuple[bytes, str]:
        """Return the figures of all processes and their media type; the others' gauges are a second old."""
        self.refresh()
        return generate_latest(self._all), CONTENT_TYPE_PLAIN_0_0_4


def introduce(folder: Path, name: str) -> None:
    """Let this process's own figures, such as its memory, be told under a name."""
    (folder / f"{name}.pid").write_text(str(os.getpid()))


def forget(folder: Path, slot: int) -> None:
    """Take away what was so in a process that has ended; what it counted remains."""
    mark_process_dead(slot, str(folder))  # type: ignore[no-untyped-call]
    (folder / f"worker-{slot}.pid").unlink(missing_ok=True)


class _Processes(Collector):
    """Prometheus' usual figures of a process, of each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterator[Metric]:
        """Look at all processes there are."""
        all_of: dict[str, Metric] = {}
        for file in sorted(self._folder.glob("*.pid")):
            for one in _process(file):
                family = all_of.setdefault(one.name, Metric(one.name, one.documentation, one.type))
                for sample in one.samples:
                    family.add_sample(sample.name, {**sample.labels, "process": file.stem}, sample.value)
        yield from all_of.values()


def _process(file: Path) -> list[Metric]:
    try:
        pid = file.read_text()
    except FileNotFoundError:  # it has just ended
        return []
    return list(ProcessCollector(pid=lambda: pid, registry=None).collect())
