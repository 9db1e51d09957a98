"""Deleting an order, a customer or a company, once that is confirmed."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulators.retailcrm_mock.pages import customers, firms, orders, people, sheets
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Document

Answer = str | Response


def drop_order(account: Account, number: str) -> Answer:
    """Delete an order, its items and payments with it."""
    if request.method == "GET":
        row = sheets.row(orders.held(account, number), Words(account))
        return render_template("crm/drop_order.html", row=row)
    with account.writing() as writer:
        writer.delete_order(orders.held(account, number)["id"])
    return _done("orders")


def drop_customer(account: Account, number: str) -> Answer:
    """Delete a person; their orders stay, without customer."""
    if request.method == "GET":
        card = customers.held_person(account, number)
        one = people.card(card, Words(account))
        return render_template("crm/drop_customer.html", card=one, orders=_orders(account, card))
    with account.writing() as writer:
        writer.delete_customer(customers.held_person(account, number)["id"])
    return _done("customers")


def drop_company(account: Account, number: str) -> Answer:
    """Delete a company; its orders and the people who speak for it stay."""
    if request.method == "GET":
        card = customers.held_company(account, number)
        one = firms.firm(card, Words(account))
        return render_template("crm/drop_company.html", firm=one, orders=_orders(account, card))
    with account.writing() as writer:
        writer.delete_customer(customers.held_company(account, number)["id"])
    return _done("companies")


def _orders(account: Account, card: Document) -> int:
    return account.orders_page(customer_id=card["id"], limit=1).total


def _done(listed: str) -> Response:
    return redirect(url_for(f"pages.{listed}", done="deleted"), code=303)
