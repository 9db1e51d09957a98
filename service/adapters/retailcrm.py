"""RetailCRM over its API v5."""

from collections.abc import Callable

from service.adapters import retailcrm_wire as wire
from service.adapters.transport import Answer, Transport
from service.core.model import Kind, Question, References, Reply
from service.events import Called, Listener, nobody
from service.ports import AccessDenied, Busy, CrmError, Visit


class RetailCrm:
    """Reads RetailCRM's answers page by page; each page is one call."""

    def __init__(self, transport: Transport, tell: Listener = nobody) -> None:
        self._transport, self._tell = transport, tell

    def page(
        self, visit: Visit, question: Question, number: int, sent: Callable[[], object]
    ) -> tuple[Reply, int]:
        """Return what one page says to a question, and how many pages there are.

        A key that may not read users is answered with no names: the right to them is one of its own.

        Args:
            visit: Whose business it is.
            question: What is asked.
            number: Which page, from 1.
            sent: Told when the request is on its way.

        Raises:
            CrmError: RetailCRM did not answer before the visit's deadline; a refusal is `Busy`.
        """
        path, params = wire.request_for(question, number)
        visit.calls.append(path)
        url, headers = visit.account.origin + path, {"X-API-KEY": visit.key, "Accept": "application/json"}
        clock = visit.deadline.clock
        started = clock()
        try:
            answer = self._transport.get(url, params, headers, visit.deadline, sent)
        except CrmError as error:
            self._tell(Called(question, number, error.reason, clock() - started))
            raise
        seconds, reply = clock() - started, None
        try:
            reply, pages = _read(question, answer)
        finally:
            self._tell(Called(question, number, str(answer.status), seconds, reply))
        return reply, pages


def _read(question: Question, answer: Answer) -> tuple[Reply, int]:
    try:
        data = wire.read(answer.status, answer.body)
    except Busy as refusal:
        raise Busy(str(refusal), answer.after) from refusal
    except AccessDenied:
        if question.text != Kind.MANAGERS:
            raise
        return Reply(references=References()), 1
    return wire.reply(question, data), wire.pages(question, data)
