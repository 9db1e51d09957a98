"""Adding an order or a customer by hand, where the CRM's own links `…/add?phone=` lead."""

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.pages import kin, people
from simulators.retailcrm_mock.pages.customer_form import SEXES, CustomerForm
from simulators.retailcrm_mock.pages.order_form import NEW, NOBODY, Item, OrderForm, of_customer
from simulators.retailcrm_mock.pages.turning import id_in
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Document, Load

INVALID = 422
MOMENT = "%Y-%m-%d %H:%M:%S"
Answer = str | Response | tuple[str, int]


def new_customer(account: Account) -> Answer:
    """Add a customer; the address may bring the phone."""
    words = Words(account)
    if request.method == "GET":
        return _customer_form(account, CustomerForm.read({"phone": request.args.get("phone", "")}), {})
    form = CustomerForm.read(request.form)
    problems = form.problems(words)
    if problems:
        return _customer_form(account, form, problems), INVALID
    try:
        made = account.load(Load(customers=[form.card()]))
    except ControlError as error:
        return _customer_form(account, form, {"form": f"{error}."}), INVALID
    return redirect(url_for("pages.customer", number=made["customers"][0], done="created"), code=303)


def new_order(account: Account) -> Answer:
    """Add an order; the address may bring the phone, and the phone its customer."""
    words = Words(account)
    if request.method == "GET":
        return _order_form(account, _prefilled(account, words), {})
    form = OrderForm.read(request.form)
    deed = request.form.get("do", "create")
    if deed == "more":
        longer = OrderForm(form.said, (*form.items, Item()))
        return _order_form(account, longer, {}, focus=f"item-{len(longer.items)}")
    if deed == "find":
        return _order_form(account, _found(account, form.having(customer="")), {}, focus="customer")
    problems = _problems(account, form, words)
    if problems:
        return _order_form(account, form, problems), INVALID
    try:
        number = _create(account, form, words)
    except ControlError as error:
        return _order_form(account, form, {"form": f"{error}."}), INVALID
    return redirect(url_for("pages.order", number=number, done="created"), code=303)


def _customer_form(account: Account, form: CustomerForm, problems: dict[str, str]) -> str:
    words, said = Words(account), form.said
    same = [person for phone in (said["phone"], said["otherPhone"]) for person in kin.holders(account, phone)]
    return render_template(
        "crm/new_customer.html",
        typed=form.said,
        problems=problems,
        shops=_names(words, "sites"),
        sexes=SEXES,
        same=[kin.person(card) for card in _unique([*same, *kin.owners(account, said["email"])])],
    )


def _prefilled(account: Account, words: Words) -> OrderForm:
    form = OrderForm.read(MultiDict({"phone": request.args.get("phone", "")}))
    status = "new" if "new" in words.known("statuses") else next(iter(words.known("statuses")), "")
    return _found(account, form.having(status=status))


def _found(account: Account, form: OrderForm) -> OrderForm:
    """The form for the one customer of that phone or e-mail; which of several is for people to say."""
    candidates = _candidates(account, form)
    if len(candidates) == 1:
        return of_customer(form, candidates[0]).having(customer=str(candidates[0]["id"]))
    return form.having(customer="" if candidates else NEW)


def _candidates(account: Account, form: OrderForm) -> list[Document]:
    """Who the order may belong to: whoever was chosen, and all who have the phone or the e-mail."""
    said = form.said
    number = id_in(said["customer"])
    chosen = account.customer(number) if number else None
    people_ = [chosen] if chosen and chosen.get("type") == "customer" else []
    return _unique([*kin.holders(account, said["phone"]), *kin.owners(account, said["email"]), *people_])


def _problems(account: Account, form: OrderForm, words: Words) -> dict[str, str]:
    problems = form.problems(words)
    whose = form.said["customer"]
    known = {str(card["id"]) for card in _candidates(account, form)}
    if whose not in (NEW, NOBODY, "", *known):
        problems["customer"] = f"There is no customer {whose} in this account; choose another."
    elif whose == NEW and known - {*form.said["offered"].split(",")}:
        problems["customer"] = "This phone or e-mail is on a card already; choose whose order this is."
    return problems


def _create(account: Account, form: OrderForm, words: Words) -> int:
    """Save the order and, if wished, its new customer with it; gives the order's id."""
    whose, now = form.said["customer"], account.now().strftime(MOMENT)
    customers: list[Document] = []
    if whose == NEW:
        customers = [form.card() | {"id": account.free_ids()[0]}]
        whose = str(customers[0]["id"])
    held = account.customer(int(whose)) if whose.isdecimal() and not customers else None
    order = (of_customer(form, held) if held else form).order(words, now) | {"createdAt": now}
    if whose != NOBODY:
        order |= {"customer": {"id": int(whose)}, "contact": {"id": int(whose)}}
    made: int = account.load(Load(customers=customers, orders=[order]))["orders"][0]
    return made


def _order_form(account: Account, form: OrderForm, problems: dict[str, str], focus: str = "") -> str:
    words = Words(account)
    candidates = [people.card(card, words) for card in _candidates(account, form)]
    return render_template(
        "crm/new_order.html",
        typed=form.said,
        items=form.items,
        problems=problems,
        focus=focus or next(iter(problems), ""),
        candidates=candidates,
        offered=",".join(str(card.id) for card in candidates),
        new=NEW,
        nobody=NOBODY,
        currency=words.currency(form.said["site"]),
        shops=_names(words, "sites"),
        statuses=[
            (
                words.name("status-groups", group),
                [(one["code"], words.name("statuses", one["code"])) for one in held],
            )
            for group, held in words.statuses_by_group().items()
        ],
        deliveries=_names(words, "delivery-types"),
        payments=_names(words, "payment-types"),
        payment_statuses=_names(words, "payment-statuses"),
    )


def _names(words: Words, reference: str) -> list[tuple[str, str]]:
    return [(code, words.name(reference, code)) for code in words.known(reference)]


def _unique(cards: list[Document]) -> list[Document]:
    return list({card["id"]: card for card in cards}.values())
