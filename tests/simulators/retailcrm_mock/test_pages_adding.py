"""Orders and customers by hand: what is typed is what the account then holds, or is there to be mended."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from simulators.retailcrm_mock.pages import customer_form, order_form
from simulators.retailcrm_mock.state import Account, Store
from tests.simulators.retailcrm_mock import pages_shop

ORDER, CUSTOMER = "/company/orders/add", "/company/customers/add"
Form = dict[str, str | list[str]]
# What people type, and what only programs send; browsers send no control characters.
typed = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)
amounts = st.integers(-5, 10**10).map(str) | st.sampled_from(["1 500,50", "0", "1e3", "NaN", "٣"])
words = (
    typed | amounts | st.sampled_from(["new", "none", "1", "4", "main-shop", "courier", "a@b.ru", "+7999"])
)


@pytest.fixture
def store() -> Store:
    return pages_shop.shop()


@pytest.fixture
def account(store: Store) -> Account:
    return pages_shop.company(store)


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return pages_shop.web(store).test_client()


@pytest.fixture(scope="module")
def shared() -> Store:
    """A store for many examples; each begins it anew."""
    return pages_shop.shop()


@pytest.fixture(scope="module")
def sender(shared: Store) -> FlaskClient:
    return pages_shop.web(shared).test_client()


def order(**changes: str | list[str]) -> Form:
    form: Form = {
        "customer": "1", "lastName": "Петрова", "phone": "8 999 000 11 22", "email": "anna@example.org",
        "site": "outlet", "status": "delivering", "delivery": "courier", "cost": "300",
        "address": "ул. Тверская, д. 1", "payment": "bank-card", "paymentStatus": "paid",
        "item-name": ["Чайник", "Чай", ""], "item-price": ["1 500,50", "240", ""],
        "item-quantity": ["2", "0,5", "1"],
        "customerComment": "Позвоните", "managerComment": "Свой",
    }  # fmt: skip
    return form | changes


def customer(**changes: str) -> dict[str, str]:
    form = {
        "lastName": "Иванов", "firstName": "Пётр", "phone": "8 (999) 777-66-55", "otherPhone": "+7 495 1",
        "email": "petr@example.com", "site": "outlet", "sex": "male", "birthday": "1990-05-31",
        "address": "Тверь, ул. Советская",
    }  # fmt: skip
    return form | changes


def soup(answer: str) -> BeautifulSoup:
    return BeautifulSoup(answer, "html.parser")


def filled(page: BeautifulSoup) -> list[str]:
    """Every value that stands in the form."""
    boxes = [str(box["value"]) for box in page.select("input:not([type=radio]), input[checked]")]
    areas = [area.text.removeprefix("\n") for area in page.select("textarea")]
    return [*boxes, *areas, *(str(option["value"]) for option in page.select("option[selected]"))]


def faults(page: BeautifulSoup) -> dict[str, str]:
    return {str(one["id"]).removesuffix("-fault"): one.text for one in page.select("p.fault[id]")}


def test_an_order_is_kept_as_typed(client: FlaskClient, account: Account) -> None:
    answer = client.post(ORDER, data=order())
    number = account.orders_page().items[0]["id"]
    assert (answer.status_code, answer.location) == (303, f"/company/orders/{number}/edit?done=created")
    held = account.order(number)
    assert held is not None
    assert held["customer"]["id"] == held["contact"]["id"] == pages_shop.ANNA
    assert [(item["productName"], item["initialPrice"], item["quantity"]) for item in held["items"]] == [
        ("Чайник", 1500.5, 2),
        ("Чай", 240, 0.5),
    ]
    (payment,) = held["payments"].values()
    moment = held["createdAt"]
    assert payment == {"id": 1, "type": "bank-card", "amount": 3421, "status": "paid", "paidAt": moment}
    said = ("lastName", "phone", "email", "site", "status", "customerComment", "managerComment")
    assert {name: held[name] for name in said} == {name: order()[name] for name in said}
    assert held["delivery"] == {"cost": 300, "code": "courier", "address": {"text": "ул. Тверская, д. 1"}}
    assert (held["summ"], held["totalSumm"], held["prepaySum"]) == (3121, 3421, 3421)
    assert "The order is saved." in client.get(answer.location).text


def test_an_order_may_bring_its_customer(client: FlaskClient, account: Account) -> None:
    client.post(ORDER, data=order(customer="new", phone="+7 999 555-44-33", lastName="Новая"))
    held = account.orders_page().items[0]
    assert held["customer"]["phones"] == [{"number": "+7 999 555-44-33"}]
    assert (held["customer"]["lastName"], held["customer"]["ordersCount"]) == ("Новая", 1)


def test_an_order_may_be_nobodys(client: FlaskClient, account: Account) -> None:
    before = account.figures()
    client.post(ORDER, data=order(customer="none"))
    assert "customer" not in account.orders_page().items[0]
    assert account.figures() == before | {"orders": before["orders"] + 1}


def test_a_card_fills_in_what_was_left_empty(client: FlaskClient, account: Account) -> None:
    client.post(ORDER, data=order(lastName="", phone="", email=""))
    held = account.orders_page().items[0]
    assert [held[name] for name in ("firstName", "patronymic", "lastName", "phone", "email")] == [
        "Анна", "Сергеевна", "Петрова", "+7 999 000-11-22", "anna.petrova@example.com",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("phone", "offered", "chosen"),
    [
        ("8(999)0001122", ["1", "new", "none"], ["1"]),
        ("+7 999 000 99 88", ["3", "2", "new", "none"], []),
        ("+7 999 555 44 33", ["new", "none"], ["new"]),
        ("", ["new", "none"], ["new"]),
        ("<b>", ["new", "none"], ["new"]),
    ],
)
def test_the_link_brings_the_phone_and_whoever_has_it(
    client: FlaskClient, phone: str, offered: list[str], chosen: list[str]
) -> None:
    page = soup(client.get(ORDER, query_string={"phone": phone}).text)
    assert [radio["value"] for radio in page.select("[name=customer]")] == offered
    assert [radio["value"] for radio in page.select("[name=customer][checked]")] == chosen
    assert [box["value"] for box in page.select("#phone")] == [phone]


def test_the_link_for_a_new_customer_brings_the_phone(client: FlaskClient) -> None:
    page = soup(client.get(CUSTOMER, query_string={"phone": "89990001122"}).text)
    assert [box["value"] for box in page.select("#phone")] == ["89990001122"]
    assert [link["href"] for link in page.select(".hint a")] == [f"/company/customers/{pages_shop.ANNA}"]


@pytest.mark.parametrize("deed", ["more", "find"])
def test_adding_a_row_and_finding_keep_the_rest(client: FlaskClient, account: Account, deed: str) -> None:
    before = account.figures()
    page = soup(client.post(ORDER, data=order(do=deed)).text)
    assert {"Чайник", "1 500,50", "Позвоните", "delivering", "courier", "paid"} <= {*filled(page)}
    assert len(page.select("[name=item-name]")) == (4 if deed == "more" else 3)
    assert account.figures() == before


@pytest.mark.parametrize(
    ("field", "said", "told"),
    [
        ("customer", "", "Choose whose order this is."),
        ("customer", "77", "There is no customer 77 in this account; choose another."),
        ("customer", "4", "There is no customer 4 in this account; choose another."),
        ("phone", "none", "A phone has digits, such as +7 999 000-11-22."),
        ("email", "anna@", "An e-mail looks like anna@example.com."),
        ("cost", "-1", "An amount is a number up to 999999999.99, such as 1500 or 1500.50."),
        ("status", "gone", "There is no status gone in this account; choose one."),
        ("site", "moon", "There is no shop moon in this account; choose one."),
        ("lastName", "я" * 256, "This has 256 signs; up to 255 are kept."),
    ],
)
def test_bad_input_is_told_at_its_field(
    client: FlaskClient, account: Account, field: str, said: str, told: str
) -> None:
    before = account.figures()
    answer = client.post(ORDER, data=order(**{field: said}))
    assert (answer.status_code, faults(soup(answer.text))) == (422, {field: told})
    assert account.figures() == before


def test_a_card_that_was_not_offered_is_offered_before_another_is_made(
    client: FlaskClient, account: Account
) -> None:
    before = account.figures()
    form = order(customer="new", phone="+79990009988")
    page = soup(client.post(ORDER, data=form).text)
    told = "This phone or e-mail is on a card already; choose whose order this is."
    assert (faults(page), account.figures()) == ({"customer": told}, before)
    again = form | {"offered": str(page.select("[name=offered]")[0]["value"])}
    assert client.post(ORDER, data=again).status_code == 303


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("", "5", "1"), {"item-2": "Say what is sold at this price."}),
        (("Чай", "", "1"), {"item-2-price": "Give a price, such as 1500 or 1500.50."}),
        (("Чай", "5", "0"), {"item-2-quantity": "Give a number above 0, such as 1 or 0.5."}),
    ],
)
def test_a_bad_row_is_told_at_the_row(
    client: FlaskClient, row: tuple[str, ...], told: dict[str, str]
) -> None:
    columns = zip(("item-name", "item-price", "item-quantity"), row, strict=True)
    form = order(**{name: ["", cell] for name, cell in columns})
    assert faults(soup(client.post(ORDER, data=form).text)) == told


def test_a_customer_is_kept_as_typed(client: FlaskClient, account: Account) -> None:
    answer = client.post(CUSTOMER, data=customer())
    held = account.customers_page().items[0]
    assert answer.location == f"/company/customers/{held['id']}?done=created"
    said = customer()
    phones = [{"number": said.pop("phone")}, {"number": said.pop("otherPhone")}]
    expected = said | {"phones": phones, "address": {"text": said["address"]}}
    assert {name: held[name] for name in expected} == expected


def test_a_customer_whom_nobody_could_find_is_not_made(client: FlaskClient, account: Account) -> None:
    before = account.figures()
    answer = client.post(CUSTOMER, data={"site": "outlet", "sex": "male"})
    assert faults(soup(answer.text)) == {
        "lastName": "Give a name, a phone or an e-mail: without any nobody finds the customer."
    }
    assert account.figures() == before


@pytest.mark.parametrize("address", [ORDER, CUSTOMER])
def test_another_site_can_make_nothing(client: FlaskClient, account: Account, address: str) -> None:
    before = account.figures()
    form = order() if address == ORDER else customer()
    assert client.post(address, data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert account.figures() == before


@given(
    st.fixed_dictionaries(dict.fromkeys(order_form.FIELDS, words)),
    st.lists(st.tuples(words, words, words), max_size=3),
)
def test_whatever_is_typed_an_order_is_saved_or_nothing_is_lost(
    shared: Store, sender: FlaskClient, said: dict[str, str], rows: list[tuple[str, str, str]]
) -> None:
    account = pages_shop.company(shared)
    pages_shop.only_anna(account)
    columns = {
        f"item-{part}": [row[at] for row in rows] for at, part in enumerate(("name", "price", "quantity"))
    }
    answer = sender.post(ORDER, data={**said, **columns})
    made = account.orders_page().total
    assert (answer.status_code, made) in ((303, 1), (422, 0))
    if answer.status_code == 422:
        typed_in = {*said.values(), *(cell for row in rows for cell in row)} - {""}
        nobody = {said["customer"], said["offered"]}  # who is not there cannot be kept chosen
        assert typed_in <= {*filled(soup(answer.text))} | nobody


@given(st.fixed_dictionaries(dict.fromkeys(customer_form.FIELDS, words)))
def test_whatever_is_typed_a_customer_is_saved_or_nothing_is_lost(
    shared: Store, sender: FlaskClient, said: dict[str, str]
) -> None:
    account = pages_shop.company(shared)
    pages_shop.only_anna(account)
    answer = sender.post(CUSTOMER, data=said)
    made = account.figures()["customers"] - 1
    assert (answer.status_code, made) in ((303, 1), (422, 0))
    if answer.status_code == 422:
        assert {*said.values()} - {""} <= {*filled(soup(answer.text))}
