"""Whatever is written in whatever order, what is read equals a plain model of it."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from tests.simulators.retailcrm_mock.crm import Json, fresh

PHONES = st.sampled_from(["+7 999 000-11-22", "8 999 000 33 44", "79990005566", "22"])
NAMES = st.sampled_from(["Анна", "Иван", "Ева"])
EMAILS = st.sampled_from(["anna@example.com", "Ivan@example.org", ""])
CUSTOMERS = st.fixed_dictionaries(
    {},
    optional={
        "firstName": NAMES,
        "email": EMAILS,
        "phones": st.lists(PHONES.map(lambda one: {"number": one}), max_size=2),
        "vip": st.booleans(),
        "customFields": st.dictionaries(st.sampled_from(["nps", "size"]), st.integers(0, 9), max_size=2),
    },
)
PRICES = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 3)), max_size=3)
STATUSES = st.sampled_from(["new", "complete", "delivering"])
PAID = st.sampled_from(["paid", "not-paid"])


class Shop(RuleBasedStateMachine):
    """Programs write through the API; beside them a few dicts say what has to be read."""

    customers = Bundle("customers")
    orders = Bundle("orders")
    payments = Bundle("payments")

    @initialize()
    def open(self) -> None:
        self.crm = fresh()
        self.cards: dict[int, Json] = {}
        self.placed: dict[int, Json] = {}
        self.paid: dict[int, dict[int, Json]] = {}

    @rule(target=customers, sent=CUSTOMERS)
    def create_customer(self, sent: Json) -> int:
        number: int = self.crm.write("v5/customers/create", customer=sent)["id"]
        assert number not in self.cards
        self.cards[number] = {"phones": [], "customFields": {}, **sent}
        return number

    @rule(number=customers, sent=CUSTOMERS)
    def edit_customer(self, number: int, sent: Json) -> None:
        self.crm.write(f"v5/customers/{number}/edit", by="id", customer=sent)
        fields = self.cards[number]["customFields"] | sent.get("customFields", {})
        self.cards[number] |= sent | {"customFields": fields}

    @rule(heir=customers, gone=consumes(customers))
    def combine_customers(self, heir: int, gone: int) -> None:
        sent: Json = {"customers": [{"id": gone}], "resultCustomer": {"id": heir}}
        if heir == gone:
            assert self.crm.send("v5/customers/combine", **sent).status_code == 400
            return
        self.crm.write("v5/customers/combine", **sent)
        card, lost = self.cards[heir], self.cards.pop(gone)
        known = [_digits(one["number"]) for one in card["phones"]]
        card["phones"] += [one for one in lost["phones"] if _digits(one["number"]) not in known]
        card["customFields"] = lost["customFields"] | card["customFields"]
        if not card.get("email") and lost.get("email"):
            card["email"] = lost["email"]
        for order in self.placed.values():
            order["customer"] = heir if order["customer"] == gone else order["customer"]

    @rule(target=orders, customer=customers, prices=PRICES, cost=st.integers(0, 99))
    def create_order(self, customer: int, prices: list[tuple[int, int]], cost: int) -> int:
        order = {"customer": {"id": customer}, "items": _items(prices), "delivery": {"cost": cost}}
        number: int = self.crm.write("v5/orders/create", order=order)["id"]
        self.placed[number] = {"customer": customer, "prices": prices, "cost": cost, "status": "new"}
        self.paid[number] = {}
        return number

    @rule(number=orders, status=STATUSES)
    def change_status(self, number: int, status: str) -> None:
        self.crm.write(f"v5/orders/{number}/edit", by="id", order={"status": status})
        self.placed[number]["status"] = status

    @rule(number=orders, prices=PRICES)
    def change_items(self, number: int, prices: list[tuple[int, int]]) -> None:
        self.crm.write(f"v5/orders/{number}/edit", by="id", order={"items": _items(prices)})
        self.placed[number]["prices"] = prices

    @rule(target=payments, number=orders, amount=st.integers(0, 900), status=PAID)
    def pay(self, number: int, amount: int, status: str) -> tuple[int, int]:
        payment = {"order": {"id": number}, "type": "cash", "amount": amount, "status": status}
        made: int = self.crm.write("v5/orders/payments/create", payment=payment)["id"]
        assert made not in [one for many in self.paid.values() for one in many]
        self.paid[number][made] = {"amount": amount, "status": status}
        return number, made

    @rule(which=payments, status=PAID)
    def change_payment(self, which: tuple[int, int], status: str) -> None:
        number, payment = which
        self.crm.write(f"v5/orders/payments/{payment}/edit", by="id", payment={"status": status})
        self.paid[number][payment]["status"] = status

    @invariant()
    def customers_read_as_written(self) -> None:
        read = self.crm.get("v5/customers", {"limit": 100})["customers"]
        assert {card["id"] for card in read} == set(self.cards)
        for card in read:
            model = self.cards[card["id"]]
            shown = {name: card.get(name) for name in model}
            assert shown == model | {"customFields": model["customFields"] or []} | (
                {} if "phones" in card else {"phones": None}
            )
            assert card["ordersCount"] == sum(one["customer"] == card["id"] for one in self.placed.values())

    @invariant()
    def searches_find_who_has_it_now(self) -> None:
        for digits in ("9990001122", "9990003344", "9990005566"):
            found = self.crm.ids("v5/customers", {"filter[name]": digits})
            holders = [
                number
                for number, card in self.cards.items()
                if any(digits in _digits(phone["number"]) for phone in card["phones"])
            ]
            assert sorted(found) == sorted(holders)

    @invariant()
    def orders_read_as_written(self) -> None:
        read = self.crm.get("v5/orders", {"limit": 100})["orders"]
        assert {order["id"] for order in read} == set(self.placed)
        for order in read:
            model, paid = self.placed[order["id"]], self.paid[order["id"]]
            goods = sum(price * quantity for price, quantity in model["prices"])
            sums = [one["amount"] for one in paid.values() if one["status"] == "paid"]
            assert order["customer"]["id"] == model["customer"]
            assert (order["status"], order["summ"]) == (model["status"], goods)
            assert (order["totalSumm"], order["prepaySum"]) == (goods + model["cost"], sum(sums))
            assert ("fullPaidAt" in order) == (bool(sums) and sum(sums) >= order["totalSumm"])
            held = order["payments"] or {}
            assert {int(key): (one["amount"], one["status"]) for key, one in held.items()} == {
                key: (one["amount"], one["status"]) for key, one in paid.items()
            }


def _items(prices: list[tuple[int, int]]) -> list[Json]:
    return [{"initialPrice": price, "quantity": quantity} for price, quantity in prices]


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


TestShop = Shop.TestCase
# While there are few things yet, Hypothesis draws many rules that have nothing to work on.
FEW_YET = [HealthCheck.filter_too_much]
TestShop.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=FEW_YET
)
