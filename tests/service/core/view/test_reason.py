"""Every outcome says what was searched and why the agent sees what they see; who is hidden stays hidden."""

import pytest

from service.core.model import Contact, Decision, Failure, Outcome, Part, Reason, Search
from service.core.view import compose
from tests.service.core.view.writing import EMAIL, PHONE, context, written
from tests.service.fakes import customer, matched, order

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


@pytest.mark.parametrize(
    ("failures", "sentences"),
    [
        ((), ("Found by e-mail.", "No orders that this key can read.")),
        (CARD_ONLY, ("Found by e-mail.",)),
    ],
)
def test_a_client_without_orders_is_said_to_have_none_where_all_were_seen(
    failures: tuple[Failure, ...], sentences: tuple[str, ...]
) -> None:
    mailed = matched(customer(7, EMAIL), by_phone=False, by_email=True)
    assert written(Decision(Outcome.FOUND_BY_EMAIL, mailed, failures=failures)).sentences == sentences


@pytest.mark.parametrize(
    ("failures", "sentence"),
    [
        ((), "A client has this phone but no orders that this key can read."),
        (CARD_ONLY, "A client has this phone, but orders could not be checked."),
    ],
)
def test_a_hidden_client_has_no_orders_or_none_that_were_seen(
    failures: tuple[Failure, ...], sentence: str
) -> None:
    assert written(Decision(Outcome.HIDDEN, withheld=True, failures=failures)).sentences == (
        f"{sentence} By phone alone, clients are shown only with orders.",
    )


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


def test_where_hidden_clients_are_not_told_of_nothing_hints_at_them() -> None:
    mailed = matched(customer(7, EMAIL), by_phone=False, by_email=True)
    found = Decision(Outcome.FOUND_BY_EMAIL, mailed, withheld=True, elsewhere=True)
    assert len(written(found).notes) == 2
    assert written(found, Part.HIDDEN_REASON).notes == ()
