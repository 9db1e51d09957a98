"""Puts the pages together: which address shows what, and what is true of every page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for

from simulators.kit.control import Controls
from simulators.retailcrm_mock.pages import (
    adding,
    customers,
    dashboard,
    deleting,
    keys,
    orders,
    settings,
    shops,
)
from simulators.retailcrm_mock.pages.behaviour import behaviour
from simulators.retailcrm_mock.pages.missing import MissingError
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Store

# Address under the account, view, whether it takes posts. Addresses are RetailCRM's own where it has them.
PAGES: tuple[tuple[str, Callable[..., Any], bool], ...] = (
    ("/", dashboard.dashboard, False),
    ("/customers", customers.customers, False),
    ("/customers/add", adding.new_customer, True),
    ("/customers/<number>", customers.customer, False),
    ("/customers/<number>/delete", deleting.drop_customer, True),
    ("/customers-corporate", customers.companies, False),
    ("/customers-corporate/<number>", customers.company, False),
    ("/customers-corporate/<number>/delete", deleting.drop_company, True),
    ("/orders", orders.orders, False),
    ("/orders/add", adding.new_order, True),
    ("/orders/<number>/edit", orders.order, False),
    ("/orders/<number>/delete", deleting.drop_order, True),
    ("/settings", settings.settings, False),
    ("/settings/integration", settings.integration, False),
    ("/settings/references", settings.reference_books, False),
    ("/settings/shops", shops.shops, False),
    ("/settings/shops/add", shops.new_shop, True),
    ("/settings/shops/<code>/edit", shops.edit_shop, True),
    ("/settings/statuses", settings.statuses, False),
    ("/admin/api-keys", keys.keys, False),
    ("/admin/api-keys/add", keys.new_key, True),
    ("/admin/api-keys/<number>/edit", keys.edit_key, True),
    ("/admin/api-keys/<number>/delete", keys.drop_key, True),
)
# Which pages light up which section of the rail.
SECTIONS = {
    "dashboard": ("pages.dashboard",),
    "customers": (
        "pages.customers",
        "pages.customer",
        "pages.companies",
        "pages.company",
        "pages.new_customer",
        "pages.drop_customer",
        "pages.drop_company",
    ),
    "orders": ("pages.orders", "pages.order", "pages.new_order", "pages.drop_order"),
    "settings": tuple(
        f"pages.{view.__name__}"
        for _, view, _ in PAGES
        if view.__module__ in (settings.__name__, shops.__name__, keys.__name__)
    ),
}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def blueprint(store: Store, controls: Controls) -> Blueprint:
    """The pages of all the store's accounts, to register on the simulator's app."""
    pages = Blueprint(
        "pages", __name__, template_folder="templates", static_folder="static", static_url_path="/_pages"
    )
    for rule, view, posts in PAGES:
        methods = ["GET", "POST"] if posts else ["GET"]
        pages.add_url_rule(f"/<account>{rule}", view.__name__, view, methods=methods, strict_slashes=False)
    pages.url_value_preprocessor(lambda _endpoint, values: _open(store, values))
    pages.url_defaults(_stay)
    pages.context_processor(lambda: _frame(controls))
    pages.before_request(_refuse_other_sites)
    pages.after_request(_guarded)
    pages.register_error_handler(MissingError, _missing)
    return pages


def _open(store: Store, values: dict[str, Any] | None) -> None:
    """Hand the views the account itself in place of its name."""
    if values is None or "account" not in values:
        return
    account = store.account(values["account"])
    if account is None:
        raise MissingError(
            f"No account {values['account']}",
            "This simulator has no account of that name. These are there:"
            if store.accounts()
            else "This simulator has no account at all.",
            *((name, url_for("pages.dashboard", account=name)) for name in store.accounts()),
        )
    values["account"] = account


def _stay(endpoint: str, values: dict[str, Any]) -> None:
    """Links lead to the account one is in."""
    account = _account()
    if account and current_app.url_map.is_endpoint_expecting(endpoint, "account"):
        values.setdefault("account", account.name)


def _frame(controls: Controls) -> dict[str, Any]:
    account = _account()
    return {
        "account": account,
        "zone": Words(account).zone if account else "",
        "unusual": behaviour(account, controls) if account else None,
        "sections": SECTIONS,
    }


def _account() -> Account | None:
    account = (request.view_args or {}).get("account")
    return account if isinstance(account, Account) else None


def _refuse_other_sites() -> None:
    """Nobody signs in, so a post is only asked to come from these pages, or from no browser."""
    if request.method != "POST":
        return
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if site not in ("same-origin", "none") or (
        origin is not None and urlsplit(origin).netloc != request.host
    ):
        abort(403, "this form was sent from another site; open the page here and send it again")


def _guarded(response: Response) -> Response:
    if request.endpoint != "pages.static":
        response.headers.update(HEADERS)
    return response


def _missing(missing: MissingError) -> tuple[str, int]:
    page = render_template(
        "crm/missing.html", heading=missing.heading, sentence=missing.sentence, links=missing.links
    )
    return page, 404
