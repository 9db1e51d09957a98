"""What happens in RetailCRM: people and companies come and change, and order."""

from hypothesis import strategies as st
from hypothesis.stateful import consumes, precondition, rule

from tests.machine import drawing, steps
from tests.machine.basis import Basis, customers, orders

_MOST_COMPANIES = 3  # of more of one contact person's the service looks at these many, and the block says so


class Shop(Basis):
    """The rules of customers, companies and orders."""

    @precondition(Basis.roomy)
    @rule(target=customers, data=st.data(), name=drawing.names)
    def a_customer_appears(self, data: st.DataObject, name: str) -> int:
        phones, mail = self._addresses(data)
        self._do(steps.CustomerAppears(name, phones, mail, self._shop(data)))
        return self.play.model.cards_made

    @precondition(Basis.writable)
    @rule(customer=customers, data=st.data())
    def a_customer_changes(self, customer: int, data: st.DataObject) -> None:
        self._do(steps.CustomerChanges(customer, *self._addresses(data)))

    @precondition(Basis.writable)
    @rule(into=customers, gone=consumes(customers))
    def customers_merge(self, into: int, gone: int) -> None:
        self._do(steps.CustomersMerge(into, gone))

    @precondition(Basis.writable)
    @rule(customer=consumes(customers))
    def a_customer_is_deleted(self, customer: int) -> None:
        if not (
            self.remembers and customer in self.play.model.contacts
        ):  # the next may be missed for an hour
            self._do(steps.CustomerDeleted(customer))

    @precondition(lambda self: self.roomy() and len(self.play.model.companies) < _MOST_COMPANIES)
    @rule(target=customers, data=st.data(), name=drawing.names)
    def a_company_appears(self, data: st.DataObject, name: str) -> int:
        self._do(steps.CompanyAppears(name, *self._addresses(data), self._shop(data)))
        return self.play.model.companies[-1].contact or 0

    @precondition(Basis.writable)
    @rule(target=orders, owner=customers, data=st.data())
    def an_order_appears(self, owner: int, data: st.DataObject) -> int:
        return self._order(data, owner, None, self._shop(data))

    @precondition(Basis.roomy)
    @rule(target=orders, data=st.data())
    def somebody_orders_who_is_not_named(self, data: st.DataObject) -> int:
        return self._order(data, None, None, self._shop(data))

    @precondition(lambda self: self.writable() and self.play.model.companies and self.play.model.contacts)
    @rule(target=orders, data=st.data())
    def a_company_orders(self, data: st.DataObject) -> int:
        company = data.draw(st.sampled_from(self.play.model.companies))
        contact = data.draw(st.none() | st.sampled_from(sorted(self.play.model.contacts)))
        return self._order(data, company.id, contact, company.shop)

    @precondition(lambda self: self.writable() and self.play.model.companies and not self.remembers)
    @rule(data=st.data())
    def a_company_is_deleted(self, data: st.DataObject) -> None:
        company = data.draw(st.sampled_from(self.play.model.companies))
        self._do(steps.CompanyDeleted(company.id))

    @precondition(Basis.writable)
    @rule(order=consumes(orders))
    def an_order_is_deleted(self, order: int) -> None:
        self._do(steps.OrderDeleted(order))

    @precondition(Basis.writable)
    @rule(order=orders, data=st.data())
    def an_order_changes(self, order: int, data: st.DataObject) -> None:
        phone, mail = self._address(data)
        self._do(steps.OrderChanges(order, phone, mail))

    @precondition(Basis.writable)
    @rule(order=orders, status=st.sampled_from(list(steps.STATUSES)))
    def an_order_moves_on(self, order: int, status: str) -> None:
        self._do(steps.OrderMovesOn(order, status))

    @precondition(lambda self: self.writable() and self.play.model.firms_orders and self.play.model.contacts)
    @rule(data=st.data())
    def an_order_changes_hands(self, data: st.DataObject) -> None:
        order = data.draw(st.sampled_from(self.play.model.firms_orders))
        contact = data.draw(st.sampled_from(sorted(self.play.model.contacts)))
        self._do(steps.OrderChangesHands(order, contact))

    @precondition(Basis.sees_at_once)
    @rule(status=st.sampled_from(list(steps.STATUSES)), name=drawing.names)
    def a_status_is_renamed(self, status: str, name: str) -> None:
        self._do(steps.StatusRenamed(status, name))

    @precondition(Basis.sees_at_once)
    @rule(data=st.data(), name=drawing.names)
    def a_shop_opens_or_is_renamed(self, data: st.DataObject, name: str) -> None:
        self._do(steps.ShopNamed(data.draw(drawing.shops(self.play.model) | st.just(drawing.NEW_SHOP)), name))
