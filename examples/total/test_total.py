"""The block beside both systems, as they would be in production."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from total import Server

ANNA = {"firstName": "Anna", "email": "anna@example.com", "totalSumm": 1250}


@pytest.fixture
def block(retailcrm: Any, usedesk: Any) -> Iterator[str]:
    with Server(retailcrm.api, retailcrm.key) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        usedesk.block(url, "the-key")
        yield url
        server.shutdown()


def html(usedesk: Any, address: str) -> str:
    return str(usedesk.open(usedesk.write("email", address, text="Hello")).html)


@pytest.mark.usefixtures("block")
def test_a_client_is_told_with_what_they_bought(retailcrm: Any, usedesk: Any) -> None:
    retailcrm.load(customers=[ANNA])
    assert html(usedesk, "anna@example.com") == "<p>Has bought for 1,250.00.</p>"
    retailcrm.verify("listCustomers", count=1)
    assert (retailcrm.violations(), usedesk.violations()) == ([], [])


@pytest.mark.usefixtures("block")
def test_a_crm_that_is_busy_once_is_asked_again(retailcrm: Any, usedesk: Any) -> None:
    retailcrm.load(customers=[ANNA])
    retailcrm.inject("status", status=503, count=1)
    assert html(usedesk, "anna@example.com") == "<p>Has bought for 1,250.00.</p>"
    retailcrm.inject("status", status=503)
    assert html(usedesk, "anna@example.com") == "<p>RetailCRM does not answer.</p>"


@pytest.mark.usefixtures("block")
def test_a_stranger_is_never_shown_however_the_crm_searches(retailcrm: Any, usedesk: Any) -> None:
    retailcrm.load(customers=[{**ANNA, "email": "joanna@example.com"}])
    retailcrm.dialect(email_match="partial")
    assert html(usedesk, "anna@example.com") == "<p>Not a customer yet.</p>"


@pytest.mark.usefixtures("block")
def test_a_visitor_without_an_e_mail_is_not_searched(retailcrm: Any, usedesk: Any) -> None:
    shown = usedesk.open(usedesk.write("chat", name="A visitor", text="Hello"))
    assert shown.html == "<p>No e-mail to look for.</p>"
    assert retailcrm.journal() == []
