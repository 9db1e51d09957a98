"""What every CRM behind the service's port promises, be it a fake, the simulator or somebody's account.

A broken promise is told by its words alone, never by what came: it may be a real person's.
"""

import pytest

from service.core.model import Kind, Question, Reply, Search
from service.ports import Busy, CrmError, KeyRejected, Late
from tests.interface.crms import Known


def keeps(promise: bool, told: str) -> None:
    if not promise:
        pytest.fail(told, pytrace=False)


def _searches(crm: Known) -> list[Question]:
    term, email = crm.somebody.terms[0], crm.somebody.email
    return [
        Question(Search.ORDERS_BY_PHONE, term),
        Question(Search.CUSTOMERS_BY_EMAIL, email),
        Question(Search.ORDERS_BY_EMAIL, email),
    ]


def _round(crm: Known) -> list[Question]:
    """The first round of a usual block; names are remembered, so they may cost no call."""
    return [*_searches(crm), Question(Search.REFERENCES, Kind.STATUSES)]


def test_each_question_of_a_round_is_answered_once(crm: Known) -> None:
    answered = [question for question, _ in crm.crm.ask(crm.visit(), _round(crm))]
    keeps(len(answered) == 4 and {*answered} == {*_round(crm)}, "each question comes back once")


def test_nothing_is_asked_before_the_first_answer_is_taken(crm: Known) -> None:
    visit = crm.visit()
    answers = crm.crm.ask(visit, _round(crm)[:1])
    before = list(visit.calls)
    list(answers)
    keeps((before, len(visit.calls)) == ([], 1), "a call is made when the first answer is taken, not before")


def test_a_person_is_found_by_their_phone(crm: Known) -> None:
    found = {
        person.id
        for term in crm.somebody.terms
        for person in crm.reply(Search.CUSTOMERS_BY_PHONE, term).customers
    }
    keeps(crm.somebody.customer in found, "one of a phone's terms finds who has it")


def test_a_person_is_found_by_their_email(crm: Known) -> None:
    found = crm.reply(Search.CUSTOMERS_BY_EMAIL, crm.somebody.email)
    keeps(crm.somebody.customer in {person.id for person in found.customers}, "an e-mail finds who has it")


def test_all_orders_of_a_person_are_told(crm: Known) -> None:
    told = crm.reply(Search.ORDERS_OF, str(crm.somebody.customer))
    keeps(crm.somebody.orders <= {order.id for order in told.orders}, "a person's orders are all there")


@pytest.mark.parametrize("search", [Search.ORDERS_BY_PHONE, Search.ORDERS_BY_EMAIL, Search.ORDERS_OF])
def test_orders_bring_the_cards_of_their_people(crm: Known, search: Search) -> None:
    texts = {Search.ORDERS_BY_PHONE: crm.somebody.terms[0], Search.ORDERS_BY_EMAIL: crm.somebody.email}
    told = crm.reply(search, texts.get(search, str(crm.somebody.customer)))
    cards = {person.id for person in told.customers}
    owners = {order.customer_id for order in told.orders if order.id in crm.somebody.orders}
    keeps(owners <= cards, "each order of a person brings that person's card")


def test_nothing_is_told_twice(crm: Known) -> None:
    told = crm.reply(Search.ORDERS_OF, str(crm.somebody.customer))
    lists = [[one.id for one in told.customers], [one.id for one in told.orders]]
    keeps(all(len(each) == len({*each}) for each in lists), "each card and each order comes once")


def test_a_search_of_people_brings_people_and_nothing_else(crm: Known) -> None:
    told = crm.reply(Search.CUSTOMERS_BY_EMAIL, crm.somebody.email)
    keeps((told.orders, told.companies, told.references) == ((), (), None), "people come without orders")


def test_the_company_of_a_contact_is_told(crm: Known) -> None:
    if crm.somebody.contact is None:
        pytest.skip("this account has no company with a contact")
    person, company = crm.somebody.contact
    keeps(company in crm.reply(Search.COMPANIES_OF, str(person)).companies, "a contact's company is told")
    keeps(
        crm.reply(Search.CONTACT_PERSONS).contact_persons, "an account with a contact says it may have some"
    )


def test_names_are_told_of_the_kind_that_is_asked_and_of_no_other(crm: Known) -> None:
    statuses = crm.reply(Search.REFERENCES, Kind.STATUSES).references
    asked = Question(Search.REFERENCES, Kind.SHOPS)
    shops = crm.answers(crm.visit(), asked)[asked]  # asked only if a call is free
    keeps(statuses is not None and crm.somebody.statuses <= {*statuses.statuses}, "statuses have their names")
    bare = isinstance(shops, Reply) and shops.references is not None and not shops.references.statuses
    keeps(bare or isinstance(shops, Busy), "the names of shops bring no statuses")


def test_whether_cards_are_seen_costs_no_call(crm: Known) -> None:
    visit = crm.visit()
    told = crm.answers(visit, Question(Search.CARDS_SEEN))
    keeps(isinstance(told[Question(Search.CARDS_SEEN)], Reply), "whether cards are seen is answered")
    keeps(visit.calls == [], "whether cards are seen costs no call")


def test_after_the_deadline_nothing_is_asked_or_answered(crm: Known) -> None:
    visit = crm.visit(seconds=0)
    told = crm.answers(visit, *_searches(crm))
    keeps(
        len(told) == 3 and all(isinstance(one, Late | Busy) for one in told.values()), "all is late or busy"
    )
    keeps(visit.calls == [], "nothing is asked after the deadline")


def test_a_wrong_key_is_rejected_at_every_question(crm: Known) -> None:
    if not crm.wrong_key:
        pytest.skip("a real account is shown no wrong key")
    told = crm.answers(crm.visit(key=crm.wrong_key), *_round(crm))
    keeps(
        all(isinstance(one, KeyRejected) for one in told.values()), "each question says that the key is wrong"
    )


def test_failures_hold_no_data_and_no_key(crm: Known) -> None:
    told = crm.answers(crm.visit(seconds=0), *_searches(crm))
    texts = [str(one) for one in told.values() if isinstance(one, CrmError)]
    secrets = (crm.key, crm.somebody.email, *crm.somebody.terms)
    keeps(
        bool(texts) and not any(secret in text for secret in secrets for text in texts),
        "a failure names nobody",
    )
