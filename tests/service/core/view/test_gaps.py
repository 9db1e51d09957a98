"""How old the answers are and what is missing is told once, and not where the sentence tells it already."""

from datetime import timedelta

import pytest

from service.core.model import Contact, Decision, Failure, Kind, Outcome, Reason, Search
from service.core.sheet import Sheet
from service.core.view import compose
from tests.service.core.view.writing import EMAIL, NOON, PHONE, context, written
from tests.service.fakes import contact, customer, matched, order

OLD = Sheet(NOON.date(), "4f2a", timedelta(minutes=12))
BY_PHONE = Failure(Search.CUSTOMERS_BY_PHONE, Reason.UNAVAILABLE)
BY_EMAIL = Failure(Search.CUSTOMERS_BY_EMAIL, Reason.UNAVAILABLE)
PHONE_GAP = "The search by phone failed. RetailCRM did not answer properly."
EMAIL_GAP = "The search by e-mail failed. RetailCRM did not answer properly."
CODES = "Some names could not be read; their codes are shown. RetailCRM is busy; refresh in a few seconds."


def test_stale_answers_tell_their_age() -> None:
    assert written(Decision(Outcome.NOT_FOUND), sheet=OLD).gaps == (
        "This is what RetailCRM said 12 minutes ago.",
    )


def test_age_comes_first_and_matches_that_were_not_read_last() -> None:
    decision = Decision(Outcome.NOT_FOUND, failures=(BY_PHONE,), cut=True)
    assert written(decision, sheet=OLD).gaps == (
        "This is what RetailCRM said 12 minutes ago.",
        PHONE_GAP,
        "RetailCRM has more matches than were read; some clients or orders may be missing.",
    )


def test_what_is_missing_is_told_once_with_one_reason_for_all_that_share_it() -> None:
    failures = (
        Failure(Search.CUSTOMERS_BY_EMAIL, Reason.BUSY),
        Failure(Search.ORDERS_BY_PHONE, Reason.LATE),
        Failure(Search.ORDERS_OF, Reason.LATE),
        Failure(Search.REFERENCES, Reason.LATE, Kind.STATUSES),
        Failure(Search.REFERENCES, Reason.LATE, Kind.SHOPS),
        Failure(Search.REFERENCES, Reason.BUSY, Kind.PAYMENT_STATUSES),
        Failure(Search.REFERENCES, Reason.LATE, Kind.MANAGERS),
    )
    codes = "Some names could not be read; their codes are shown."
    busy, late = "RetailCRM is busy; refresh in a few seconds.", "RetailCRM did not answer in time."
    match = matched(customer(7, PHONE), orders=(order(1, of=7),))
    assert written(Decision(Outcome.FOUND_BY_PHONE, match, failures=failures)).gaps == (
        f"The search by e-mail failed. How far orders are paid could not be read. {busy}",
        f"Orders could not be checked completely. {codes} {late}",
    )


def test_a_question_that_only_saves_others_leaves_no_gap() -> None:
    failures = (
        Failure(Search.CONTACT_PERSONS, Reason.BUSY),
        Failure(Search.REFERENCES, Reason.BUSY, "other"),
    )
    found = matched(customer(7, PHONE), orders=(order(1, of=7),))
    assert written(Decision(Outcome.FOUND_BY_PHONE, found, failures=failures)).gaps == ()


@pytest.mark.parametrize(
    ("decision", "gaps"),
    [
        (Decision(Outcome.FOUND_BY_EMAIL, matched(customer(7, EMAIL), False, True)), (CODES,)),
        (Decision(Outcome.FOUND_IN_ORDERS, loose=(order(1),)), (CODES,)),
        (Decision(Outcome.NOT_FOUND), ()),
    ],
)
def test_names_are_missed_where_a_client_or_an_order_bears_them(
    decision: Decision, gaps: tuple[str, ...]
) -> None:
    unnamed = (Failure(Search.REFERENCES, Reason.BUSY, Kind.STATUSES),)
    told = Decision(decision.outcome, decision.person, loose=decision.loose, failures=unnamed)
    assert written(told).gaps == gaps


@pytest.mark.parametrize(
    ("searched", "failures", "gaps"),
    [
        (contact(PHONE, EMAIL), (BY_PHONE, BY_EMAIL), ()),
        (contact(PHONE, EMAIL), (BY_PHONE,), (PHONE_GAP,)),
        (contact(PHONE, EMAIL), (BY_EMAIL,), (EMAIL_GAP,)),
        (contact(PHONE), (BY_PHONE,), ()),
        (contact(EMAIL), (BY_EMAIL,), ()),
    ],
)
@pytest.mark.parametrize("outcome", [Outcome.CRM_UNAVAILABLE, Outcome.CRM_BUSY])
def test_when_every_search_failed_the_sentence_tells_it_and_otherwise_the_gap(
    outcome: Outcome, searched: Contact, failures: tuple[Failure, ...], gaps: tuple[str, ...]
) -> None:
    assert compose(context(searched), Decision(outcome, failures=failures)).gaps == gaps


def test_a_client_found_in_spite_of_failures_has_every_gap_told() -> None:
    both = Decision(Outcome.FOUND_IN_ORDERS, loose=(order(1),), failures=(BY_PHONE, BY_EMAIL))
    assert written(both).gaps == (
        "The search by phone failed. The search by e-mail failed. RetailCRM did not answer properly.",
    )


@pytest.mark.parametrize("outcome", [Outcome.KEY_REJECTED, Outcome.ACCOUNT_UNKNOWN, Outcome.NOT_CONFIGURED])
def test_what_an_administrator_has_to_mend_explains_every_gap(outcome: Outcome) -> None:
    assert written(Decision(outcome, failures=(BY_PHONE,))).gaps == ()
