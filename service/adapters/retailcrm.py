"""RetailCRM over its API v5."""

from dataclasses import replace

from service.adapters import retailcrm_wire as wire
from service.adapters.budget import Budget
from service.adapters.transport import Transport
from service.core.model import Kind, Question, References, Reply, Search
from service.ports import AccessDenied, CrmError, Visit

MOST_PAGES = 3
"""Pages of a list that are read; a search with more than 300 matches finds nobody in particular."""


class RetailCrm:
    """Answers questions by calling RetailCRM, within the budget of the key."""

    def __init__(self, transport: Transport, budget: Budget) -> None:
        self._transport = transport
        self._budget = budget

    def ask(self, visit: Visit, question: Question) -> Reply:
        """Answer a question, reading at most three pages; those before a page that fails are kept.

        A key that may not read users is answered with no names: the right to them is one of its own.

        Raises:
            CrmError: RetailCRM did not answer it before the visit's deadline.
        """
        try:
            return self._ask_pages(visit, question)
        except AccessDenied:
            if question.text != Kind.MANAGERS:
                raise
            return Reply(references=References())

    def _ask_pages(self, visit: Visit, question: Question) -> Reply:
        whole, pages = self._ask_page(visit, question, 1)
        for page in range(2, min(pages, MOST_PAGES) + 1):
            try:
                reply, pages = self._ask_page(visit, question, page)
            except CrmError:
                return replace(whole, cut=True)
            whole = whole.plus(reply)
            if page >= pages:
                break
        return replace(whole, cut=whole.cut or pages > MOST_PAGES)

    def _ask_page(self, visit: Visit, question: Question, page: int) -> tuple[Reply, int]:
        path, params = wire.request_for(question, page)
        self._budget.take(visit.fingerprint, visit.deadline, patient=_is_worth_a_wait(question))
        visit.calls.append(path)
        url, headers = visit.account.origin + path, {"X-API-KEY": visit.key, "Accept": "application/json"}
        status, body = self._transport.get(url, params, headers, visit.deadline)
        data = wire.read(status, body)
        return wire.reply(question, data), wire.total_pages(data)


def _is_worth_a_wait(question: Question) -> bool:
    """Names are asked when a call is free: without them codes are shown, and the next block knows them."""
    return question.search is not Search.REFERENCES or question.text == Kind.STATUSES
