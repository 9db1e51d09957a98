"""Headers of every answer: nothing is kept, nothing is run, nothing of us is framed or told to others."""

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)
_BY_NAME = {header[0].lower(): header for header in HEADERS}
ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None


class Closed:
    """A program whose every answer has these headers.

    An answer that says more of its own, such as which style it has, keeps that. Set one by one, they would
    cost a block as much as all the rest of its answer.
    """

    def __init__(self, program: "WSGIApplication") -> None:
        self._program = program

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer."""

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: ExcInfo = None, /
        ) -> Callable[[bytes], object]:
            own = {name.lower() for name, _ in headers}
            missing = [header for name, header in _BY_NAME.items() if name not in own]
            return start_response(status, [*headers, *missing], exc_info)

        return self._program(environ, start)
