"""What else is worth knowing: who is not shown, what was not searched, what was ignored."""

from dataclasses import replace

import pytest

from service.core.model import Contact, Decision, Ignored, Outcome
from service.core.view import compose
from tests.service.core.view.writing import EMAIL, context, written
from tests.service.fakes import customer, matched

WITHHELD = "A client with this phone is not shown: no order of theirs was found."
ELSEWHERE = "There are matches in shops that this block leaves out."


def _notes(searched: Contact, code: str = "en") -> tuple[str, ...]:
    return compose(context(searched, code=code), Decision(Outcome.NOT_FOUND)).notes


def test_matches_of_other_shops_are_told() -> None:
    assert written(Decision(Outcome.NOT_FOUND, elsewhere=True)).notes == (ELSEWHERE,)


def test_somebody_not_shown_is_a_note_unless_the_sentence_is_about_them() -> None:
    mailed = matched(customer(7, EMAIL), by_phone=False, by_email=True)
    beside = Decision(Outcome.FOUND_BY_EMAIL, mailed, withheld=True, elsewhere=True)
    alone = Decision(Outcome.HIDDEN, withheld=True, elsewhere=True)
    assert (written(beside).notes, written(alone).notes) == ((WITHHELD, ELSEWHERE), (ELSEWHERE,))


@pytest.mark.parametrize(
    ("code", "one", "more"),
    [
        (
            "en",
            "1 contact of the ticket is no phone and no e-mail.",
            "5 contacts of the ticket are no phones and no e-mails.",
        ),
        (
            "ru",
            "1 контакт обращения не похож ни на телефон, ни на e-mail.",
            "5 контактов обращения не похожи ни на телефон, ни на e-mail.",
        ),
    ],
)
def test_contacts_that_cannot_be_read_are_counted(code: str, one: str, more: str) -> None:
    assert [_notes(Contact(unreadable=number), code) for number in (1, 5)] == [(one,), (more,)]


@pytest.mark.parametrize(
    ("code", "one", "more"),
    [
        (
            "en",
            "1 more contact was not searched (at most 5 phones, 5 e-mails).",
            "5 more contacts were not searched (at most 5 phones, 5 e-mails).",
        ),
        (
            "ru",
            "Ещё по 1 контакту не искали (не больше 5 телефонов и 5 e-mail).",
            "Ещё по 5 контактам не искали (не больше 5 телефонов и 5 e-mail).",
        ),
    ],
)
def test_contacts_beyond_the_bound_are_counted(code: str, one: str, more: str) -> None:
    assert [_notes(Contact(left_out=number), code) for number in (1, 5)] == [(one,), (more,)]


def test_every_ignored_parameter_is_told_with_its_value_fit_to_show() -> None:
    ignored = (Ignored("orders", "many\u202e\n"), Ignored("lang", "xx " * 40))
    usual = context()
    view = compose(replace(usual, ticket=replace(usual.ticket, ignored=ignored)), Decision(Outcome.NOT_FOUND))
    means_nothing = "which means nothing here; the usual value is used."
    assert view.notes == (
        f"The block's parameter “orders” is “many”, {means_nothing}",
        f"The block's parameter “lang” is “{('xx ' * 20)[:59]}…”, {means_nothing}",
    )
