"""Calls a block's server. The only file of this simulator that speaks HTTP outwards."""

import contextlib
import queue
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, NameResolutionError, ProtocolError, ReadTimeoutError

from simulators.kit.errors import ControlError
from simulators.usedesk_mock.answer import LARGEST, Outcome, Reply
from simulators.usedesk_mock.shown import Asked
from simulators.usedesk_mock.wire import Outgoing

_PIECE = 65_536
_MOST_REDIRECTS = 5  # Guzzle's default, and Usedesk is written in PHP
_KEEP_METHOD = (307, 308)
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Patience:
    """The seconds until an answer must be whole, and whether redirects are followed."""

    limit: float
    follow: bool = False


class Caller:
    """Posts to blocks, those on https by the public authorities and one of the developer's own.

    Args:
        authority: the file with the certificate of an authority to trust besides (PEM).
        limit: the seconds every block has to answer, whatever the dialect says.

    Raises:
        ControlError: the file is no such certificate.
    """

    def __init__(self, authority: str | None = None, limit: float | None = None) -> None:
        self.limit = limit
        self._trusted = ssl.create_default_context()
        try:
            if authority is not None:
                self._trusted.load_verify_locations(authority)
        except OSError as trouble:
            raise ControlError(
                f"cannot read the authority's certificate {authority}: {trouble}; give --block-ca a PEM file"
            ) from trouble

    def post(self, asked: Asked, patience: Patience) -> Reply:
        """What the block answers; every trouble is a Reply too, nothing is raised."""
        replies: queue.SimpleQueue[Reply] = queue.SimpleQueue()
        # A thread of its own: no timeout of requests covers a server that drips its headers.
        work = threading.Thread(
            target=lambda: replies.put(_tried(_Adapter(self._trusted), asked, patience)),
            name="block call",
            daemon=True,
        )
        work.start()
        try:
            return replies.get(timeout=patience.limit)
        except queue.Empty:
            return Reply(failure=Outcome.TIMED_OUT)


def asking(url: str, request: Outgoing) -> Asked:
    """The request as it will be sent; one to a URL that can't be called has no Host."""
    headers = {"Content-Type": request.content_type, "Content-Length": str(len(request.payload))}
    try:
        return _asked("POST", url, headers, request.payload)
    except ValueError:  # InvalidURL, MissingSchema and their like are, and what urllib lets through
        return Asked("POST", url, (*_OWN_HEADERS.items(), *headers.items()), request.payload)


_OWN_HEADERS = {"User-Agent": "Usedesk simulator", "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}


def _asked(method: str, url: str, headers: dict[str, str], body: bytes) -> Asked:
    url = _prepared(Asked(method, url, (), b"")).url or ""
    own = {"Host": _host(url), **_OWN_HEADERS, **headers}
    prepared = _prepared(Asked(method, url, tuple(own.items()), body))  # adds what the URL's user asks for
    return Asked(method, url, tuple(prepared.headers.items()), body)


def _prepared(asked: Asked) -> requests.PreparedRequest:
    if urlsplit(asked.url).scheme.lower() not in _PORTS:
        raise ValueError("no URL of the web")
    headers = dict(asked.headers)
    return requests.Request(asked.method, asked.url, headers, data=asked.body or None).prepare()


def _host(url: str) -> str:
    """The Host header: without user, and without the port that goes without saying."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return host.removesuffix(f":{_PORTS[parts.scheme]}")


class _Adapter(HTTPAdapter):
    """One connection by a TLS context of ours. No session: no cookies, proxies, .netrc or retries."""

    def __init__(self, trusted: ssl.SSLContext) -> None:
        self._context = trusted
        super().__init__()

    def init_poolmanager(self, *sizes: Any, **settings: Any) -> None:
        super().init_poolmanager(*sizes, **settings, ssl_context=self._context)


def _tried(adapter: HTTPAdapter, asked: Asked, patience: Patience) -> Reply:
    try:
        with contextlib.closing(adapter):
            return _posted(adapter, asked, patience)
    except (requests.Timeout, ReadTimeoutError):
        return Reply(failure=Outcome.TIMED_OUT)
    except requests.exceptions.SSLError as trouble:
        return Reply(failure=Outcome.TLS_FAILED, detail=_tls_trouble(trouble))
    except ValueError:
        return Reply(failure=Outcome.BAD_URL)
    except HTTPError:  # from read1, so there was an answer
        return Reply(failure=Outcome.BROKEN)
    except (requests.RequestException, OSError) as trouble:
        return Reply(failure=_connection_trouble(trouble))


def _posted(adapter: HTTPAdapter, asked: Asked, patience: Patience) -> Reply:
    deadline = time.monotonic() + patience.limit
    for _ in range(_MOST_REDIRECTS + 1):
        request = _prepared(asked)
        with contextlib.closing(adapter.send(request, stream=True, timeout=patience.limit)) as response:
            if not (patience.follow and response.is_redirect):
                return _received(response, deadline)
            asked = _redirected(asked, response)
    return Reply(failure=Outcome.REDIRECT_LOOP)


def _redirected(asked: Asked, response: requests.Response) -> Asked:
    """The request the answer sends us on to: a GET without body but where the status keeps the method."""
    url = urljoin(asked.url, response.headers["Location"])
    if response.status_code not in _KEEP_METHOD:
        return _asked("GET", url, {}, b"")
    kept = {name: value for name, value in asked.headers if name.startswith("Content-")}
    return _asked(asked.method, url, kept, asked.body)


def _received(response: requests.Response, deadline: float) -> Reply:
    body = bytearray()
    status, headers = response.status_code, tuple(response.raw.headers.items())
    # read1 hands over what has come; iter_content would wait for a dripping server to fill a whole chunk.
    while len(body) <= LARGEST and (piece := response.raw.read1(_PIECE, decode_content=True)):
        body += piece
        if time.monotonic() > deadline:
            return Reply(status, headers, failure=Outcome.TIMED_OUT)
    return Reply(status, headers, bytes(body[: LARGEST + 1]))


def _causes(trouble: BaseException | None) -> Iterator[BaseException]:
    while trouble is not None:
        yield trouble
        trouble = trouble.__cause__ or trouble.__context__


def _tls_trouble(trouble: requests.exceptions.SSLError) -> str:
    for cause in _causes(trouble):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause.verify_message.rstrip(".")
        if isinstance(cause, ssl.SSLError) and cause.reason:
            return cause.reason.replace("_", " ").lower()
    return "no reason given"


def _connection_trouble(trouble: Exception) -> Outcome:
    causes = list(_causes(trouble))
    if any(isinstance(cause, NameResolutionError) for cause in causes):
        return Outcome.NO_HOST
    return (
        Outcome.BROKEN if any(isinstance(cause, ProtocolError) for cause in causes) else Outcome.UNREACHABLE
    )
