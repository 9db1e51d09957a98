"""Only the questions that are needed are asked."""

from dataclasses import replace

import pytest

from service.core.model import Failure, Findings, Order, Question, Reason, Reply, Search
from service.core.plan import (
    MOST_CUSTOMERS,
    MOST_QUESTIONS,
    first_round,
    hopeless,
    known_before,
    leaves_out,
    next_round,
)
from tests.service.fakes import contact, customer, findings, order

PHONE, MAIL = "89990001122", "anna@example.com"
BOTH = contact(PHONE, MAIL)
PEOPLE, ORDERS = (
    Question(Search.CUSTOMERS_BY_PHONE, "9990001122"),
    Question(Search.ORDERS_BY_PHONE, "9990001122"),
)
ASKED = frozenset({PEOPLE, ORDERS})
CONTACTS = Question(Search.CONTACT_PERSONS)
CARDS = Question(Search.CARDS_SEEN)
SEEN = Findings().plus(CARDS, Reply(by_card=True))


def test_the_first_round_asks_for_orders_and_people_by_everything() -> None:
    by_email = (Question(Search.CUSTOMERS_BY_EMAIL, MAIL), Question(Search.ORDERS_BY_EMAIL, MAIL))
    assert first_round(BOTH, Findings()) == (PEOPLE, ORDERS, *by_email)
    assert first_round(contact(PHONE), SEEN) == (PEOPLE, ORDERS)
    assert first_round(contact(MAIL), SEEN) == by_email


def test_where_searches_of_orders_look_at_cards_people_are_not_asked_for_by_phone_at_once() -> None:
    by_email = (Question(Search.CUSTOMERS_BY_EMAIL, MAIL), Question(Search.ORDERS_BY_EMAIL, MAIL))
    assert first_round(BOTH, SEEN) == (ORDERS, *by_email, CONTACTS)
    assert [known_before(each) for each in (BOTH, contact(PHONE), contact(MAIL))] == [(CARDS,), (), ()]


def test_people_are_asked_for_by_phone_unless_it_cannot_change_the_block() -> None:
    known = SEEN.plus(ORDERS, Reply((customer(1, PHONE, orders_count=1),), (order(5, of=1),)))
    none, some = (known.plus(CONTACTS, Reply(contact_persons=each)) for each in (False, True))
    nobody = SEEN.plus(ORDERS, Reply()).plus(CONTACTS, Reply(contact_persons=False))
    unseen = replace(none, replies={one: reply for one, reply in none.replies.items() if one != CARDS})
    rounds = [next_round(BOTH, found, frozenset({ORDERS})) for found in (none, some, known, unseen, nobody)]
    spelled = [
        Question(s, text) for text in ("79990001122", "89990001122") for s in (PEOPLE.search, ORDERS.search)
    ]
    assert rounds == [(), (PEOPLE,), (PEOPLE,), (PEOPLE,), (PEOPLE, *spelled)]


def test_other_spellings_wait_until_the_first_was_answered() -> None:
    failed = findings(failures=(Failure(ORDERS.search, Reason.BUSY, ORDERS.text),))
    answered = failed.plus(PEOPLE, Reply())
    assert next_round(BOTH, failed, frozenset({ORDERS})) == (PEOPLE,)
    assert next_round(BOTH, answered, ASKED) == tuple(
        Question(PEOPLE.search, text) for text in ("79990001122", "89990001122")
    )


def test_without_an_address_nothing_is_asked() -> None:
    assert first_round(contact(), Findings()) == ()


def test_a_phone_that_found_nothing_is_tried_in_other_spellings() -> None:
    asked = next_round(contact(PHONE), findings().plus(PEOPLE, Reply()), ASKED)
    spellings = ["79990001122", "89990001122"]
    searches = (Search.CUSTOMERS_BY_PHONE, Search.ORDERS_BY_PHONE)
    assert asked == tuple(Question(search, text) for text in spellings for search in searches)


def test_a_phone_known_from_an_order_is_still_looked_for_in_cards() -> None:
    asked = next_round(contact(PHONE), findings(order(1, phones=(PHONE,))), frozenset({ORDERS}))
    assert asked == (PEOPLE,)


def test_a_customer_whose_orders_are_all_known_is_not_asked_about() -> None:
    assert next_round(BOTH, findings(customer(1, PHONE, orders_count=1), order(5, of=1)), ASKED) == ()


def test_a_customer_with_more_orders_is_asked_about() -> None:
    for known in (customer(1, PHONE, orders_count=2), customer(1, PHONE)):
        assert next_round(BOTH, findings(known, order(5, of=1)), ASKED) == (Question(Search.ORDERS_OF, "1"),)


