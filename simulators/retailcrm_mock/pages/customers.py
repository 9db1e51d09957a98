"""The lists and pages of people and companies."""

from typing import Any

from flask import render_template, request, url_for

from simulators.retailcrm_mock.pages import firms, kin, people, sheets
from simulators.retailcrm_mock.pages.turning import addresses, id_in, missing, sought, told, turned
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Document, Page

SAID = {"created": "The customer is saved."}
CORPORATE = "customer_corporate"


def customers(account: Account) -> str:
    """The list of people, searched by RetailCRM's own `filter[name]`."""
    text, words = sought("filter[name]"), Words(account)
    page = turned(lambda number: account.customers_page(text, number))
    rows = [people.card(customer, words) for customer in page.items]
    return render_template(
        "crm/customers.html",
        rows=rows,
        page=page,
        text=text,
        address=addresses("pages.customers", {"filter[name]": text}),
        tabs=_tabs(account, text),
        said=told({"deleted": "The customer is deleted."}),
    )


def companies(account: Account) -> str:
    """The list of companies, searched by name."""
    text, words = sought("filter[name]"), Words(account)
    page = turned(lambda number: account.companies_page(text, number))
    return render_template(
        "crm/companies.html",
        rows=[firms.firm(one, words) for one in page.items],
        page=page,
        text=text,
        address=addresses("pages.companies", {"filter[name]": text}),
        tabs=_tabs(account, text),
        said=told({"deleted": "The company is deleted."}),
    )


def customer(account: Account, number: str) -> str:
    """A person's card and orders, the companies they speak for, and who else has their phone or e-mail."""
    held = held_person(account, number)
    words, page = Words(account), _orders(account, held)
    card = people.card(held, words)
    return render_template(
        "crm/customer.html",
        card=card,
        said=told(SAID),
        companies=kin.companies_of(account, held["id"]),
        same=kin.duplicates(account, held),
        orders=[sheets.row(order, words) for order in page.items],
        page=page,
        address=addresses("pages.customer", {"number": number}),
    )


def company(account: Account, number: str) -> str:
    """A company: its contacts, legal entities, addresses and orders."""
    held = held_company(account, number)
    words, page = Words(account), _orders(account, held)
    return render_template(
        "crm/company.html",
        firm=firms.firm(held, words),
        contacts=kin.contacts_of(account, held, words),
        orders=[sheets.row(order, words) for order in page.items],
        page=page,
        address=addresses("pages.company", {"number": number}),
    )


def held_person(account: Account, number: str) -> Document:
    """The card of the person whom the address names; raises MissingError."""
    held = _held(account, number, corporate=False)
    if held is None:
        missing("customer", number, account, "All customers", "pages.customers")
    return held


def held_company(account: Account, number: str) -> Document:
    """The card of the company that the address names; raises MissingError."""
    held = _held(account, number, corporate=True)
    if held is None:
        missing("company", number, account, "All companies", "pages.companies")
    return held


def _held(account: Account, number: str, *, corporate: bool) -> Document | None:
    found = account.customer(id_) if (id_ := id_in(number)) else None
    return found if found is not None and (found.get("type") == CORPORATE) is corporate else None


def _orders(account: Account, held: Document) -> Page:
    return turned(lambda number: account.orders_page(customer_id=held["id"], page=number))


def _tabs(account: Account, text: str) -> list[tuple[str, str, int, bool, str]]:
    """People and companies side by side, each with how many the search finds."""
    kept: dict[str, Any] = {"filter[name]": text} if text else {}
    kinds = (("People", customers, account.customers_page), ("Companies", companies, account.companies_page))
    return [
        (
            label,
            url_for(f"pages.{view.__name__}", **kept),
            find(text, limit=1).total,
            request.endpoint == f"pages.{view.__name__}",
            "",
        )
        for label, view, find in kinds
    ]
