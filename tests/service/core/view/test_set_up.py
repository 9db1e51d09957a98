"""What an administrator has to mend: said with the values they typed, but for what could be a key."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.core.model import Account, Decision, Failure, Mistake, Outcome, Reason, Search
from service.core.text import clean
from service.core.view import compose
from service.core.view.reason import shown
from tests.service.core.view.writing import ORIGIN, context

COMPANY = Account("company", ORIGIN)
PINNED = replace(COMPANY, pinned=True)
DENIED = Failure(Search.CUSTOMERS_BY_PHONE, Reason.ACCESS_DENIED)
REJECTED = Failure(Search.CUSTOMERS_BY_EMAIL, Reason.KEY_REJECTED)
LATE = Failure(Search.ORDERS_OF, Reason.LATE)
NOT_SET_UP = "This block is not set up yet."


def _sentence(decision: Decision, account: Account = COMPANY) -> str:
    (only,) = compose(replace(context(), account=account), decision).sentences
    return only


def test_an_account_that_does_not_exist_is_named() -> None:
    assert _sentence(Decision(Outcome.ACCOUNT_UNKNOWN), Account("k" * 20, ORIGIN)) == (
        "RetailCRM has no account “kkkk…”. Correct the parameter “subdomain” of this block: it is the "
        "first part of your RetailCRM address."
    )


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (
            Outcome.KEY_REJECTED,
            (
                "RetailCRM does not accept the API key that this service holds for “company”. "
                "Whoever runs the service has to replace it."
            ),
        ),
        (
            Outcome.ACCOUNT_UNKNOWN,
            (
                "RetailCRM has no account at the address that this service holds for “company”. "
                "Whoever runs the service has to correct it."
            ),
        ),
        (Outcome.NOT_CONFIGURED, NOT_SET_UP),
    ],
)
def test_where_the_service_holds_the_key_whoever_runs_it_has_to_mend_that(
    outcome: Outcome, sentence: str
) -> None:
    assert _sentence(Decision(outcome), PINNED) == sentence


@pytest.mark.parametrize("account", [COMPANY, PINNED])
@pytest.mark.parametrize("failures", [(DENIED,), (DENIED, LATE)])
def test_a_key_that_may_not_read_customers_is_good_but_lacks_a_right(
    account: Account, failures: tuple[Failure, ...]
) -> None:
    assert _sentence(Decision(Outcome.KEY_REJECTED, failures=failures), account) == (
        "The API key may not read customers. Allow it in RetailCRM (Settings → Integration → API access "
        "keys): reading of customers, orders and references."
    )


@pytest.mark.parametrize("failures", [(REJECTED,), (DENIED, REJECTED), (LATE,)])
def test_a_key_that_was_rejected_anywhere_is_wrong(failures: tuple[Failure, ...]) -> None:
    assert _sentence(Decision(Outcome.KEY_REJECTED, failures=failures)) == (
        "RetailCRM does not accept the API key. Copy the key in RetailCRM (Settings → Integration → "
        "API access keys) and paste it as the secret key of this block in Usedesk."
    )


def test_a_right_that_is_lacking_is_no_sentence_where_another_search_came_to_an_end() -> None:
    decision = Decision(Outcome.NOT_FOUND, failures=(DENIED,))
    assert _sentence(decision) == "Not found: no client that this key can see has this phone or e-mail."


def test_our_own_failure_gives_the_number_of_its_request() -> None:
    assert _sentence(Decision(Outcome.OUR_FAULT)) == (
        "The block failed, and the mistake is ours. Refresh it; if that does not help, tell whoever runs "
        "the block this number: 4f2a."
    )


def test_every_mistake_is_told_in_turn_with_what_was_typed() -> None:
    mistakes = (Mistake.BAD_SUBDOMAIN, Mistake.OTHER_ACCOUNT, Mistake.NO_KEY)
    typed = replace(context().ticket, subdomain="my shop\n")
    view = compose(replace(context(), ticket=typed), Decision(Outcome.NOT_CONFIGURED, mistakes=mistakes))
    assert view.sentences == (
        NOT_SET_UP,
        (
            "The parameter “subdomain” is “my shop”, which is no RetailCRM address. Enter its first part, "
            "such as “company” of company.retailcrm.ru, and leave “Encode” off."
        ),
        (
            "The parameter “subdomain” is “my shop”, but the secret key is that of another account. Correct "
            "the parameter, or leave it out: here the secret key says which account is meant."
        ),
        (
            "The secret key is missing. Paste the API key of RetailCRM (Settings → Integration → "
            "API access keys) as the secret key of this block."
        ),
    )


@given(st.lists(st.text(max_size=19), max_size=9).map(" ".join))
def test_words_too_short_for_a_key_are_shown_as_any_text(text: str) -> None:
    assert shown(text) == clean(text, 60)


@example(before="", key="k" * 400, cut=1)
@given(before=st.text(" .-", max_size=400), key=st.text("abcXYZ019", min_size=20), cut=st.integers(1, 19))
def test_of_a_key_only_its_first_signs_are_shown_wherever_it_stands_and_whatever_it_hides_in(
    before: str, key: str, cut: int
) -> None:
    masked = clean(f"{before}{key[:4]}…", 60)
    assert shown(before + key) == masked
    assert shown(f"{before}{key[:cut]}\u200b{key[cut:]}") == masked
