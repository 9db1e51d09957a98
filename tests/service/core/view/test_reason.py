"""Every outcome says what was searched and why the agent sees what they see; who is hidden stays hidden."""

from datetime import timedelta

import pytest

from service.core.model import Contact, Decision, Failure, Kind, Outcome, Part, Reason, Search, Why
from service.core.sheet import Sheet
from service.core.view import compose
from tests.service.core.view.writing import EMAIL, NOON, PHONE, context, written
from tests.service.fakes import contact, customer, matched, order

SEARCHED = "Searched: +7\xa0999\xa0***-**-22, a***@example.com."
CARD_ONLY = (Failure(Search.ORDERS_OF, Reason.LATE),)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_number_and_a_reason(outcome: Outcome) -> None:
    view = written(Decision(outcome))
    assert view.request == "Request 4f2a"
    assert all(view.sentences)


@pytest.mark.parametrize(
    ("outcome", "searched"),
    [
        (Outcome.FOUND_BY_PHONE, SEARCHED),
        (Outcome.NOT_FOUND, SEARCHED),
        (Outcome.HIDDEN, SEARCHED),
        (Outcome.CRM_UNAVAILABLE, SEARCHED),
        (Outcome.KEY_REJECTED, ""),
        (Outcome.NOT_CONFIGURED, ""),
    ],
)
def test_what_was_searched_is_named_but_masked(outcome: Outcome, searched: str) -> None:
    assert written(Decision(outcome)).searched == searched


def test_nothing_to_search_by_names_nothing() -> None:
    assert compose(context(Contact()), Decision(Outcome.NOTHING_TO_SEARCH_BY)).searched == ""


def test_a_client_found_by_both_is_said_to_be() -> None:
    match = matched(customer(7, PHONE, EMAIL), by_email=True, orders=(order(1, of=7),))
    view = written(Decision(Outcome.FOUND_BY_PHONE, match))
    assert view.sentences == ("Found by phone and e-mail.",)


def test_stale_answers_tell_their_age() -> None:
    sheet = Sheet(NOON.date(), "4f2a", timedelta(minutes=12))
    assert written(Decision(Outcome.NOT_FOUND), sheet=sheet).gaps == (
        "This is what RetailCRM said 12 minutes ago.",
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


def test_matches_of_other_shops_are_told() -> None:
    view = written(Decision(Outcome.NOT_FOUND, elsewhere=True))
    assert view.notes == ("There are matches in shops that this block leaves out.",)


HIDDEN = [
    Decision(Outcome.HIDDEN, withheld=True),
    Decision(Outcome.HIDDEN, withheld=True, failures=CARD_ONLY),
    Decision(Outcome.HIDDEN, withheld=True, elsewhere=True),
    Decision(
        Outcome.HIDDEN,
        withheld=True,
        failures=(Failure(Search.COMPANIES_OF, Reason.ACCESS_DENIED), *CARD_ONLY),
    ),
]


@pytest.mark.parametrize("decision", HIDDEN)
def test_with_the_reason_switched_off_nothing_tells_a_hidden_client_from_none(decision: Decision) -> None:
    nobody = written(Decision(Outcome.NOT_FOUND), Part.HIDDEN_REASON)
    assert written(decision, Part.HIDDEN_REASON) == nobody
    assert written(decision) != nobody


def test_a_hidden_client_beside_another_is_told_unless_the_reason_is_switched_off() -> None:
    match = matched(customer(7, EMAIL), by_phone=False, by_email=True)
    beside = Decision(Outcome.FOUND_BY_EMAIL, match, withheld=True)
    alone = Decision(Outcome.FOUND_BY_EMAIL, match)
    told = ("A client with this phone is not shown: no order of theirs was found.",)
    assert written(beside).notes == told
    assert written(beside, Part.HIDDEN_REASON) == written(alone, Part.HIDDEN_REASON)


def test_nobody_is_counted_by_a_phone_that_was_not_searched() -> None:
    mailed = tuple(matched(customer(n, EMAIL), by_phone=False, by_email=True) for n in (7, 8))
    found = Decision(Outcome.FOUND_BY_EMAIL, mailed[0], mailed[1:], why=Why.HIGHER_ID)
    assert len(compose(context(contact(EMAIL)), found).others_notes) == 1


def test_a_question_that_only_saves_others_leaves_no_gap() -> None:
    failures = (
        Failure(Search.CONTACT_PERSONS, Reason.BUSY),
        Failure(Search.REFERENCES, Reason.BUSY, "other"),
    )
    found = matched(customer(7, PHONE), orders=(order(1, of=7),))
    assert written(Decision(Outcome.FOUND_BY_PHONE, found, failures=failures)).gaps == ()


def test_where_hidden_clients_are_not_told_of_nothing_hints_at_them() -> None:
    mailed = matched(customer(7, EMAIL), by_phone=False, by_email=True)
    found = Decision(Outcome.FOUND_BY_EMAIL, mailed, withheld=True, elsewhere=True)
    assert len(written(found).notes) == 2
    assert written(found, Part.HIDDEN_REASON).notes == ()
