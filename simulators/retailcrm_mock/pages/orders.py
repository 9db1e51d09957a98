"""The list of orders and the page of one."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for

from simulators.retailcrm_mock.pages import sheets
from simulators.retailcrm_mock.pages.reading import text as text_at
from simulators.retailcrm_mock.pages.turning import addresses, id_in, missing, sought, told, turned
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Document

SAID = {"created": "The order is saved.", "status": "The status is changed."}
OTHER = "other"  # orders in a status of no known group


@dataclass(frozen=True, slots=True)
class Tab:
    """A group of statuses above the list, with how many of the orders found stand in it."""

    code: str
    label: str
    tone: str
    count: int
    address: str
    statuses: tuple[str, ...]


def orders(account: Account) -> str:
    """The list of orders by group of statuses, searched by RetailCRM's own `filter[customer]`."""
    text, words = sought("filter[customer]"), Words(account)
    tabs = _tabs(account, text, words)
    here = next((tab for tab in tabs if tab.code == request.args.get("group")), tabs[0])
    statuses = here.statuses if here.code else None
    page = turned(lambda number: account.orders_page(text, page=number, statuses=statuses))
    return render_template(
        "crm/orders.html",
        rows=[sheets.row(order, words) for order in page.items],
        page=page,
        text=text,
        tabs=tabs,
        groups=[(tab.label, tab.address, tab.count, tab is here, tab.tone) for tab in tabs],
        here=here,
        address=addresses("pages.orders", {"filter[customer]": text, "group": here.code}),
        said=told({"deleted": "The order is deleted."}),
    )


def order(account: Account, number: str) -> str:
    """An order, to look at; where a click on its number in the block lands."""
    found = held(account, number)
    return render_template(
        "crm/order.html",
        id=found["id"],
        sheet=sheets.sheet(found, Words(account)),
        said=told(SAID),
    )


def held(account: Account, number: str) -> Document:
    """The order that the address names; raises MissingError."""
    found = account.order(id_) if (id_ := id_in(number)) else None
    if found is None:
        missing("order", number, account, "All orders", "pages.orders")
    return found


def _tabs(account: Account, text: str, words: Words) -> list[Tab]:
    """All orders, then each group in the account's order; last those whose status is in none."""
    counts = {status: count for (status,), (count, _) in account.orders_tally(["status"], text).items()}
    groups = {
        code: tuple(text_at(one, "code") for one in held) for code, held in words.statuses_by_group().items()
    }
    grouped = {status for held in groups.values() for status in held}
    strays = tuple(status for status in counts if status not in grouped)
    tabs = [_tab("", "All", tuple(counts), counts, text, words)]
    tabs += [
        _tab(code, words.name("status-groups", code), held, counts, text, words)
        for code, held in groups.items()
        if held
    ]
    return [*tabs, _tab(OTHER, "Other", strays, counts, text, words)] if strays else tabs


def _tab(
    code: str, label: str, statuses: tuple[str, ...], counts: dict[str, int], text: str, words: Words
) -> Tab:
    kept: dict[str, Any] = {"filter[customer]": text} if text else {}
    kept |= {"group": code} if code else {}
    return Tab(
        code,
        label,
        words.tone(code),
        sum(counts.get(status, 0) for status in statuses),
        url_for("pages.orders", **kept),
        statuses,
    )
