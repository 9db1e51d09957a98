"""Sends an answer back as WSGI does; what only a network can do is left to the gate."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIEnvironment

from simulators.kit.faults.answer import Answer
from simulators.kit.gate.delivery import AT_ONCE, BEHIND_GATE, DELIVERY, Delivery

NO_GATE = b"This fault needs a network: serve the simulator with simulators.kit.launcher, not in process.\n"


def send(answer: Answer, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """The body, after the status and the headers; the way it is to travel is told to the gate."""
    if answer.delivery != AT_ONCE:
        answer = _entrusted(answer, environ)
    headers = [
        ("Content-Type", answer.content_type),
        ("Content-Length", str(len(answer.body))),
        *answer.headers,
    ]
    start(_line(answer.status), headers)
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def entrust(delivery: Delivery, environ: WSGIEnvironment) -> None:
    """Tell the gate how the answer to this request is to travel."""
    environ[DELIVERY] = delivery


def has_gate(environ: WSGIEnvironment) -> bool:
    """Whether there is a gate before the program."""
    return BEHIND_GATE in environ


def _entrusted(answer: Answer, environ: WSGIEnvironment) -> Answer:
    if has_gate(environ):
        entrust(answer.delivery, environ)
        return answer
    if replace(answer.delivery, delay=0) != AT_ONCE:
        return Answer(500, "text/plain", NO_GATE)
    threading.Event().wait(answer.delivery.delay)
    return answer


@lru_cache
def _line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"
