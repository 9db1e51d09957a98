"""Makes an account and fills it with invented people and their orders; the same seed makes the same."""

from simulators.retailcrm_mock.references import SETTINGS, references
from simulators.retailcrm_mock.state import Account, Document, Load, Store


def create(store: Store, name: str, seed: int = 1, customers: int = 200, key: str | None = None) -> Account:
    """A new account with everything a new account has, and so many customers; `key` is let in."""
    start: Document = {"seed": seed, "customers": customers, "key": key}
    account = store.create(name, start)
    reset(account)
    return account


def reset(account: Account) -> None:
    """Put the account back to how it was made."""
    start = account.start()
    keys = [{"value": start["key"], "comment": "Demo"}] if start.get("key") else []
    people = invented(start["seed"], start["customers"])
    load = Load(references(), SETTINGS, people.customers, people.orders, keys)
    account.load(load, afresh=True)


def invented(seed: int, customers: int) -> Load:  # noqa: ARG001 - until people are invented
    """So many customers and their orders."""
    anna: Document = {"firstName": "Анна", "lastName": "Примерова", "email": "anna@example.com", "id": 1}
    anna |= {"phones": [{"number": "+7 999 000-11-22"}], "createdAt": "2026-02-03 12:30:05"}
    item = {"id": 1, "initialPrice": 1595, "quantity": 2, "offer": {"name": "Чайник"}, "properties": []}
    order: Document = {"id": 1, "customer": {"id": 1}, "items": [item], "createdAt": "2026-11-18 19:04:51"}
    order |= {"payments": [{"id": 501, "status": "paid", "type": "bank-card", "amount": 3190}]}
    delivery = {"code": "courier", "cost": 300, "data": {"trackNumber": "EX-1007"}}
    return Load(customers=[anna], orders=[order | {"delivery": delivery, "status": "delivering"}])
