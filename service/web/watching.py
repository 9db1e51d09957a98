"""Around every request: its number, since when it counts, and who is told of the blocks that are served."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.block import Answer
from service.events import Listener, Served
from service.web.arrival import arrived
from service.web.headers import ExcInfo

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_WATCHED = "block.watched"


@dataclass(slots=True)
class Watched:
    """A request's number, the moment since which it counts, and the block that was made for it, if any."""

    number: str
    started: float
    made: Answer | None = None


def watched(environ: "WSGIEnvironment") -> Watched:
    """Return what is noted of a request."""
    noted: Watched = environ[_WATCHED]
    return noted


class Watching:
    """A program whose every answer has its request's number, and whose blocks are told of.

    Args:
        program: What answers.
        path: Where blocks are asked for.
        clock: Seconds that only grow.
        tell: Told of every block served, without any data of anybody.
    """

    def __init__(
        self, program: "WSGIApplication", path: str, clock: Callable[[], float], tell: Listener
    ) -> None:
        self._program, self._path, self._clock, self._tell = program, path, clock, tell

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer."""
        request = environ[_WATCHED] = Watched(secrets.token_hex(8), arrived(environ, self._clock()))

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: ExcInfo = None, /
        ) -> Callable[[bytes], object]:
            if environ["PATH_INFO"].rstrip("/") == self._path:
                self._tell(_served(request, status, self._clock() - request.started))
            return start_response(status, [*headers, ("X-Request-Id", request.number)], exc_info)

        return self._program(environ, start)


def _served(request: Watched, status: str, seconds: float) -> Served:
    made = request.made
    if made is None:
        return Served(request.number, f"refused-{status.partition(' ')[0]}", seconds)
    return Served(request.number, made.outcome, seconds, made.calls, made.provenance)
