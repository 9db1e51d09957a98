"""The lists, cards and sheets of the back office, as one reads them."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from simulators.retailcrm_mock.pages import colours
from simulators.retailcrm_mock.state import Load
from tests.simulators.retailcrm_mock import pages_shop
from tests.simulators.retailcrm_mock.pages_shop import facts, page, texts


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return pages_shop.web(pages_shop.shop()).test_client()


def test_a_card_shows_the_whole_customer(client: FlaskClient) -> None:
    soup = page(client, f"/company/customers/{pages_shop.ANNA}")
    assert texts(soup, "h1") == ["Анна Сергеевна Петрова"]
    assert texts(soup, ".tags li") == ["VIP", "Любит чай", "Опт", "?"]
    assert facts(soup, "about") == {
        "Phones": "+7 999 000-11-22 8 (495) 123-45-67 доб. 12",
        "E-mail": "anna.petrova@example.com",
        "Company": "ООО «Ромашка»",
        "Address": "125009, Москва, ул. Тверская, д. 1, кв. 2",
        "Shop": "Основной магазин",
        "Manager": "User 5",
        "Customer since": "2026-02-03 12:30:05",
        "CRM's own ID": "1",
        "loves_tea": "yes",
        "size": "S, M",
        "points": "120",
    }
    assert texts(soup, ".figures dd") == ["1", "3,420.25 RUB", "3,420.25 RUB"]
    assert texts(soup, ".orders tbody td") == ["1001A", "Доставляется", "2026-11-21 14:05:00", "3,420.25 RUB"]


@pytest.mark.parametrize(("manager", "shown"), [(2, "Павел Зимин"), (99, "User 99")])
def test_who_looks_after_a_customer_is_named_if_the_account_knows_them(manager: int, shown: str) -> None:
    store = pages_shop.shop()
    account = store.account("company")
    assert account is not None
    made = account.load(Load(customers=[{"firstName": "Ольга", "managerId": manager}]))
    soup = page(pages_shop.web(store).test_client(), f"/company/customers/{made['customers'][0]}")

    assert facts(soup, "about")["Manager"] == shown


def test_an_order_says_which_it_is(client: FlaskClient) -> None:
    soup = page(client, "/company/orders/1001/edit")
    assert texts(soup, "h1") == ["Order 1001A"]
    assert soup.title is not None
    assert soup.title.text == "Order 1001A · company · RetailCRM simulator"
    assert texts(soup, ".heading .chip.teal") == ["Доставляется"]


def test_an_order_shows_its_items_and_strikes_the_cancelled(client: FlaskClient) -> None:
    soup = page(client, "/company/orders/1001/edit")
    rows = [texts(BeautifulSoup(str(row), "html.parser"), "td") for row in soup.select(".items tbody tr")]
    assert rows == [
        ["Чайник стеклянный, 1,2 л KT-12 Цвет: синий", "Новый", "1,595.00 RUB", "2", "3,000.00 RUB"],
        ["Чай весовой", "", "240.50 RUB", "0.5", "120.25 RUB"],
        ["Кружка", "Cancelled Отменён", "990.00 RUB", "1", "990.00 RUB"],
    ]
    assert texts(soup, ".items s") == ["Кружка", "990.00 RUB"]


def test_an_order_shows_payments_and_delivery(client: FlaskClient) -> None:
    soup = page(client, "/company/orders/1001/edit")
    assert texts(soup, ".payments li") == [
        "Банковская карта Оплачен paid 2026-11-21 14:07:00 3,000.00 RUB",
        "unknown-type Не оплачен 420.25 RUB",
    ]
    assert facts(soup, "delivery") == {
        "Type": "Курьер",
        "Date": "2026-11-24, 10:00 – 14:00",
        "Address": "Москва, ул. Тверская, д. 1",
        "Track number": "EX-1007",
        "Cost": "300.00 RUB",
    }


def test_an_order_leads_to_its_customer(client: FlaskClient) -> None:
    soup = page(client, "/company/orders/1001/edit")
    assert [link["href"] for link in soup.select("p.who a")] == [f"/company/customers/{pages_shop.ANNA}"]


def test_a_companys_order_leads_to_its_contact(client: FlaskClient) -> None:
    soup = page(client, "/company/orders/1003/edit")
    assert [link["href"] for link in soup.select("p.who a")] == [f"/company/customers/{pages_shop.MANY}"]
    assert facts(soup, "who")["Company"] == "ООО «Ромашка»"


def test_a_company_shows_who_speaks_for_it_and_what_it_is_made_of(client: FlaskClient) -> None:
    soup = page(client, f"/company/customers-corporate/{pages_shop.COMPANY}")
    assert texts(soup, "h1") == ["ООО «Ромашка»"]
    assert texts(soup, ".tags li") == ["Company", "Договор"]
    links = [link["href"] for link in soup.select(".customers .lead a")]
    assert links == [
        f"/company/customers/{who}" for who in (pages_shop.ANNA, pages_shop.VILLAIN, pages_shop.MANY)
    ]
    assert texts(soup, "[aria-labelledby=entities] strong") == [pages_shop.LONG, "ИП Лютик"]
    assert texts(soup, "[aria-labelledby=entities] dd") == ["7700000000"]
    assert texts(soup, "[aria-labelledby=addresses] li") == [
        f"{pages_shop.HOSTILE} Москва, ул. Полевая, д. 3"
    ]
    assert texts(soup, ".orders .lead") == ["1003C"]


@pytest.mark.parametrize("contact", [pages_shop.ANNA, pages_shop.MANY])
def test_a_contact_leads_to_their_company(client: FlaskClient, contact: int) -> None:
    soup = page(client, f"/company/customers/{contact}")
    assert [link["href"] for link in soup.select("[aria-labelledby=about] dd a")] == [
        f"/company/customers-corporate/{pages_shop.COMPANY}"
    ]


def test_companies_stand_beside_people(client: FlaskClient) -> None:
    assert texts(page(client, "/company/customers?filter[name]=ромашка"), ".tabs a") == [
        "People 1",
        "Companies 1",
    ]
    soup = page(client, "/company/customers-corporate?filter[name]=ромашка")
    assert texts(soup, ".rows .lead") == ["ООО «Ромашка»"]


def test_a_card_tells_who_has_the_same_phone(client: FlaskClient) -> None:
    soup = page(client, f"/company/customers/{pages_shop.MANY}")
    assert texts(soup, "[aria-labelledby=same] .listed > li") == [
        f'The same phone 8 (999) 000-99-88 доб. 3 has also {pages_shop.HOSTILE} O\'Neil "{pages_shop.TURNED}"'
    ]
    assert page(client, f"/company/customers/{pages_shop.ANNA}").select("[aria-labelledby=same]") == []


def test_an_order_leads_to_the_orders_it_is_linked_with(client: FlaskClient) -> None:
    soup = page(client, "/company/orders/1001/edit")
    assert texts(soup, "[aria-labelledby=links] li") == ["1003C Докупают чашки"]
    assert [link["href"] for link in soup.select("[aria-labelledby=links] a")] == [
        "/company/orders/1003/edit"
    ]


def test_orders_are_listed_by_group_of_statuses(client: FlaskClient) -> None:
    soup = page(client, "/company/orders?group=delivery")
    assert texts(soup, ".tabs a") == [
        "All 59", "Новый 1", "Согласование 0", "Комплектация 0", "Доставка 1", "Выполнен 56", "Отменён 0",
        "Other 1",
    ]  # fmt: skip
    assert texts(soup, ".rows .lead") == ["1001A"]
    assert texts(page(client, "/company/orders?group=other"), ".rows .lead") == [pages_shop.HOSTILE]


def test_an_order_is_found_by_part_of_its_number(client: FlaskClient) -> None:
    soup = page(client, "/company/orders?group=complete&filter[customer]=r-1")
    assert [lead.startswith("R-1") for lead in texts(soup, ".rows .lead")] == [True] * 11


@pytest.mark.parametrize(
    "link",
    [
        "/orders/1001/edit",
        "/customers/1",
        "/customers-corporate/4",
        "/orders/add?phone=%2B79990001122",
        "/customers/add?phone=%2B79990001122",
        "/orders/?filter%5Bcustomer%5D=9990001122",
    ],
)
def test_every_link_of_a_block_opens_a_page(client: FlaskClient, link: str) -> None:
    assert page(client, f"/company{link}").select("main h1") != []


def test_unknown_codes_and_currencies_show_as_they_are(client: FlaskClient) -> None:
    soup = page(client, "/company/orders/1002/edit")
    assert texts(soup, ".heading .chip") == ["no-such-status"]
    assert texts(soup, ".sums .grand dd") == ["1.00 PRB"]


@pytest.mark.parametrize(
    "address", ["customers", "customers/2", "orders", "orders/1002/edit", "", "customers?filter[name]=<img"]
)
def test_hostile_text_stays_text(client: FlaskClient, address: str) -> None:
    soup = page(client, f"/company/{address}")
    assert soup.select("img, b, [onerror]") == []
    assert "<img" in soup.get_text()


@pytest.mark.parametrize(
    "spelling", ["+7 999 000-11-22", "79990001122", "8 (999) 000 11 22", "9990001122", "000-11-22", "петрова"]
)
@pytest.mark.parametrize(
    ("books", "found"), [("customers?filter[name]", "Петрова"), ("orders?filter[customer]", "1001A")]
)
def test_a_search_takes_any_spelling(client: FlaskClient, books: str, found: str, spelling: str) -> None:
    where, _, name = books.partition("?")
    answer = client.get(f"/company/{where}", query_string={name: spelling})
    soup = BeautifulSoup(answer.text, "html.parser")
    assert [found in lead for lead in texts(soup, ".rows .lead")] == [True]
    assert [box["value"] for box in soup.select("input[type=search]")] == [spelling]


def test_a_search_without_an_answer_says_so(client: FlaskClient) -> None:
    assert texts(page(client, "/company/orders/?filter[customer]=zzz"), ".empty") == [
        "No order goes by that. Try a part of the number, or fewer digits of the phone."
    ]


def test_pages_follow_one_another_and_lose_nobody(client: FlaskClient) -> None:
    address: str | None = "/company/customers"
    leads: list[str] = []
    while address:
        soup = page(client, address)
        leads += texts(soup, ".rows .lead a")
        after = soup.select_one("a[rel=next]")
        address = str(after["href"]) if after else None
    assert (len(leads), len(set(leads))) == (44, 44)


def test_paging_keeps_the_search(client: FlaskClient) -> None:
    soup = page(client, "/company/orders?filter[customer]=Ромашка&page=2")
    assert texts(soup, ".pager span") == ["Page 2 of 3"]
    assert [link["href"] for link in soup.select(".pager a")] == [
        f"/company/orders?filter%5Bcustomer%5D={quote('Ромашка')}&page={number}" for number in (1, 3)
    ]


@given(st.text(max_size=30) | st.integers().map(str))
def test_any_page_number_shows_a_page(client: FlaskClient, number: str) -> None:
    answer = client.get("/company/customers", query_string={"page": number})
    assert answer.status_code == 200
    assert "Page " in answer.text


@pytest.mark.parametrize(
    ("address", "heading", "back"),
    [
        ("/company/customers/99", "No customer 99", "/company/customers"),
        ("/company/customers/x", "No customer x", "/company/customers"),
        (f"/company/orders/{'9' * 30}/edit", f"No order {'9' * 30}", "/company/orders"),
        ("/company/customers-corporate/1", "No company 1", "/company/customers-corporate"),
        ("/company/customers/4", "No customer 4", "/company/customers"),
        ("/company/admin/api-keys/7/edit", "No API access key 7", "/company/admin/api-keys"),
        ("/nobody/orders/1/edit", "No account nobody", "/company/"),
    ],
)
def test_what_is_missing_is_said_with_a_way_back(
    client: FlaskClient, address: str, heading: str, back: str
) -> None:
    soup = page(client, address, 404)
    assert texts(soup, "h1") == [heading]
    assert [link["href"] for link in soup.select("main a")] == [back]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/company/api/v5/orders", 403),
        ("/company/api/v5/none", 403),
        ("/nobody/api/v5/orders", 404),
        ("/_sim/state", 200),
    ],
)
def test_addresses_of_programs_are_left_to_them(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.is_json) == (status, True)


def test_statuses_stand_in_their_groups(client: FlaskClient) -> None:
    soup = page(client, "/company/settings/statuses")
    assert texts(soup, "h2") == ["Новый", "Согласование", "Комплектация", "Доставка", "Выполнен", "Отменён"]
    assert texts(soup, ".chip.blue") == ["Новый"]


def test_shops_are_listed_by_name_and_code(client: FlaskClient) -> None:
    soup = page(client, "/company/settings/shops")
    assert texts(soup, "tbody tr td:nth-child(-n+2)")[:2] == ["Основной магазин", "main-shop"]


@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format) | st.text(max_size=8))
def test_a_tag_can_be_read_in_every_colour(said: str) -> None:
    ground = colours.background(said)
    assert colours.contrast(ground, colours.ink(ground)) >= 4.5
