"""The whole of a block, part by part."""

from dataclasses import replace

from service.core import sentences
from service.core.model import Decision, Outcome, Part, Search
from service.core.view import actions, orders, person, reason
from service.core.view.context import Context
from service.core.view.parts import View

_BY_A_CLIENT = frozenset({Search.ORDERS_OF, Search.COMPANIES_OF})
"""Searches that are made only when a client was found."""


def compose(context: Context, decision: Decision) -> View:
    """Put a decision into words."""
    decision = decision if context.shows(Part.HIDDEN_REASON) else discreet(decision)
    say = context.language.say
    return View(
        lang=context.language.tag,
        outcome=decision.outcome,
        trouble=decision.outcome in reason.SET_UP | reason.CRM_TROUBLE,
        sentences=tuple(reason.reasons(context, decision)),
        searched=reason.searched(context, decision),
        person=person.card(context, decision),
        others_heading=say(sentences.ALSO) if decision.others else "",
        others=person.others(context, decision),
        others_notes=tuple(reason.of_several(context, decision)),
        gaps=tuple(reason.gaps(context, decision)),
        lists=tuple(orders.lists(context, decision)),
        notes=tuple(reason.notes(context, decision)),
        actions=tuple(actions.actions(context, decision)),
        request=say("Request %(number)s", number=context.sheet.request_id),
    )


def discreet(decision: Decision) -> Decision:
    """Forget whoever is not shown, so that nothing tells a hidden client from none at all.

    With nobody shown, a question about some client's orders would give away that there is one.
    """
    decision = replace(decision, withheld=False, elsewhere=False)
    if decision.outcome is not Outcome.HIDDEN:
        return decision
    failures = tuple(failure for failure in decision.failures if failure.search not in _BY_A_CLIENT)
    return replace(decision, outcome=Outcome.NOT_FOUND, failures=failures)
