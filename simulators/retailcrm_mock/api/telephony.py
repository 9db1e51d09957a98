"""What a telephone exchange asks: who looks after whoever is calling."""

from urllib.parse import quote

from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.errors import INVALID
from simulators.retailcrm_mock.api.operations import Call
from simulators.retailcrm_mock.state import Condition, Document, find
from simulators.retailcrm_mock.state.account import Slice

PERSON = ("id", "externalId", "firstName", "lastName", "patronymic", "email", "phones")
MANAGER = ("id", "firstName", "lastName", "patronymic", "email", "code")


def manager(call: Call) -> Document:
    """The manager of the customer with this phone; by `details` the customer too, and links into the CRM.

    Of several customers the newest counts; where none has the phone, an order that has it may.
    """
    wrong: dict[str, str] = {}
    phone = _phone(call, wrong)
    details = reading.plain(call.sent, "details", reading.yes, default=False, wrong=wrong)
    whoever = reading.plain(call.sent, "ignoreStatus", reading.yes, default=False, wrong=wrong)
    reading.refuse(wrong)
    customer, order = _caller(call, phone)
    answer = _manager(call, [customer, order], whoever=whoever)
    if not details:
        return answer
    if customer:
        answer["customer"] = {name: customer[name] for name in PERSON if name in customer}
    return {**answer, "links": _links(call.url, phone, customer, order)}


def _phone(call: Call, wrong: dict[str, str]) -> str:
    try:
        return reading.needed(call.sent, "phone")
    except reading.InputError:
        wrong["phone"] = INVALID
        return ""


def _caller(call: Call, phone: str) -> tuple[Document, Document]:
    """The newest customer with the phone, and their last order, else the last with the phone; {} is none."""
    digits, shops = find.digits(phone), call.key.shops
    if not digits:
        return {}, {}
    found = call.account.find_customers([_has_phone("customer", digits)], Slice(limit=1), shops).items
    customer = found[0] if found else {}
    by_role = [find.one_of(role, [customer.get("id")]) for role in ("customer_id", "contact_id")]
    theirs = find.either("order", by_role) if customer else _has_phone("order", digits)
    orders = call.account.find_orders([theirs], Slice(limit=1), shops).items
    return customer, orders[0] if orders else {}


def _has_phone(kind: str, digits: str) -> Condition:
    return find.name_or_phone(kind, digits, "whole", eight_is_seven=True)


def _manager(call: Call, looked_after: list[Document], *, whoever: bool) -> Document:
    """The first manager named there; one who no longer works counts only if the status is to be ignored."""
    known = {str(one.get("id")): one for one in call.account.reference("managers").values()}
    named = [known.get(str(one.get("managerId"))) for one in looked_after]
    fit = [one for one in named if one and (whoever or one.get("active", True))]
    return {"manager": {name: fit[0][name] for name in MANAGER if name in fit[0]}} if fit else {}


def _links(url: str, phone: str, customer: Document, order: Document) -> Document:
    typed = quote(phone, safe="")
    links = {
        "newOrderLink": f"{url}/orders/add?phone={typed}",
        "newCustomerLink": f"{url}/customers/add?phone={typed}",
    }
    if customer:
        links["customerLink"] = f"{url}/customers/{customer['id']}"
    if order:
        links["lastOrderLink"] = f"{url}/orders/{order['id']}/edit"
    return links
