"""Asks a system that belongs to somebody: only reads, and slowly."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

import requests

from simulators.kit.errors import ControlError

LARGEST = 16 * 2**20
"""Bytes of an answer that are read."""
FASTEST = 5
"""Requests a second that another's server is asked."""
_SECONDS = (5, 30)


def _pass(seconds: float) -> None:
    threading.Event().wait(seconds)


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as it came.

    Attributes:
        media_type: without parameters, in small letters.
        headers: by their names in small letters.
    """

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str]


class ReadingOnly:
    """GETs of one server, each a while after the one before; close it, or use it in a `with` block.

    Args:
        url: where the server is: https, or http on this machine.
        headers: sent with every request that does not leave them out.
        per_second: the most requests a second; up to 5, except of this machine.
        now: seconds, from any start.
        wait: lets so many seconds pass.

    Raises:
        ControlError: the address is none of these; the message names the remedy.
    """

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str],
        per_second: float,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] = _pass,
    ) -> None:
        self._base = _checked(url, per_second)
        self._headers = dict(headers)
        self._pause = 1 / per_second
        self._now, self._wait_for = now, wait
        self._next = now()
        self._session = requests.Session()
        self._session.trust_env = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._session.close()

    def get(self, path: str, params: Mapping[str, str] | None = None, *, bare: bool = False) -> Heard:
        """Ask, when it is time to; `bare` leaves the headers out.

        Raises:
            ControlError: nothing came back, or more than anybody reads.
        """
        self._wait()
        try:
            with self._session.get(
                self._base + path,
                params=params,
                headers={} if bare else self._headers,
                timeout=_SECONDS,
                allow_redirects=False,
                stream=True,
            ) as answer:
                body = answer.raw.read(LARGEST + 1, decode_content=True)
        except (requests.RequestException, OSError) as trouble:
            raise ControlError(
                f"{path} gave no answer: {type(trouble).__name__}; is the address right?"
            ) from trouble
        if len(body) > LARGEST:
            raise ControlError(f"{path} answered with more than {LARGEST} bytes; that is no answer of an API")
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Heard(answer.status_code, _plain(headers.get("content-type", "")), body, headers)

    def _wait(self) -> None:
        left = self._next - self._now()
        if left > 0:
            self._wait_for(left)
        self._next = max(self._next, self._now()) + self._pause


def _plain(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _checked(url: str, per_second: float) -> str:
    parts = urlsplit(url)
    local = parts.hostname in {"127.0.0.1", "::1", "localhost"}
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ControlError(f"{url!r} is no address to ask: write https://company.retailcrm.ru")
    if not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ControlError(f"{url!r} is no plain address: write https://company.retailcrm.ru")
    if per_second > FASTEST and not local:
        raise ControlError(
            f"{per_second:g} requests a second are too many for a stranger's server: {FASTEST} at most"
        )
    return url.rstrip("/")
