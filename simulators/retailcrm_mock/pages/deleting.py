"""Deleting an order, a customer or a company, once that is confirmed."""

from collections.abc import Callable
from functools import partial

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulators.retailcrm_mock.pages import customers, firms, orders, people, sheets
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Document, Writer

Answer = str | Response


def drop_order(account: Account, number: str) -> Answer:
    """Delete an order, its items and payments with it."""

    def question(order: Document) -> str:
        return render_template("crm/drop_order.html", row=sheets.row(order, Words(account)))

    return _drop(account, partial(orders.held, account, number), question, Writer.delete_order, "orders")


def drop_customer(account: Account, number: str) -> Answer:
    """Delete a person; their orders stay, without customer."""

    def question(card: Document) -> str:
        one = people.card(card, Words(account))
        return render_template("crm/drop_customer.html", card=one, orders=_orders(account, card))

    held = partial(customers.held_person, account, number)
    return _drop(account, held, question, Writer.delete_customer, "customers")


def drop_company(account: Account, number: str) -> Answer:
    """Delete a company; its orders and the people who speak for it stay."""

    def question(card: Document) -> str:
        one = firms.firm(card, Words(account))
        return render_template("crm/drop_company.html", firm=one, orders=_orders(account, card))

    held = partial(customers.held_company, account, number)
    return _drop(account, held, question, Writer.delete_customer, "companies")


def _drop(
    account: Account,
    held: Callable[[], Document],
    question: Callable[[Document], str],
    delete: Callable[[Writer, int], None],
    listed: str,
) -> Answer:
    """Ask first; once that is confirmed, delete what is held and lead to the list of the others."""
    if request.method == "GET":
        return question(held())
    with account.writing() as writer:
        delete(writer, held()["id"])
    return redirect(url_for(f"pages.{listed}", done="deleted"), code=303)


def _orders(account: Account, card: Document) -> int:
    return account.orders_page(customer_id=card["id"], limit=1).total
