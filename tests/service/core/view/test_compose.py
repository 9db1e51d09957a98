"""The whole of a block: every part in its place, and nothing that nobody said."""

from service.core.model import Decision, Outcome, Part
from service.core.view import View, compose
from service.core.view.parts import Link, Other
from tests.service.core.view.writing import EMAIL, ORIGIN, PHONE, context, written
from tests.service.fakes import contact, customer, matched

QUIET = (Part.NEW_ORDER, Part.NEW_CLIENT)


def test_a_block_of_nobody_is_a_sentence() -> None:
    nobody = compose(context(contact(EMAIL), *QUIET, code="pt_BR"), Decision(Outcome.NOT_FOUND))
    assert nobody == View(
        lang="pt-BR",
        outcome=Outcome.NOT_FOUND,
        trouble=False,
        sentences=("Não encontrado: nenhum cliente que esta chave possa ver tem este telefone ou e-mail.",),
        searched="Busca por: a***@example.com.",
        request="Solicitação 4f2a",
    )


def test_further_clients_stand_under_a_heading() -> None:
    found = Decision(Outcome.FOUND_BY_PHONE, matched(customer(7, PHONE)), (matched(customer(8, PHONE)),))
    view = written(found)
    other = Link("Person 8", f"{ORIGIN}/customers/8", "Person 8, opens in a new tab")
    assert (view.others_heading, view.others) == (
        "Also matches:",
        (Other("same phone", other, "0 orders"),),
    )


def test_trouble_is_what_somebody_has_to_mend_or_what_passes() -> None:
    assert {outcome for outcome in Outcome if written(Decision(outcome)).trouble} == {
        Outcome.NOT_CONFIGURED,
        Outcome.KEY_REJECTED,
        Outcome.ACCOUNT_UNKNOWN,
        Outcome.SECRET_UNKNOWN,
        Outcome.TOO_MANY_KEYS,
        Outcome.CRM_UNAVAILABLE,
        Outcome.CRM_BUSY,
    }
