"""RetailCRM over its API v5."""

from dataclasses import replace

from service.adapters import retailcrm_wire as wire
from service.adapters.budget import Budget
from service.adapters.transport import Transport
from service.core.model import Question, Reply
from service.ports import CrmError, Visit

MOST_PAGES = 3
"""Pages of a list that are read; a search with more than 300 matches finds nobody in particular."""


class RetailCrm:
    """Answers questions by calling RetailCRM, within the budget of the key."""

    def __init__(self, transport: Transport, budget: Budget) -> None:
        self._transport = transport
        self._budget = budget

    def ask(self, visit: Visit, question: Question) -> Reply:
        """Answer a question, reading at most three pages; those before a page that fails are kept.

        Raises:
            CrmError: RetailCRM did not answer it before the visit's deadline.
        """
        whole = Reply()
        for page in range(1, MOST_PAGES + 1):
            try:
                reply, pages = self._ask_page(visit, question, page)
            except CrmError:
                if page == 1:
                    raise
                return replace(whole, cut=True)
            whole = Reply(
                customers=whole.customers + reply.customers,
                orders=whole.orders + reply.orders,
                companies=whole.companies + reply.companies,
                references=reply.references,
                cut=whole.cut or reply.cut or pages > MOST_PAGES,
            )
            if page >= pages:
                break
        return whole

    def _ask_page(self, visit: Visit, question: Question, page: int) -> tuple[Reply, int]:
        path, params = wire.request_for(question, page)
        self._budget.take(visit.fingerprint, visit.deadline)
        visit.calls.append(path)
        url, headers = visit.account.origin + path, {"X-API-KEY": visit.key, "Accept": "application/json"}
        status, body = self._transport.get(url, params, headers, visit.deadline)
        data = wire.read(status, body)
        return wire.reply(question, data), wire.total_pages(data)
