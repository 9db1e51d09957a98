"""What faults do to a reply: a network's doings are told as the trouble they make. Waits, but asks nobody."""

import threading

from simulators.kit.faults import Answer
from simulators.usedesk_mock.answer import LARGEST, Outcome, Reply


def as_answer(reply: Reply) -> Answer:
    """The reply as faults see it."""
    others = tuple((name, value) for name, value in reply.headers if name.lower() != "content-type")
    return Answer(reply.status, reply.header("content-type"), reply.body, others)


def delivered(answer: Answer, limit: float) -> Reply:
    """What a caller who waits `limit` seconds receives of an answer that faults have had their way with."""
    delivery = answer.delivery
    wait = max(delivery.delay, len(answer.body) / delivery.pace if delivery.pace else 0.0)
    if delivery.silent or wait > limit:
        return Reply(failure=Outcome.TIMED_OUT)
    threading.Event().wait(wait)
    if delivery.reset or delivery.cut is not None:
        return Reply(failure=Outcome.BROKEN)
    body = answer.body + b" " * min(delivery.padding, LARGEST)
    headers = (("Content-Type", answer.content_type), *answer.headers)
    return Reply(answer.status, headers, body[: LARGEST + 1])