def test_a_contact_person_is_asked_about_whatever_the_cards_count_and_their_companies_too() -> None:
    known = customer(1, PHONE, is_contact=True, orders_count=1)
    assert next_round(BOTH, findings(known, order(5, of=1)), ASKED) == (
        Question(Search.ORDERS_OF, "1"),
        Question(Search.COMPANIES_OF, "1"),
    )


def test_the_orders_of_a_bounded_number_of_companies_are_asked_for() -> None:
    asked = ASKED | {Question(Search.ORDERS_OF, "1"), Question(Search.COMPANIES_OF, "1")}
    many = findings(customer(1, PHONE, is_contact=True), companies=(40, 30, 20, 10))
    few = findings(customer(1, PHONE, is_contact=True), companies=(40, 30, 20))
    orders = tuple(Question(Search.ORDERS_OF, company) for company in ("40", "30", "20"))
    assert (next_round(BOTH, many, asked), next_round(BOTH, few, asked)) == (orders, orders)
    assert (leaves_out(BOTH, many, asked | {*orders}), leaves_out(BOTH, few, asked | {*orders})) == (
        True,
        False,
    )


def test_nothing_is_asked_twice() -> None:
    asked = ASKED | {Question(Search.ORDERS_OF, "1")}
    assert next_round(BOTH, findings(customer(1, PHONE)), asked) == ()


def test_a_number_shared_by_many_costs_a_bounded_number_of_questions() -> None:
    crowd = findings(*(customer(number, PHONE) for number in range(1, 100)))
    assert len(next_round(BOTH, crowd, ASKED)) == MOST_CUSTOMERS
    some = [findings(*(customer(number, PHONE) for number in range(1, 1 + many))) for many in (5, 6)]
    asked = ASKED | {Question(Search.ORDERS_OF, str(number)) for number in range(1, 7)}
    assert [leaves_out(BOTH, each, asked) for each in some] == [False, True]


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("search", Search)
def test_some_failures_leave_no_hope_for_further_questions(search: Search, reason: Reason) -> None:
    of_people = search in {Search.CUSTOMERS_BY_PHONE, Search.CUSTOMERS_BY_EMAIL}
    about_all = {Reason.LATE, *((Reason.KEY_REJECTED, Reason.ACCOUNT_UNKNOWN) if of_people else ())}
    failures = (Failure(Search.REFERENCES, Reason.BUSY), Failure(search, reason))
    assert hopeless(findings(failures=failures)) == (reason if reason in about_all else None)


def test_a_search_that_failed_is_not_pressed_on_with() -> None:
    failures = (Failure(Search.CUSTOMERS_BY_PHONE, Reason.BUSY, "9990001122"),)
    asked = next_round(contact(PHONE), findings(failures=failures).plus(ORDERS, Reply()), ASKED)
    assert {question.search for question in asked} == {Search.ORDERS_BY_PHONE}


def test_a_key_that_may_not_read_orders_is_not_asked_for_them_again() -> None:
    failures = (Failure(Search.ORDERS_BY_PHONE, Reason.ACCESS_DENIED),)
    assert next_round(BOTH, findings(customer(1, PHONE), failures=failures), ASKED) == ()


def test_a_key_that_may_not_read_companies_is_still_asked_for_orders() -> None:
    failures = (Failure(Search.COMPANIES_OF, Reason.ACCESS_DENIED),)
    asked = next_round(BOTH, findings(customer(1, PHONE), failures=failures), ASKED)
    assert asked == (Question(Search.ORDERS_OF, "1"),)


def test_a_search_that_failed_for_one_phone_goes_on_for_the_other() -> None:
    failures = (Failure(Search.CUSTOMERS_BY_PHONE, Reason.UNAVAILABLE, "9990001122"),)
    answered = findings(failures=failures).plus(Question(Search.CUSTOMERS_BY_PHONE, "9161234567"), Reply())
    asked = next_round(contact(PHONE, "89161234567"), answered, frozenset(answered.replies))
    texts = {question.text for question in asked if question.search is Search.CUSTOMERS_BY_PHONE}
    assert texts == {"79161234567", "89161234567"}


def test_orders_are_asked_for_before_other_spellings_and_the_likelier_client_first() -> None:
    found = findings(customer(1, PHONE), customer(2, MAIL), customer(3, PHONE))
    asked = next_round(contact(PHONE, MAIL, "89161234567"), found, ASKED)
    orders = [Question(Search.ORDERS_OF, number) for number in ("2", "3", "1")]
    assert (list(asked[:3]), asked[3]) == (orders, Question(Search.CUSTOMERS_BY_PHONE, "9161234567"))


