"""Puts journal, guard and faults around a simulator's data door."""

import time
from collections.abc import Callable

from flask import Flask, Response, g, request

from simulators.kit.control import Controls
from simulators.kit.guard import Guard, Operation, answer_violations, request_violations
from simulators.kit.journal import Entry

# The account a request is for and its path inside the account; None for requests that are no API calls.
Locate = Callable[[], tuple[str, str] | None]


def record(app: Flask, controls: Controls, guard: Guard, locate: Locate) -> None:
    """From now on every API call of the app is judged, written down, and open to faults."""

    def start() -> None:
        g.started = time.perf_counter()

    def finish(answer: Response) -> Response:
        place = locate()
        if place is None:
            return answer
        account, path = place
        operation = guard.operation(request.method, path)
        name = operation.name if operation else None
        violations = _verdict(operation, answer)
        clock = controls.clock(account)
        answer = controls.faults(account).strike(name, clock.now(), answer)
        controls.journal.write(
            Entry(
                at=clock.now(),
                scope=account,
                operation=name,
                method=request.method,
                parameters=tuple(sorted(set(request.args) - {"apiKey"})),
                status=answer.status_code,
                milliseconds=round((time.perf_counter() - g.started) * 1000, 3),
                request_id=request.headers.get("X-Request-Id"),
                violations=violations,
            )
        )
        return answer

    app.before_request(start)
    app.after_request(finish)


def _verdict(operation: Operation | None, answer: Response) -> tuple[str, ...]:
    if operation is None:
        return ("no such operation in the contract",)
    asked = request_violations(operation, request.args.items(multi=True))
    # A refusal is the right answer to a request that departs, so each side is judged by itself.
    return asked + answer_violations(operation, answer.status_code, answer.mimetype or "", answer.get_data())
