import html
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulators.usedesk_mock.state.model import Ticket
from simulators.usedesk_mock.variables import filled, known
from tests.simulators.usedesk_mock.strategies import tickets

NAMES = (
    "ticket_id", "ticket_subject", "ticket_status", "channel_id", "channel_type", "channel_name", "client_id",
    "client_name", "client_email", "client_phone", "client_contact",
)  # fmt: skip


@given(tickets)
def test_each_variable_becomes_its_value_as_text(ticket: Ticket) -> None:
    content = "|".join(f"{{{{ {name} }}}}" for name in NAMES)
    assert filled(content, ticket) == "|".join(html.escape(known(ticket)[name]) for name in NAMES)
    assert known(ticket).keys() == set(NAMES)


def named(ticket: Ticket, name: str) -> Ticket:
    return replace(ticket, client=replace(ticket.client, card=replace(ticket.client.card, name=name)))


@given(tickets, st.text())
def test_no_value_becomes_html_or_a_variable(ticket: Ticket, hostile: str) -> None:
    told = filled('<a href="{{client_name}}">', named(ticket, f"<i>\"'{{{{ticket_id}}}}{hostile}"))
    assert html.unescape(told) == f'<a href="<i>"\'{{{{ticket_id}}}}{hostile}">'
    assert told.count("<") == told.count(">") == 1


@given(tickets, st.text(alphabet="{} abc_ticket_id\n"))
def test_what_is_no_variable_stays_as_it_is(ticket: Ticket, content: str) -> None:
    left = content.replace("{{ticket_id}}", "")
    if not any(name in left for name in NAMES):
        assert filled(left + "{{unknown}}{{Ticket_id}}", ticket) == left + "{{unknown}}{{Ticket_id}}"
