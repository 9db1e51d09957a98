"""The form of a new order: what people type, checked, and the order it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from werkzeug.datastructures import MultiDict

from simulators.retailcrm_mock.pages import fields
from simulators.retailcrm_mock.pages.customer_form import NAMES, site_problem
from simulators.retailcrm_mock.pages.reading import objects, text
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Document
from simulators.retailcrm_mock.state.documents import plain

NEW, NOBODY = "new", "none"  # whose the order is, where it is no customer's there is
CODES = {
    "status": ("statuses", "status"),
    "delivery": ("delivery-types", "delivery type"),
    "payment": ("payment-types", "payment type"),
    "paymentStatus": ("payment-statuses", "payment status"),
}
COMMENTS = ("customerComment", "managerComment")
FIELDS = (*NAMES, "customer", "offered", "phone", "email", "site", *CODES, "cost", "address", *COMMENTS)
MOST_ITEMS = 100
_CHECKS: dict[str, Callable[[str], str | None]] = {
    **dict.fromkeys(NAMES, fields.short),
    **dict.fromkeys((*COMMENTS, "address"), fields.long),
    "phone": fields.phone,
    "email": fields.email,
    "cost": fields.money,
}


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the goods, as typed."""

    name: str = ""
    price: str = ""
    quantity: str = "1"

    @property
    def empty(self) -> bool:
        """Nothing was typed."""
        return not (self.name or self.price)

    def problems(self) -> dict[str, str | None]:
        """What must be mended in the row, by its boxes; the name's is ""."""
        if self.empty:
            return {}
        price, quantity = fields.amount(self.price), fields.quantity(self.quantity)
        return {
            "": fields.short(self.name) if self.name else "Say what is sold at this price.",
            "-price": "Give a price, such as 1500 or 1500.50." if price is None else None,
            "-quantity": "Give a number above 0, such as 1 or 0.5." if quantity is None else None,
        }

    def total(self) -> Decimal:
        """What the row costs, once it has no problem."""
        return (fields.amount(self.price) or Decimal(0)) * (fields.quantity(self.quantity) or Decimal(0))

    def document(self) -> Document:
        """The item as the API would answer it."""
        price = plain(float(fields.amount(self.price) or 0))
        quantity = float(fields.quantity(self.quantity) or 0)
        whole = int(quantity) if quantity.is_integer() else quantity
        return {
            "initialPrice": price,
            "discountTotal": 0,
            "quantity": whole,
            "prices": [{"price": price, "quantity": whole}],
            "status": "new",
            "productName": self.name,
            "offer": {"displayName": self.name, "name": self.name},
            "properties": [],
            "vatRate": "none",
        }


@dataclass(frozen=True, slots=True)
class OrderForm:
    """A new order as it stands in the form: fields by name, and the goods row by row."""

    said: Mapping[str, str]
    items: tuple[Item, ...]

    @classmethod
    def read(cls, sent: MultiDict[str, str]) -> "OrderForm":
        """What was sent, or stands in an address; absent fields are empty."""
        columns = (sent.getlist(f"item-{part}") for part in ("name", "price", "quantity"))
        rows = zip(*columns, strict=False)
        items = tuple(Item(*(cell.strip() for cell in row)) for row in rows)
        return cls({name: sent.get(name, "").strip() for name in FIELDS}, items[:MOST_ITEMS] or (Item(),))

    def having(self, **said: str) -> "OrderForm":
        """The form with other words in these fields."""
        return replace(self, said={**self.said, **said})

    def problems(self, words: Words) -> dict[str, str]:
        """What must be mended before the order can be saved, by field; "item-2-price" in the goods."""
        said = self.said
        found = {name: check(said[name]) for name, check in _CHECKS.items()}
        found |= {
            name: fields.choice(said[name], words.known(reference), what)
            for name, (reference, what) in CODES.items()
        }
        found["site"] = site_problem(said["site"], words)
        found["customer"] = self._customer_problem()
        for row, item in enumerate(self.items, 1):
            found |= {f"item-{row}{box}": problem for box, problem in item.problems().items()}
        return {name: problem for name, problem in found.items() if problem}

    def _customer_problem(self) -> str | None:
        said = self.said
        if not said["customer"]:
            return "Choose whose order this is."
        if said["customer"] == NEW and not any(said[name] for name in (*NAMES, "phone", "email")):
            return "A new customer needs a name, a phone or an e-mail; fill one in below."
        return None

    def order(self, words: Words, now: str) -> Document:
        """The order, as the API would answer it, without its customer; `now` is when a payment was made."""
        said = self.said
        plainly = (*NAMES, "phone", "email", "site", "status", *COMMENTS)
        order: Document = {name: said[name] for name in plainly if said[name]}
        order["currency"] = words.currency(said["site"])
        order["items"] = [item.document() for item in self.items if not item.empty]
        return order | self._delivery() | self._payment(words, now)

    def _delivery(self) -> Document:
        said = self.said
        delivery: Document = {"cost": plain(float(fields.amount(said["cost"]) or 0))}
        delivery |= {"code": said["delivery"]} if said["delivery"] else {}
        delivery |= {"address": {"text": said["address"]}} if said["address"] else {}
        return {"delivery": delivery}

    def _payment(self, words: Words, now: str) -> Document:
        """One payment of the whole sum, if a type is chosen."""
        said = self.said
        if not said["payment"]:
            return {}
        goods = sum((item.total() for item in self.items if not item.empty), Decimal(0))
        whole = plain(float(goods + (fields.amount(said["cost"]) or Decimal(0))))
        payment: Document = {"type": said["payment"], "amount": whole}
        payment |= {"status": said["paymentStatus"]} if said["paymentStatus"] else {}
        known = words.known("payment-statuses").get(said["paymentStatus"], {})
        if known.get("paymentComplete") is not True:
            return {"payments": [payment]}
        return {"payments": [payment | {"paidAt": now}], "prepaySum": whole, "fullPaidAt": now}

    def card(self) -> Document:
        """The card of a new customer, from the order's own words."""
        said = self.said
        card: Document = {name: said[name] for name in (*NAMES, "email", "site") if said[name]}
        return card | {"phones": [{"number": said["phone"]}] if said["phone"] else []}


def of_customer(form: OrderForm, card: Document) -> OrderForm:
    """The form with the card's names, phone and e-mail where nothing was typed, as the CRM fills them in."""
    said = form.said
    nameless = not any(said[name] for name in NAMES)
    names = {name: text(card, name) for name in NAMES} if nameless else {}
    phone = next((text(one, "number") for one in objects(card, "phones")), "")
    return form.having(**names, phone=said["phone"] or phone, email=said["email"] or text(card, "email"))
