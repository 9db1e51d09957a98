"""When a request had come in whole: since then it may have waited for a thread."""

from wsgiref.types import WSGIEnvironment

ARRIVED = "block.arrived"
"""Under this name a server tells the moment, as time.monotonic has it."""


def arrived(environ: WSGIEnvironment, now: float) -> float:
    """Return the moment; now, if the server does not tell."""
    told = environ.get(ARRIVED)
    return min(told, now) if isinstance(told, float) else now
