"""Only the questions that are needed are asked."""

import pytest

from service.core.model import Failure, Question, Reason, Search
from service.core.plan import MOST_CUSTOMERS, first_round, hopeless, leaves_out, next_round
from tests.service.fakes import contact, customer, findings, order

PHONE, MAIL = "89990001122", "anna@example.com"
BOTH = contact(PHONE, MAIL)
NOTHING = frozenset[Question]()


def test_the_first_round_asks_for_people_and_orders_by_everything() -> None:
    assert first_round(BOTH) == (
        Question(Search.CUSTOMERS_BY_PHONE, "9990001122"),
        Question(Search.ORDERS_BY_PHONE, "9990001122"),
        Question(Search.CUSTOMERS_BY_EMAIL, MAIL),
        Question(Search.ORDERS_BY_EMAIL, MAIL),
        Question(Search.REFERENCES),
    )


def test_without_an_address_nothing_is_asked() -> None:
    assert first_round(contact()) == ()


def test_a_phone_that_found_nothing_is_tried_in_other_spellings() -> None:
    asked = next_round(contact(PHONE), findings(), NOTHING)
    spellings = ["79990001122", "89990001122", "+79990001122"]
    searches = (Search.CUSTOMERS_BY_PHONE, Search.ORDERS_BY_PHONE)
    assert asked == tuple(Question(search, text) for text in spellings for search in searches)


def test_a_phone_known_from_an_order_is_still_looked_for_in_cards() -> None:
    asked = next_round(contact(PHONE), findings(order(1, phones=(PHONE,))), NOTHING)
    assert {question.search for question in asked} == {Search.CUSTOMERS_BY_PHONE}


def test_a_customer_whose_orders_are_all_known_is_not_asked_about() -> None:
    assert next_round(BOTH, findings(customer(1, PHONE, orders_count=1), order(5, of=1)), NOTHING) == ()


def test_a_customer_with_more_orders_is_asked_about() -> None:
    for known in (customer(1, PHONE, orders_count=2), customer(1, PHONE)):
        assert next_round(BOTH, findings(known, order(5, of=1)), NOTHING) == (
            Question(Search.ORDERS_OF, "1"),
        )


def test_a_contact_person_is_asked_about_whatever_the_cards_count_and_their_companies_too() -> None:
    known = customer(1, PHONE, is_contact=True, orders_count=1)
    assert next_round(BOTH, findings(known, order(5, of=1)), NOTHING) == (
        Question(Search.ORDERS_OF, "1"),
        Question(Search.COMPANIES_OF, "1"),
    )


def test_the_orders_of_a_bounded_number_of_companies_are_asked_for() -> None:
    asked = frozenset({Question(Search.ORDERS_OF, "1"), Question(Search.COMPANIES_OF, "1")})
    many = findings(customer(1, PHONE, is_contact=True), companies=(40, 30, 20, 10))
    few = findings(customer(1, PHONE, is_contact=True), companies=(40, 30, 20))
    orders = tuple(Question(Search.ORDERS_OF, company) for company in ("40", "30", "20"))
    assert (next_round(BOTH, many, asked), next_round(BOTH, few, asked)) == (orders, orders)
    assert (leaves_out(BOTH, many), leaves_out(BOTH, few)) == (True, False)


def test_nothing_is_asked_twice() -> None:
    asked = frozenset({Question(Search.ORDERS_OF, "1")})
    assert next_round(BOTH, findings(customer(1, PHONE)), asked) == ()


def test_a_number_shared_by_many_costs_a_bounded_number_of_questions() -> None:
    crowd = findings(*(customer(number, PHONE) for number in range(1, 100)))
    assert len(next_round(BOTH, crowd, NOTHING)) == MOST_CUSTOMERS


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("search", Search)
def test_some_failures_leave_no_hope_for_further_questions(search: Search, reason: Reason) -> None:
    of_people = search in {Search.CUSTOMERS_BY_PHONE, Search.CUSTOMERS_BY_EMAIL}
    about_all = {Reason.LATE, *((Reason.KEY_REJECTED, Reason.ACCOUNT_UNKNOWN) if of_people else ())}
    failures = (Failure(Search.REFERENCES, Reason.BUSY), Failure(search, reason))
    assert hopeless(findings(failures=failures)) == (reason if reason in about_all else None)


def test_a_search_that_failed_is_not_pressed_on_with() -> None:
    failures = (Failure(Search.CUSTOMERS_BY_PHONE, Reason.BUSY),)
    asked = next_round(contact(PHONE), findings(failures=failures), NOTHING)
    assert {question.search for question in asked} == {Search.ORDERS_BY_PHONE}


def test_a_key_that_may_not_read_orders_is_not_asked_for_them_again() -> None:
    failures = (Failure(Search.ORDERS_BY_PHONE, Reason.ACCESS_DENIED),)
    assert next_round(BOTH, findings(customer(1, PHONE), failures=failures), NOTHING) == ()


def test_a_key_that_may_not_read_companies_is_still_asked_for_orders() -> None:
    failures = (Failure(Search.COMPANIES_OF, Reason.ACCESS_DENIED),)
    asked = next_round(BOTH, findings(customer(1, PHONE), failures=failures), NOTHING)
    assert asked == (Question(Search.ORDERS_OF, "1"),)
