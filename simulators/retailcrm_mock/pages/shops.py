"""Settings, Reference books, Shops: list, add, edit. Nobody closes one: customers and orders are in it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulators.retailcrm_mock import locales
from simulators.retailcrm_mock.pages.missing import MissingError
from simulators.retailcrm_mock.pages.reading import identity
from simulators.retailcrm_mock.pages.shop_form import ShopForm
from simulators.retailcrm_mock.pages.turning import told
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Document, Load

SAID = {"added": "The shop is saved. Keys for all shops see it.", "saved": "The shop is saved."}
INVALID = 422
Answer = str | Response | tuple[str, int]


def shops(account: Account) -> str:
    """The account's shops."""
    rows = [ShopForm.of(shop).said for shop in account.reference("sites").values()]
    return render_template("crm/shops.html", rows=rows, said=told(SAID))


def new_shop(account: Account) -> Answer:
    """Add a shop."""
    if request.method == "GET":
        return _form(ShopForm.read({"currency": Words(account).currency()}), {})
    form = ShopForm.read(request.form)
    with account.together():
        known = account.reference("sites")
        problems = form.problems(known)
        if problems:
            return _form(form, problems), INVALID
        number = 1 + max((identity(shop, "id") or 0 for shop in known.values()), default=0)
        country = locales.at(account.start().get("locale", locales.DEFAULT)).country
        account.load(Load({"sites": [form.new(number, country)]}))
    return _done("added")


def edit_shop(account: Account, code: str) -> Answer:
    """Change a shop; its code stays what it is."""
    if request.method == "GET":
        return _form(ShopForm.of(_held(account, code)), {}, code)
    form = ShopForm.read({**request.form, "code": code})
    problems = form.problems(())
    problems.pop("code", None)  # not people's to mend
    with account.together():
        held = _held(account, code)
        if problems:
            return _form(form, problems, code), INVALID
        account.load(Load({"sites": [form.changed(held)]}))
    return _done("saved")


def _held(account: Account, code: str) -> Document:
    held = account.reference("sites").get(code)
    if held is None:
        sentence = f"{account.name} has no shop with this code."
        raise MissingError(f"No shop {code}", sentence, ("Shops", url_for("pages.shops")))
    return held


def _form(form: ShopForm, problems: dict[str, str], code: str = "") -> str:
    return render_template("crm/shop.html", typed=form.said, problems=problems, code=code)


def _done(what: str) -> Response:
    return redirect(url_for("pages.shops", done=what), code=303)
