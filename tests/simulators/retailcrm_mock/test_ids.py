"""An id is never given twice, whatever is made, merged, deleted and put back in between."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.state import Account, Store
from tests.simulators.retailcrm_mock.crm import Json, fresh

Given = dict[str, set[int]]
ITEM = {"initialPrice": 100}


class Numbering(RuleBasedStateMachine):
    """Programs and people make and take away; beside them stands every id that was ever given, by kind."""

    customers = Bundle("customers")
    orders = Bundle("orders")
    notes = Bundle("notes")
    payments = Bundle("payments")
    keys = Bundle("keys")

    @initialize()
    def open(self) -> None:
        self.crm = fresh()
        self.given: Given = defaultdict(set)
        self.given["key"].update(self.crm.account.key_ids())
        self.kept: Given = {}

    @rule(target=customers)
    def create_customer(self) -> int:
        return self._new("customer", self.crm.write("v5/customers/create", customer={})["id"])

    @rule(target=customers, customers=st.integers(1, 3))
    def invent_customers(self, customers: int) -> int:
        made = self._control("seed", {"customers": customers})["accounts"]["company"]
        for number in made["orders"]:
            order = self.crm.account.order(self._new("order", number)) or {}
            self.given["item"] |= {line["id"] for line in order["items"]}
            self.given["payment"] |= {*map(int, order["payments"])}
        return max(self._new("customer", number) for number in made["customers"])

    @rule(number=st.integers(1, 60))
    def load_a_customer_of_that_id(self, number: int) -> None:
        load = {"load": {"customers": [{"id": number}]}}
        self.crm.client.post("/_sim/seed?account=company", json=load)
        self.given["customer"].add(number)

    @rule(heir=customers, gone=consumes(customers))
    def combine_customers(self, heir: int, gone: int) -> None:
        sent: Json = {"customers": [{"id": gone}], "resultCustomer": {"id": heir}}
        self.crm.send("v5/customers/combine", **sent)

    @rule(number=consumes(customers))
    def delete_customer(self, number: int) -> None:
        self.crm.client.post(f"/company/customers/{number}/delete")

    @rule(number=consumes(orders))
    def delete_order(self, number: int) -> None:
        self.crm.client.post(f"/company/orders/{number}/delete")

    @rule(target=orders, number=st.integers(1, 60))
    def load_an_order_of_that_id(self, number: int) -> int:
        self.crm.client.post("/_sim/seed?account=company", json={"load": {"orders": [{"id": number}]}})
        self.given["order"].add(number)
        return number

    @rule(target=orders, lines=st.integers(0, 2))
    def create_order(self, lines: int) -> int:
        order = self.crm.write("v5/orders/create", order={"items": [ITEM] * lines})["order"]
        self._new("customer", order["customer"]["id"])
        for line in order["items"]:
            self._new("item", line["id"])
        return self._new("order", order["id"])

    @rule(number=orders)
    def replace_lines(self, number: int) -> None:
        answer = self.crm.send(f"v5/orders/{number}/edit", site="main-shop", by="id", order={"items": [ITEM]})
        if answer.status_code == 200:
            self._new("item", (answer.json or {})["order"]["items"][0]["id"])

    @rule(target=payments, number=orders)
    def pay(self, number: int) -> int:
        payment = {"order": {"id": number}, "type": "cash", "amount": 1}
        answer = self.crm.send("v5/orders/payments/create", payment=payment, site="main-shop")
        return self._new("payment", (answer.json or {})["id"]) if answer.status_code == 201 else 0

    @rule(number=consumes(payments))
    def delete_payment(self, number: int) -> None:
        self.crm.send(f"v5/orders/payments/{number}/delete")

    @rule(target=notes, number=customers)
    def write_note(self, number: int) -> int:
        note = {"customer": {"id": number}, "text": "?"}
        answer = self.crm.send("v5/customers/notes/create", note=note, site="main-shop")
        return self._new("note", (answer.json or {})["id"]) if answer.status_code == 201 else 0

    @rule(number=consumes(notes))
    def delete_note(self, number: int) -> None:
        self.crm.send(f"v5/customers/notes/{number}/delete")

    @rule(target=keys)
    def add_key(self) -> int:
        return self._new("key", self.crm.account.add_key("", "access_full", (), ()).id)

    @rule(number=consumes(keys))
    def delete_key(self, number: int) -> None:
        self.crm.client.post(f"/company/admin/api-keys/{number}/delete")

    @rule()
    def keep(self) -> None:
        self._control("snapshots", {"name": "kept"})
        self.kept = {kind: set(ids) for kind, ids in self.given.items()}

    @rule()
    def put_back(self) -> None:
        if self.kept:
            self._control("snapshots/kept/restore", {})
            self.given = defaultdict(set, {kind: set(ids) for kind, ids in self.kept.items()})

    def teardown(self) -> None:
        self.crm.client.delete("/_sim/snapshots/kept")

    def _new(self, kind: str, number: int) -> int:
        assert number not in self.given[kind], kind
        self.given[kind].add(number)
        return number

    def _control(self, path: str, wish: Json) -> Any:
        answer = self.crm.client.post(f"/_sim/{path}?account=company", json=wish)
        assert answer.status_code < 300, answer.text
        return answer.json


TestNumbering = Numbering.TestCase
# While there are few things yet, Hypothesis draws many rules that have nothing to work on.
FEW_YET = [HealthCheck.filter_too_much]
TestNumbering.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=FEW_YET
)


def _key(account: Account) -> int:
    made = account.add_key("", "access_full", (), ()).id
    account.delete_key(made)
    return made


def test_a_file_keeps_over_a_restart_which_ids_were_given(tmp_path: Path) -> None:
    path = str(tmp_path / "crm.sqlite")
    first = Store(path)
    assert _key(seed.create(first, "company", customers=0)) == 1
    first.close()
    again = Store(path)
    account = again.account("company")
    assert account is not None
    assert [_key(account), _key(account)] == [2, 3]
    again.close()


def test_an_order_loaded_again_after_its_deletion_counts_its_parts_on() -> None:
    crm = fresh()
    sent: Json = {"items": [ITEM], "payments": [{"type": "cash", "amount": 1}]}
    order = crm.write("v5/orders/create", order=sent)["order"]
    crm.client.post(f"/company/orders/{order['id']}/delete")
    crm.load(orders=[{"id": order["id"]}])
    payment = {"order": {"id": order["id"]}, "type": "cash", "amount": 1}
    again = crm.write(f"v5/orders/{order['id']}/edit", by="id", order={"items": [ITEM]})["order"]
    paid = crm.write("v5/orders/payments/create", payment=payment)["id"]
    first = [order["items"][0]["id"], order["payments"][0]["id"]]
    assert [again["items"][0]["id"], paid] == [number + 1 for number in first]


def test_a_reset_counts_from_the_beginning_again() -> None:
    crm = fresh()
    before = _key(crm.account)
    crm.client.post("/_sim/reset?account=company", json={})
    assert _key(crm.account) == before
