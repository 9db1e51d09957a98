"""Calls a block's server. The only file of this simulator that speaks HTTP outwards."""

import queue
import threading
import time
from dataclasses import dataclass

import requests
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError

from simulators.usedesk_mock.answer import LARGEST, Outcome, Reply
from simulators.usedesk_mock.wire import Outgoing

_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Caller:
    """Posts to blocks; `limit` is the longest wait for a whole answer, in seconds.

    Usedesk's API page "Additional blocks" gives 60 seconds.
    """

    limit: float = 60.0

    def post(self, url: str, request: Outgoing) -> Reply:
        """What the block answers; every trouble is a Reply too, nothing is raised."""
        replies: queue.SimpleQueue[Reply] = queue.SimpleQueue()
        # A thread of its own: no timeout of requests covers a server that drips its headers.
        work = threading.Thread(
            target=lambda: replies.put(_post(url, request, self.limit)), name="block call", daemon=True
        )
        work.start()
        try:
            return replies.get(timeout=self.limit)
        except queue.Empty:
            return Reply(failure=Outcome.TIMED_OUT)


def _post(url: str, request: Outgoing, limit: float) -> Reply:
    deadline = time.monotonic() + limit
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy and no .netrc: what is sent is what was composed
            with session.post(
                url,
                data=request.payload,
                headers={"Content-Type": request.content_type, "User-Agent": "Usedesk simulator"},
                timeout=limit,
                allow_redirects=False,
                stream=True,
            ) as response:
                return _received(response, deadline)
    except (requests.Timeout, ReadTimeoutError):
        return Reply(failure=Outcome.TIMED_OUT)
    except ValueError:  # InvalidURL, MissingSchema and their like are, and what urllib lets through
        return Reply(failure=Outcome.BAD_URL)
    except HTTPError:  # from read1, so there was an answer
        return Reply(failure=Outcome.BROKEN)
    except (requests.RequestException, OSError) as trouble:
        begun = any(isinstance(cause, ProtocolError) for cause in trouble.args)
        return Reply(failure=Outcome.BROKEN if begun else Outcome.UNREACHABLE)


def _received(response: requests.Response, deadline: float) -> Reply:
    body = bytearray()
    # read1 hands over what has come; iter_content would wait for a dripping server to fill a whole chunk.
    while len(body) <= LARGEST and (piece := response.raw.read1(_PIECE, decode_content=True)):
        body += piece
        if time.monotonic() > deadline:
            return Reply(response.status_code, failure=Outcome.TIMED_OUT)
    return Reply(response.status_code, bytes(body[: LARGEST + 1]))
