"""The dashboard, and the lists and pages of customers and orders."""

from collections.abc import Callable
from typing import Any, NoReturn

from flask import render_template, request, url_for

from simulators.retailcrm_mock.pages import people, sheets
from simulators.retailcrm_mock.pages.missing import MissingError
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Page

LATEST = 8
LAST_PAGE = 1_000_000
LONGEST_ID = 15  # digits; more than any id has, and what SQLite can hold


def dashboard(account: Account) -> str:
    """The account in figures, its latest orders, and what to try next."""
    latest, words = account.orders_page(limit=LATEST), Words(account)
    figures = [
        ("Orders", f"{latest.total:,}"),
        ("Customers", f"{account.customers_page(limit=1).total:,}"),
        ("Shops", len(words.known("sites"))),
        ("API access keys", len(account.keys())),
    ]
    rows = [sheets.row(order, words) for order in latest.items]
    return render_template("crm/dashboard.html", figures=figures, orders=rows)


def customers(account: Account) -> str:
    """The list of customers, searched by RetailCRM's own `filter[name]`."""
    text, words = _sought("filter[name]"), Words(account)
    page = _turned(lambda number: account.customers_page(text, number))
    rows = [people.card(customer, words) for customer in page.items]
    address = _addresses("pages.customers", {"filter[name]": text})
    return render_template("crm/customers.html", rows=rows, page=page, text=text, address=address)


def customer(account: Account, number: str) -> str:
    """A customer's card and orders."""
    held = account.customer(id_) if (id_ := _id(number)) else None
    if held is None or held.get("type") == "customer_corporate":
        _no("customer", number, account, "All customers", "pages.customers")
    words = Words(account)
    page = _turned(lambda number: account.orders_page(customer_id=id_, page=number))
    rows = [sheets.row(order, words) for order in page.items]
    address = _addresses("pages.customer", {"number": number})
    return render_template(
        "crm/customer.html", card=people.card(held, words), orders=rows, page=page, address=address
    )


def company(account: Account, number: str) -> NoReturn:
    """Companies have no page in this simulator."""
    raise MissingError(
        f"No page for company {number}",
        f"This simulator has no pages of companies; in {account.name} their contacts are customers.",
        ("All customers", url_for("pages.customers")),
    )


def orders(account: Account) -> str:
    """The list of orders, searched by RetailCRM's own `filter[customer]`."""
    text, words = _sought("filter[customer]"), Words(account)
    page = _turned(lambda number: account.orders_page(text, page=number))
    rows = [sheets.row(order, words) for order in page.items]
    address = _addresses("pages.orders", {"filter[customer]": text})
    return render_template("crm/orders.html", rows=rows, page=page, text=text, address=address)


def order(account: Account, number: str) -> str:
    """An order, to look at; where a click on its number in the block lands."""
    held = account.order(id_) if (id_ := _id(number)) else None
    if held is None:
        _no("order", number, account, "All orders", "pages.orders")
    return render_template("crm/order.html", sheet=sheets.sheet(held, Words(account)))


def _sought(name: str) -> str:
    return request.args.get(name, "").strip()


def _turned(page_at: Callable[[int], Page]) -> Page:
    """The page that `page` in the address names; the first or the last when there is none of that number."""
    said = request.args.get("page", "1")
    number = min(int(said), LAST_PAGE) if said.isdecimal() and len(said) < LONGEST_ID else 1
    page = page_at(max(number, 1))
    return page_at(page.pages) if 0 < page.pages < page.page else page


def _addresses(endpoint: str, values: dict[str, str]) -> Callable[[int], str]:
    """The address of each page of a list."""
    kept: dict[str, Any] = {name: value for name, value in values.items() if value}
    return lambda number: url_for(endpoint, **kept, page=number)


def _id(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) <= LONGEST_ID else None


def _no(what: str, number: str, account: Account, label: str, endpoint: str) -> NoReturn:
    raise MissingError(
        f"No {what} {number}",
        f"In {account.name} there is no {what} with the CRM's ID {number}. It may be another account's, "
        "or gone since a reset.",
        (label, url_for(endpoint)),
    )
