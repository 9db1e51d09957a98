"""Blocks say their sentence in every language, and nothing that is not known."""

from dataclasses import replace
from decimal import Decimal
from typing import cast

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from service.core.language import LANGUAGES, language
from service.core.model import (
    Account,
    Contact,
    Decision,
    Failure,
    Kind,
    Mistake,
    Order,
    Outcome,
    Preferences,
    Reason,
    References,
    Search,
)
from service.core.render import lay_out, render, render_our_fault
from service.core.sentences import MISTAKES, OUTCOMES
from service.core.text import clean
from service.core.view import View
from tests.service.core.drawing import SHEET, TICKET, decision_of, drawn, text_of, ticket_in
from tests.service.fakes import contact, customer, matched, order


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.OUR_FAULT])
def test_every_outcome_says_its_sentence_in_every_language(outcome: Outcome, code: str) -> None:
    html = drawn(Decision(outcome), ticket_in(code))
    words = language(code)
    sentence = words.say(OUTCOMES[outcome], account="company", request="")
    root = BeautifulSoup(html, "html.parser").find()
    assert root is not None
    assert (root["lang"], root["data-outcome"]) == (words.tag, outcome)
    assert text_of(html) == sentence


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("mistake", Mistake)
def test_every_mistake_of_the_set_up_is_named(mistake: Mistake, code: str) -> None:
    html = drawn(Decision(Outcome.NOT_CONFIGURED, mistakes=(mistake,)), ticket_in(code))
    assert text_of(html).endswith(language(code).say(MISTAKES[mistake], value="company"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_our_own_failure_gives_its_number(code: str) -> None:
    sentence = language(code).say(OUTCOMES[Outcome.OUR_FAULT], account="", request="4f2a")
    assert text_of(render_our_fault(code, "4f2a")) == sentence
    assert "4f2a" in sentence


@given(st.text(st.characters(exclude_categories=()), max_size=900), st.sampled_from(LANGUAGES))
def test_a_currency_is_as_clean_as_any_text(text: str, code: str) -> None:
    sold = order(1, total=Decimal(5), currency=text + "\ud800\u202e\x00")
    html = drawn(Decision(Outcome.FOUND_IN_ORDERS, loose=(sold,)), ticket_in(code))
    total = BeautifulSoup(html, "html.parser").select_one(".rcb-order b")
    assert total is not None
    assert clean(total.get_text()) == " ".join(total.get_text().split())
    assert len(total.get_text()) <= len("5 ") + 10


def test_a_customer_and_orders_link_into_the_crm() -> None:
    links = BeautifulSoup(drawn(decision_of("Anna")), "html.parser").find_all("a")
    origin = "https://company.retailcrm.ru"
    assert [link["href"] for link in links] == [
        f"{origin}/customers/7",
        f"{origin}/customers/7",
        f"{origin}/orders/17/edit",
        f"{origin}/orders/17/edit",
        f"{origin}/orders/?filter%5Bcustomer%5D=9990001122",
        f"{origin}/orders/add?phone=%2B79990001122",
    ]
    assert {(link["target"], tuple(link["rel"])) for link in links} == {
        ("_blank", ("noopener", "noreferrer"))
    }


def test_only_as_many_orders_as_asked_for_are_listed_and_the_rest_is_counted() -> None:
    orders = tuple(order(number, of=7) for number in range(57, 0, -1))
    match = matched(customer(7, "89990001122"), by_phone=True, by_email=False, orders=orders)
    ticket = replace(TICKET, preferences=Preferences(orders=3))
    html = drawn(Decision(Outcome.FOUND_BY_PHONE, match), ticket)
    lists = BeautifulSoup(html, "html.parser").select(".rcb-orders")
    numbers = [[link.get_text() for link in each.select(".rcb-order > div > a")] for each in lists]
    assert numbers == [["57A", "56A", "55A"], [f"{number}A" for number in range(54, 37, -1)]]
    assert "Orders: 3 of 57" in text_of(html)


def test_an_order_shows_its_status_by_name_and_an_unknown_one_by_code() -> None:
    orders = (order(2, of=7, status="new"), order(1, of=7, status="odd", total=Decimal(10), currency="EUR"))
    match = matched(customer(7, "89990001122"), by_phone=True, by_email=False, orders=orders)
    text = text_of(drawn(Decision(Outcome.FOUND_BY_PHONE, match), new="Just came"))
    assert text.endswith("Orders: 2 2A Just came Nov 1 1A odd Nov 1 €10")


def test_a_customer_without_orders_is_said_to_have_none_only_when_that_is_known() -> None:
    match = matched(customer(7, "anna@example.com"), by_phone=False, by_email=True)
    known = text_of(drawn(Decision(Outcome.FOUND_BY_EMAIL, match)))
    lost = Decision(Outcome.FOUND_BY_EMAIL, match, failures=(Failure(Search.ORDERS_OF, Reason.LATE),))
    assert known.endswith("Found by e-mail. No orders that this key can read.")
    assert text_of(drawn(lost)).endswith(
        "Found by e-mail. Orders could not be checked completely. RetailCRM did not answer in time."
    )


def test_a_failed_search_is_told_unless_the_sentence_tells_it() -> None:
    failures = (Failure(Search.CUSTOMERS_BY_PHONE, Reason.UNAVAILABLE),)
    half = text_of(drawn(Decision(Outcome.CRM_UNAVAILABLE, failures=failures)))
    whole = drawn(
        Decision(Outcome.CRM_UNAVAILABLE, failures=failures), replace(TICKET, contact=contact("89990001122"))
    )
    sentence = "RetailCRM did not answer. Refresh the block in a minute."
    assert half == f"{sentence} The search by phone failed. RetailCRM did not answer properly."
    assert text_of(whole) == sentence


def test_what_was_not_searched_is_counted() -> None:
    crowded = replace(TICKET, contact=Contact(left_out=3, unreadable=1))
    text = text_of(drawn(Decision(Outcome.NOT_FOUND), crowded))
    assert "1 contact of the ticket is no phone and no e-mail." in text
    assert "3 more contacts were not searched (at most 5 phones, 5 e-mails)." in text


def test_a_key_typed_into_the_wrong_field_is_not_shown() -> None:
    key = "k3Yk3Yk3Yk3Yk3Yk3Yk3Yk3Yk3Yk3Y12"
    html = drawn(Decision(Outcome.ACCOUNT_UNKNOWN), replace(TICKET, subdomain=key))
    account = Account(key.lower(), "https://x")
    wrong = render(Decision(Outcome.ACCOUNT_UNKNOWN), TICKET, account, References(), SHEET)
    assert key not in html + wrong
    assert key.lower() not in wrong


def test_an_order_without_anything_but_an_id_is_still_a_line() -> None:
    html = drawn(Decision(Outcome.FOUND_IN_ORDERS, loose=(Order(5),)))
    assert text_of(html).endswith("Found in orders: 1 #5")


def test_a_long_list_of_loose_orders_is_cut_and_counted() -> None:
    loose = tuple(order(number) for number in range(9, 0, -1))
    text = text_of(drawn(Decision(Outcome.FOUND_IN_ORDERS, loose=loose)))
    assert "Found in orders: 5 of 9 9A" in text


def test_a_customer_without_a_name_is_called_by_the_id() -> None:
    match = matched(replace(customer(7, "89990001122"), name=" \u202e"), by_phone=True, by_email=False)
    assert text_of(drawn(Decision(Outcome.FOUND_BY_PHONE, match))).startswith("Client 7 ")


def test_clients_who_share_a_phone_are_told_and_only_some_are_named() -> None:
    by_both = matched(customer(1, "89990001122", "anna@example.com"), by_phone=True, by_email=True)
    crowd = tuple(
        matched(customer(number, "89990001122"), by_phone=True, by_email=False) for number in range(2, 10)
    )
    text = text_of(drawn(Decision(Outcome.FOUND_BY_PHONE, crowd[0], others=(by_both, *crowd[1:]))))
    assert "Also matches: Person 1 (same phone and e-mail) · 0 orders Person 3 (same phone)" in text
    assert text.endswith("This phone belongs to 9 clients. 3 more clients match.")


def test_a_key_that_may_not_read_customers_is_told_from_a_wrong_key() -> None:
    failures = (Failure(Search.CUSTOMERS_BY_PHONE, Reason.ACCESS_DENIED),)
    assert text_of(drawn(Decision(Outcome.KEY_REJECTED, failures=failures))).startswith(
        "The API key may not read"
    )


@pytest.mark.parametrize("reason", Reason)
def test_a_hidden_client_whose_orders_failed_says_so(reason: Reason) -> None:
    decision = Decision(Outcome.HIDDEN, withheld=True, failures=(Failure(Search.ORDERS_OF, reason),))
    assert text_of(drawn(decision)).startswith("A client has this phone, but orders could not be checked.")


def test_names_are_missed_only_where_something_bears_them() -> None:
    failures = (Failure(Search.REFERENCES, Reason.BUSY, Kind.STATUSES),)
    assert "codes" not in drawn(Decision(Outcome.NOT_FOUND, failures=failures))
    assert "codes" in drawn(Decision(Outcome.FOUND_IN_ORDERS, loose=(Order(5),), failures=failures))


def test_the_rest_of_a_clients_orders_is_in_the_card_when_no_phone_leads_to_it() -> None:
    match = matched(
        customer(7, "anna@example.com", orders_count=2), by_phone=False, by_email=True, orders=(Order(1),)
    )
    html = drawn(Decision(Outcome.FOUND_BY_EMAIL, match))
    rest = BeautifulSoup(html, "html.parser").select_one(".rcb-actions a")
    assert rest is not None
    assert rest["href"] == "https://company.retailcrm.ru/customers/7"


@pytest.mark.parametrize("owned", [("89990001122", "89161234567"), ("anna@example.com",) * 2])
def test_only_one_phone_of_two_clients_is_shared(owned: tuple[str, str]) -> None:
    by_email = "@" in owned[0]
    one, other = (matched(customer(n, text), not by_email, by_email) for n, text in enumerate(owned))
    ticket = replace(TICKET, contact=contact("89990001122", *owned))
    assert "This phone" not in drawn(Decision(Outcome.FOUND_BY_PHONE, one, others=(other,)), ticket)


def test_orders_that_nobody_saw_are_not_said_to_be_none() -> None:
    match = matched(customer(7, "anna@example.com"), by_phone=False, by_email=True)
    text = text_of(drawn(Decision(Outcome.FOUND_BY_EMAIL, match, others=(match,), cut=True)))
    assert "Found by e-mail. Also matches: Person 7 (same e-mail) RetailCRM has more" in text
    hidden = text_of(drawn(Decision(Outcome.HIDDEN, withheld=True, cut=True)))
    assert hidden.startswith("A client has this phone, but orders could not be checked.")
    assert "not shown" not in hidden


def test_somebody_not_shown_is_told_once() -> None:
    told = "A client with this phone is not shown: no order of theirs was found."
    match = matched(customer(7, "anna@example.com"), by_phone=False, by_email=True)
    assert told in drawn(Decision(Outcome.FOUND_BY_EMAIL, match, withheld=True))
    assert told not in drawn(Decision(Outcome.HIDDEN, withheld=True))


@pytest.mark.parametrize(
    "wrap", ["'{}'", "company.retailcrm.ru/?apiKey={}", "{}", "x" * 15 + " " * 30 + "{}"]
)
def test_a_key_is_masked_wherever_it_stands(wrap: str) -> None:
    key = "0123456789abcdefghij0123456789ab"
    html = drawn(
        Decision(Outcome.NOT_CONFIGURED, mistakes=(Mistake.BAD_SUBDOMAIN,)),
        replace(TICKET, subdomain=wrap.format(key)),
    )
    assert "0123…" in html
    assert "01234" not in html


def test_what_no_view_has_is_an_error_and_not_a_gap_in_the_block() -> None:
    with pytest.raises(UndefinedError, match="has no attribute 'lang'"):
        lay_out(cast("View", object()))
