"""The dashboard by the account's clock, and what every page tells of an account that is not as usual."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulators.kit.control import Controls
from simulators.retailcrm_mock.dialects import SWITCHES
from tests.simulators.retailcrm_mock import pages_shop
from tests.simulators.retailcrm_mock.pages_shop import facts, page, texts


@pytest.fixture
def controls() -> Controls:
    return Controls(SWITCHES)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return pages_shop.web(pages_shop.shop()).test_client()


def test_the_dashboard_counts_what_there_is(client: FlaskClient) -> None:
    soup = page(client, "/company/")
    counted = dict(zip(texts(soup, ".figures dt"), texts(soup, ".figures dd"), strict=True))
    assert counted == {
        "Customers": "44",
        "Companies": "1",
        "Orders": "59",
        "Shops": "3",
        "API access keys": "0",
    }


def test_the_dashboard_sums_the_last_days_by_the_accounts_clock(controls: Controls) -> None:
    controls.clock("company").set(datetime(2026, 11, 24, 12, tzinfo=UTC), frozen=True)
    soup = page(pages_shop.web(pages_shop.shop(controls), controls).test_client(), "/company/")
    rows = soup.select(".shares tbody tr")
    assert [texts(BeautifulSoup(str(row), "html.parser"), "th, td.figure") for row in rows] == [
        ["Новый", "1", "0.00 RUB"],
        ["Доставка", "1", "3,420.25 RUB"],
        ["Выполнен", "6", "0.00 RUB"],
        ["Other", "1", "1.00 PRB"],
    ]
    assert [day["title"] for day in soup.select(".days span")][-6:] == [
        "2026-11-19: 1", "2026-11-20: 1", "2026-11-21: 1", "2026-11-22: 0", "2026-11-23: 0", "2026-11-24: 0",
    ]  # fmt: skip


def test_what_is_not_as_usual_is_told_on_every_page(controls: Controls) -> None:
    client = pages_shop.web(pages_shop.shop(controls), controls).test_client()
    assert page(client, "/company/orders").select(".unusual") == []
    controls.clock("company").set(datetime(2026, 11, 24, 12, tzinfo=UTC), frozen=True)
    controls.dialect("company").choose({"name-match": "whole"})
    assert texts(page(client, "/company/orders"), ".unusual") == [
        "Not as usual: clock stopped at 2026-11-24 15:00:00, 1 dialect switch"
    ]
    assert facts(page(client, "/company/"), "behaves") == {
        "Clock": "stopped at 2026-11-24 15:00:00",
        "name-match": "whole",
    }
