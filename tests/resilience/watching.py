"""What processes hold, as the kernel tells it."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Held:
    """Threads, open files (sockets are files) and resident bytes."""

    threads: int
    files: int
    bytes: int

    def __str__(self) -> str:
        return f"{self.threads} threads, {self.files} files and sockets, {self.bytes / MEGABYTE:.1f} MB"


def held(processes: Iterable[int]) -> Held:
    """Return what some processes hold together."""
    threads = files = resident = 0
    for number in processes:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # one that has just ended
            about = Path(f"/proc/{number}")
            files += len(list((about / "fd").iterdir()))
            status = dict(line.split(":", 1) for line in (about / "status").read_text().splitlines())
            threads += int(status["Threads"])
            resident += int(status["VmRSS"].split()[0]) * 1024
    return Held(threads, files, resident)
