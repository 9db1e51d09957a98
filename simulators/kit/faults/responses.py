"""Between Flask's responses and the answers faults work on; what only a network can do is the gate's."""

import threading
from dataclasses import replace

from flask import Response, request

from simulators.kit.faults.answer import Answer
from simulators.kit.gate.delivery import AT_ONCE, BEHIND_GATE, DELIVERY, Delivery

NO_GATE = b"This fault needs a network: serve the simulator with simulators.kit.launcher, not in process.\n"


def taken(response: Response) -> Answer:
    """The response as faults see it."""
    headers = tuple((name, value) for name, value in response.headers if name.lower() not in _OWN)
    return Answer(response.status_code, response.content_type or "", response.get_data(), headers)


def given(answer: Answer) -> Response:
    """The response an answer becomes; the way it is to travel is told to the gate."""
    if answer.delivery != AT_ONCE:
        answer = _entrusted(answer)
    return Response(answer.body, answer.status, list(answer.headers), content_type=answer.content_type)


def entrust(delivery: Delivery) -> None:
    """Tell the gate how the answer to the current request is to travel."""
    request.environ[DELIVERY] = delivery


def has_gate() -> bool:
    """Whether there is a gate before the program."""
    return BEHIND_GATE in request.environ


_OWN = ("content-type", "content-length")


def _entrusted(answer: Answer) -> Answer:
    if has_gate():
        entrust(answer.delivery)
        return answer
    if replace(answer.delivery, delay=0) != AT_ONCE:
        return Answer(500, "text/plain", NO_GATE)
    threading.Event().wait(answer.delivery.delay)
    return answer
