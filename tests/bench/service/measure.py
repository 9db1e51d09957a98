"""All that is measured of the service, one after the other."""

import contextlib
import os
import platform
from collections.abc import Iterator

from tests.bench.service import crowds, replicas, speed
from tests.bench.service.section import Section
from tests.bench.service.world import crm

ROUNDS, SECONDS = 5, 3.0
LIMITED_SECONDS = 60.0


def measure() -> Iterator[Section]:
    """The sections of the report, as they come; about five minutes.

    Raises:
        BenchError: something cannot be measured.
    """
    with _load_on(1), crm() as one:
        yield speed.cached(one, ROUNDS, SECONDS)
        yield speed.uncached(one)
        yield crowds.waiting(one, 2, SECONDS)
        yield crowds.together(one)
        yield crowds.limited(one, LIMITED_SECONDS)
        yield replicas.shared(one, 2, SECONDS)
        yield replicas.memory(one)


def machine() -> str:
    """Where it was measured, and how busy that was."""
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    where = f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return (
        f"Measured on {where}; the load at the end was {load} (1, 5, 15 minutes). The service has one core, "
        "the CRM and the load the other, where there are two. Compare ratios: they were taken in one run."
    )


@contextlib.contextmanager
def _load_on(core: int) -> Iterator[None]:
    """Keep the load generator, this program, to a core that the service has not, where there are two."""
    cores = os.sched_getaffinity(0)
    if core in cores and len(cores) > 1:
        os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
