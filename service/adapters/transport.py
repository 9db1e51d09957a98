"""HTTP with an end: whatever the other side does, a call is over at its deadline and no answer is too big."""

import io
import logging
import socket
import ssl
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlencode

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from service.adapters.egress import Egress
from service.ports import Deadline, Late, Unavailable

LARGEST_ANSWER = 8 * 1024 * 1024
_SHORTEST_WAIT = 0.001
_HEADERS = requests.utils.default_headers()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `after` is how many seconds it asks to wait before the next call, if it does."""

    status: int
    body: bytes
    after: float | None = None


@dataclass(frozen=True, slots=True)
class _Call:
    egress: Egress
    deadline: Deadline
    sent: Callable[[], object]


_call: ContextVar[_Call] = ContextVar("call")


class Transport:
    """A pool of connections that follows no redirect, repeats nothing, and knows no proxy and no cookie.

    It is requests' own, without the session, which exists for just these.

    Args:
        connections: How many are kept for one host.
        egress: What says where they may go.
        authorities: A file of certificates to trust beside the public ones, if there is one.
    """

    def __init__(self, connections: int, egress: Egress, authorities: str = "") -> None:
        self._egress = egress
        logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # it logs addresses, and they hold phones
        self._adapter = _DeadlineAdapter(connections, authorities)

    def get(
        self,
        url: str,
        params: Mapping[str, str],
        headers: Mapping[str, str],
        deadline: Deadline,
        sent: Callable[[], object] = lambda: None,
    ) -> Answer:
        """Return the answer; `sent` is told when the request is on its way, after any connecting.

        Raises:
            Late: The deadline passed, be it in the middle of a header or of the body.
            Unavailable: No connection, none allowed, a broken answer, or one of more than 8 MiB.
        """
        self._egress.admit(url)
        remaining = deadline.remaining()
        if remaining <= 0:
            raise Late("no time left")
        token = _call.set(_Call(self._egress, deadline, sent))
        try:
            return self._get(url, params, headers, remaining)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            failure = Late if deadline.remaining() <= 0 else Unavailable
            raise failure(
                type(error).__name__
            ) from None  # the cause's text holds the address, and that a phone
        finally:
            _call.reset(token)

    def _get(self, url: str, params: Mapping[str, str], headers: Mapping[str, str], seconds: float) -> Answer:
        request = requests.PreparedRequest()
        request.prepare_method("GET")
        request.prepare_headers({**_HEADERS, **headers})
        request.url = f"{url}?{urlencode(params)}" if params else url
        with self._adapter.send(request, timeout=seconds, stream=True) as response:
            body = response.raw.read(LARGEST_ANSWER + 1, decode_content=True)
            if len(body) > LARGEST_ANSWER:
                raise Unavailable("the answer is larger than 8 MiB")
            return Answer(response.status_code, body, _after(response.headers))

    def close(self) -> None:
        """Close the idle connections."""
        self._adapter.close()
        self._egress.close()


def _after(headers: Mapping[str, str]) -> float | None:
    """Read Retry-After: seconds, or a date, which is taken against the answer's own."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        seconds = (
            parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("Date", ""))
        ).total_seconds()
    except (ValueError, TypeError):  # no date, or one with a zone and one without
        return None
    return max(0.0, seconds)


class _DeadlineIO(io.RawIOBase):
    """A socket's bytes, each wait for them cut to what the deadline leaves.

    A socket's own timeout starts anew with every byte, so that a server which drips would hold us for ever.
    """

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._socket = connection
        self._raw = connection.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        """Say yes: BufferedReader asks."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Read what has come, or wait until the deadline for it."""
        remaining = self._deadline.remaining()
        if remaining <= 0:
            raise TimeoutError("deadline")
        self._socket.settimeout(max(remaining, _SHORTEST_WAIT))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        """Let go of the socket."""
        self._raw.close()
        super().close()


class _DeadlineResponse(HTTPResponse):
    """An answer read through the deadline of the call it belongs to."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp.close()
        self.fp = io.BufferedReader(_DeadlineIO(sock, _call.get().deadline))


class _Connection(HTTPConnection):
    response_class = _DeadlineResponse

    def _new_conn(self) -> socket.socket:
        """Connect where it is allowed, and nowhere else."""
        call = _call.get()
        return call.egress.connect(self.host, self.port, call.deadline)

    def getresponse(self) -> Any:
        """Tell that the request is out, and wait for the answer."""
        _call.get().sent()
        return super().getresponse()


class _TlsConnection(HTTPSConnection, _Connection):
    response_class = _DeadlineResponse


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _DeadlineAdapter(HTTPAdapter):
    """requests' own adapter over the connections above; it repeats nothing."""

    def __init__(self, connections: int, authorities: str) -> None:
        self._trust = ssl.create_default_context(cafile=authorities) if authorities else None
        super().__init__(pool_connections=64, pool_maxsize=connections)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._trust)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
