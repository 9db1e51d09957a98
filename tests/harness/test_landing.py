"""A link that leads astray, or to somebody else's page, is noticed."""

import pytest

from simulators.demo.rules import many_orders, two_people
from simulators.demo.scenarios import scenarios
from tests.e2e.landing import Landing, Link, is_named, is_sound, landing

ACCOUNT = "http://127.0.0.1:1/company"


def link(path: str, text: str = "") -> Link:
    return Link(text, f"{ACCOUNT}{path}")


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/orders/9004/edit", Landing("Order 9004A")),
        ("/customers/9005", Landing("Ольга Иванова")),
        ("/orders/add?phone=%2B7", Landing("New order", "+7")),
        ("/customers/add", Landing("New customer")),
        ("/orders/?filter%5Bcustomer%5D=999", Landing("Orders", "999", "2 orders found")),
    ],
)
def test_each_link_into_the_crm_has_one_page_to_open(path: str, page: Landing) -> None:
    assert landing(link(path), two_people(), ACCOUNT) == page


@pytest.mark.parametrize("path", ["/orders/9100/edit", "/customers/9009", "/orders/9004", "/", "/admin"])
def test_what_is_not_the_tickets_own_or_of_no_known_form_is_refused(path: str) -> None:
    with pytest.raises(LookupError):
        landing(link(path), two_people(), ACCOUNT)
    assert many_orders().orders[0]["id"] == 9100


def test_a_link_says_what_it_opens_unless_it_is_an_action() -> None:
    order, card = link("/orders/9004/edit", "9004A"), link("/customers/9005", "Ольга Иванова")
    assert is_named(order, ACCOUNT, Landing("Order 9004A"))
    assert is_named(card, ACCOUNT, Landing("Ольга Иванова"))
    assert not is_named(order, ACCOUNT, Landing("Order 9005A"))
    assert not is_named(card, ACCOUNT, Landing("Олег Иванов"))
    assert is_named(Link("All orders", card.href, is_action=True), ACCOUNT, Landing("Олег Иванов"))


def test_a_link_elsewhere_has_the_form_of_the_clients_own_parcel_phone_or_mail() -> None:
    (parcel,) = [one for one in scenarios() if one.subject.startswith("A parcel")]
    own = "https://track.example.com/EX00009353RU", "tel:+7 999 001 10 31"
    others = "https://track.example.com/EX1", "https://evil.example/EX00009353RU", "tel:+1", "mailto:a@b.c"
    assert [is_sound(Link("", href), parcel) for href in (*own, *others)] == [True, True, *[False] * 4]
