"""Why the agent sees what they see: what came of it, what was searched, what is missing or old."""

import re
from collections.abc import Iterator

from service.core import masking, plan, sentences
from service.core.identify import has_number
from service.core.model import (
    Account,
    Contact,
    Decision,
    Failure,
    Mistake,
    Outcome,
    Reason,
    Search,
    Ticket,
    Why,
)
from service.core.text import clean
from service.core.view.context import Context
from service.core.view.person import MOST_OTHERS
from service.core.view.seen import all_orders_seen

SET_UP = frozenset(
    {
        Outcome.NOT_CONFIGURED,
        Outcome.KEY_REJECTED,
        Outcome.ACCOUNT_UNKNOWN,
        Outcome.SECRET_UNKNOWN,
        Outcome.TOO_MANY_KEYS,
    }
)
"""Outcomes that an administrator has to mend."""
CRM_TROUBLE = frozenset({Outcome.CRM_UNAVAILABLE, Outcome.CRM_BUSY})
"""Outcomes that pass by themselves."""

_SHOWN_VALUE = 60
_A_SECRET = re.compile(r"([^\W_]{4})[^\W_]{16,}")
"""A run of letters and digits as long as a key's and the part of it that may be shown."""


def reasons(context: Context, decision: Decision) -> Iterator[str]:
    """Say what came of it, what is wrong with the set-up, and that a client has no orders."""
    say = context.language.say
    account = context.account.name and shown(context.account.name)
    yield say(_sentence(decision, context.account), account=account, request=context.sheet.request_id)
    for mistake in decision.mistakes:
        yield say(sentences.MISTAKES[mistake], **_values(mistake, context.ticket))
    if decision.person and not decision.person.orders and all_orders_seen(decision):
        yield say(sentences.NO_ORDERS)


def searched(context: Context, decision: Decision) -> str:
    """Name the phones and e-mails that were looked for, so that only who knows them can tell which."""
    contact = context.contact
    if decision.outcome in SET_UP or not (contact.phones or contact.emails):
        return ""
    addresses = ", ".join(mask.replace(" ", "\u00a0") for mask in masking.searched(contact))
    return context.language.say("Searched: %(addresses)s.", addresses=addresses)


def of_several(context: Context, decision: Decision) -> Iterator[str]:
    """Say why this client goes before the others, how many share a phone, and how many are not named."""
    if not decision.others:
        return
    words = context.language
    if reason := sentences.CHOICES.get(decision.why or Why.ONLY_ONE):
        yield words.say(reason)
    if (sharing := _most_owners(context.contact, decision)) > 1:
        yield words.count(
            "This phone belongs to %(number)d client.", "This phone belongs to %(number)d clients.", sharing
        )
    if (more := len(decision.others) - MOST_OTHERS) > 0:
        yield words.count("%(number)d more client matches.", "%(number)d more clients match.", more)


def gaps(context: Context, decision: Decision) -> Iterator[str]:
    """Tell how old the answers are, and what is missing, unless the main sentence tells it already."""
    say = context.language.say
    if context.sheet.age is not None:
        yield say(sentences.STALE, ago=context.language.ago(context.sheet.age))
    by_reason: dict[Reason, list[str]] = {}
    for failure in _untold(decision, context.contact):
        by_reason.setdefault(failure.reason, []).append(say(_gap(failure)))
    for reason, missing in by_reason.items():
        yield " ".join((*dict.fromkeys(missing), say(sentences.REASONS[reason])))
    if decision.cut:
        yield say(sentences.CUT)


def notes(context: Context, decision: Decision) -> Iterator[str]:
    """Tell what else is worth knowing."""
    say = context.language.say
    if decision.withheld and decision.outcome is not Outcome.HIDDEN:
        yield say(sentences.WITHHELD)
    if decision.elsewhere:
        yield say(sentences.ELSEWHERE)
    yield from _unsearched(context)
    for ignored in context.ticket.ignored:
        yield say(sentences.IGNORED, parameter=ignored.parameter, value=shown(ignored.value))


def shown(value: str) -> str:
    """Show what an administrator typed, but hardly anything of what could be a key in the wrong field."""
    return clean(_A_SECRET.sub(r"\1…", clean(value, len(value))), _SHOWN_VALUE)


def _sentence(decision: Decision, account: Account) -> str:
    failed = {failure.reason for failure in decision.failures} & {Reason.ACCESS_DENIED, Reason.KEY_REJECTED}
    if decision.outcome is Outcome.KEY_REJECTED and failed == {Reason.ACCESS_DENIED}:
        return sentences.ACCESS_DENIED
    if decision.outcome is Outcome.HIDDEN and not all_orders_seen(decision):
        return sentences.HIDDEN_UNCHECKED
    if decision.person and decision.person.by_phone and decision.person.by_email:
        return sentences.FOUND_BY_BOTH
    if account.pinned and decision.outcome in sentences.PINNED:
        return sentences.PINNED[decision.outcome]
    return sentences.OUTCOMES[decision.outcome]


def _values(mistake: Mistake, ticket: Ticket) -> dict[str, str]:
    typed = {Mistake.BAD_SUBDOMAIN, Mistake.OTHER_ACCOUNT}
    return {"value": shown(ticket.subdomain)} if mistake in typed else {}


def _untold(decision: Decision, contact: Contact) -> Iterator[Failure]:
    if decision.outcome in SET_UP:
        return
    tried = {Search.CUSTOMERS_BY_PHONE: bool(contact.phones), Search.CUSTOMERS_BY_EMAIL: bool(contact.emails)}
    failed = {failure.search for failure in decision.failures}
    if decision.outcome in CRM_TROUBLE and all(search in failed for search, was in tried.items() if was):
        return
    names_somebody = bool(decision.person or decision.loose)
    for failure in decision.failures:
        if _gap(failure) and (names_somebody or failure.search is not Search.REFERENCES):
            yield failure


def _gap(failure: Failure) -> str:
    """Say what is missing; nothing for names that few keys may read, or a question that only saves others."""
    if failure.search is Search.REFERENCES:
        return next((gap for kind, gap in sentences.UNNAMED.items() if kind == failure.text), "")
    return sentences.GAPS.get(failure.search, "")


def _most_owners(contact: Contact, decision: Decision) -> int:
    """Return how many of the clients share one of the searched phones."""
    everybody = [match.customer for match in (decision.person, *decision.others) if match]
    owners = [
        sum(has_number(phone, one.phones, contact.region) for one in everybody) for phone in contact.phones
    ]
    return max(owners, default=0)


def _unsearched(context: Context) -> Iterator[str]:
    contact, words = context.contact, context.language
    if contact.unreadable:
        yield words.count(
            "%(number)d contact of the ticket is no phone and no e-mail.",
            "%(number)d contacts of the ticket are no phones and no e-mails.",
            contact.unreadable,
        )
    if contact.left_out:
        yield words.count(
            "%(number)d more contact was not searched (at most %(phones)d phones, %(emails)d e-mails).",
            "%(number)d more contacts were not searched (at most %(phones)d phones, %(emails)d e-mails).",
            contact.left_out,
            phones=plan.MOST_PHONES,
            emails=plan.MOST_EMAILS,
        )
