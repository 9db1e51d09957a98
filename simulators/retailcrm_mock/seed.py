"""Makes an account and fills it with invented people and their orders; the same seed makes the same."""

import itertools
from collections.abc import Iterator

from simulators.kit.errors import ControlError
from simulators.kit.progress import Progress
from simulators.retailcrm_mock import locales
from simulators.retailcrm_mock.invent import Inventor
from simulators.retailcrm_mock.references import grouped, references, settings
from simulators.retailcrm_mock.state import Account, Document, Load, Store
from simulators.retailcrm_mock.state.keys import READING

START = ":start"  # the snapshot of an account as it was made; nobody else's can have this name
MANY = 10_000  # customers: more are told of while they are made, and not kept twice


def create(
    store: Store,
    name: str,
    seed: int = 1,
    customers: int = 200,
    key: str | None = None,
    *,
    locale: str = locales.DEFAULT,
    renamed_statuses: bool = False,
) -> Account:
    """A new account with everything a new account has, and so many customers; `key` is let in.

    Nobody sees it before it is whole. With `renamed_statuses` its shop has statuses of its own.

    Raises:
        ControlError: there is such an account already, or no such locale.
    """
    start: Document = {"seed": seed, "customers": customers, "key": key}
    start |= {"locale": locales.at(locale).code, "renamed_statuses": renamed_statuses}
    return _made(store, name, start)


def finish(store: Store) -> Iterator[str]:
    """Make those accounts anew that a simulator died over while making them; tells the name of each."""
    for name, start in store.unfinished().items():
        yield name
        _made(store, name, start)


def reset(account: Account) -> None:
    """Put the account back to how it was made."""
    if not account.snapshots.put_back(START):
        with account.together():
            _fill(account)


def add(account: Account, seed: int, customers: int, load: Load) -> Document:
    """So many invented people and their orders, with ids not given yet, and the load; tells all ids.

    Raises:
        ControlError: something in the load is wrong; nothing has changed then.
    """
    made: Document = {"customers": [], "orders": [], "keys": []}
    with account.together():
        for part in itertools.chain(_invented(account, seed, customers), [load]):
            for name, ids in account.load(part).items():
                made[name] += ids
    return made


def restore(store: Store, name: str, state: Document) -> None:
    """Put a snapshot's state into the account; one that is not there yet is made from it."""
    account = store.account(name)
    if account is not None:
        account.snapshots.restore(state)
        return
    with store.making(name, state["start"]) as made:
        made.snapshots.restore(state)


def _made(store: Store, name: str, start: Document) -> Account:
    try:
        with store.making(name, start) as account:
            _fill(account)
            if start["customers"] <= MANY:
                account.snapshots.keep(START)
    except ValueError as error:
        raise ControlError(str(error)) from error
    return account


def _fill(account: Account) -> None:
    start = account.start()
    locale = locales.at(start["locale"])
    own = references(locale, renamed=start["renamed_statuses"])
    rights = [*READING, "customer_write", "order_write", "telephony_read", "user_read"]
    keys = [{"value": start["key"], "comment": "Demo", "scopes": rights}] if start.get("key") else []
    account.load(Load(own, settings(locale), keys=keys), afresh=True)
    for part in _invented(account, start["seed"], start["customers"]):
        account.load(part)


def _invented(account: Account, seed: int, customers: int) -> Iterator[Load]:
    if (
        not customers
    ):  # the lists of names take longer to read than an account to empty, and tests do so often
        return
    locale = account.start().get("locale", locales.DEFAULT)
    statuses = grouped(account.reference("statuses"))
    inventor = Inventor(seed, list(account.reference("sites")), locale, statuses)
    progress = Progress(f"inventing customers of {account.name}", customers) if customers > MANY else None
    people = 0
    for part in inventor.parts(customers, *account.free_ids()):
        yield part
        people += sum(card.get("type") is None for card in part.customers)
        if progress:
            progress.reached(people)