def test_every_phones_likeliest_spelling_goes_before_any_phones_second() -> None:
    two = contact(PHONE, "89161234567")
    answered = Findings(replies={question: Reply() for question in first_round(two, Findings())})
    asked = next_round(two, answered, frozenset(answered.replies))
    texts = ["79990001122", "79161234567", "89990001122", "89161234567"]
    assert [question.text for question in asked[::2]] == texts


def test_one_number_with_two_extensions_is_searched_once() -> None:
    once = first_round(contact("84951234567"), Findings())
    assert first_round(contact("84951234567 ext. 1", "84951234567 ext. 2"), Findings()) == once


def test_orders_of_others_in_which_a_client_is_the_contact_do_not_fill_their_count() -> None:
    known = findings(customer(1, PHONE, orders_count=1), Order(5, customer_id=9, contact_id=1))
    assert next_round(BOTH, known, ASKED) == (Question(Search.ORDERS_OF, "1"),)


def test_a_count_of_none_alone_is_not_trusted_to_hide_somebody() -> None:
    hidden, shown = customer(1, PHONE, orders_count=0), customer(1, PHONE, MAIL, orders_count=0)
    both_say_so = findings(hidden).plus(ORDERS, Reply())
    one_was_cut = findings(hidden).plus(ORDERS, Reply(cut=True))
    uncounted = findings(customer(1, PHONE)).plus(ORDERS, Reply())
    asked = [next_round(BOTH, each, ASKED) for each in (findings(hidden), one_was_cut, uncounted)]
    assert asked == [(Question(Search.ORDERS_OF, "1"),)] * 3
    assert [next_round(BOTH, each, ASKED) for each in (findings(shown), both_say_so)] == [(), ()]


def test_an_email_that_found_nothing_is_tried_as_it_was_typed() -> None:
    typed = replace(contact(MAIL), typed=("Anna@Example.com",))
    searches = (Search.CUSTOMERS_BY_EMAIL, Search.ORDERS_BY_EMAIL)
    assert next_round(typed, findings(), ASKED) == tuple(Question(s, "Anna@Example.com") for s in searches)
    assert next_round(typed, findings(customer(1, MAIL, orders_count=0)), ASKED) == ()


def test_a_ticket_asks_a_bounded_number_of_questions_and_tells_what_it_left() -> None:
    mails = (f"{name}@example.com" for name in "abcde")
    five = contact(*(f"+55 11 9876{n}-4321" for n in range(5)), *mails, region="BR")
    first = frozenset(first_round(five, Findings()))
    answered = Findings(replies=dict.fromkeys(first, Reply()))
    second = frozenset(next_round(five, answered, first))
    assert (len(first | second), next_round(five, answered, first | second)) == (MOST_QUESTIONS, ())
    assert leaves_out(five, answered, first | second)


def test_an_order_found_by_its_email_does_not_settle_how_the_crm_reads_its_phone() -> None:
    bought = order(1, phones=(PHONE,), email=MAIL)
    by_email = Findings().plus(Question(Search.ORDERS_BY_EMAIL, MAIL), Reply(orders=(bought,)))
    unread, read = (by_email.plus(ORDERS, Reply(orders=found)) for found in ((), (bought,)))
    asked = [{one.search for one in next_round(BOTH, each, frozenset({ORDERS}))} for each in (unread, read)]

    assert asked == [{Search.CUSTOMERS_BY_PHONE, Search.ORDERS_BY_PHONE}, {Search.CUSTOMERS_BY_PHONE}]


def test_people_are_asked_for_by_phone_though_somebody_with_orders_was_found_by_email() -> None:
    mailed = Reply((customer(1, MAIL, orders_count=1),), (order(5, of=1),))
    found = SEEN.plus(CONTACTS, Reply(contact_persons=False)).plus(ORDERS, Reply())
    found = found.plus(Question(Search.ORDERS_BY_EMAIL, MAIL), mailed)
    assert PEOPLE in next_round(BOTH, found, frozenset({ORDERS}))


def test_an_email_as_typed_is_not_asked_for_where_the_search_failed() -> None:
    typed = replace(contact("Anna@Example.com"), typed=("Anna@Example.com",))
    failed = findings(failures=(Failure(Search.ORDERS_BY_EMAIL, Reason.BUSY, MAIL),))
    asked = frozenset({Question(Search.CUSTOMERS_BY_EMAIL, MAIL), Question(Search.ORDERS_BY_EMAIL, MAIL)})
    assert next_round(typed, failed, asked) == (Question(Search.CUSTOMERS_BY_EMAIL, "Anna@Example.com"),)
