"""Makes an account and fills it with invented people and their orders; the same seed makes the same."""

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.invent import Inventor
from simulators.retailcrm_mock.references import SETTINGS, references
from simulators.retailcrm_mock.state import Account, Document, Load, Store
from simulators.retailcrm_mock.state.keys import READING


def create(store: Store, name: str, seed: int = 1, customers: int = 200, key: str | None = None) -> Account:
    """A new account with everything a new account has, and so many customers; `key` is let in.

    Raises:
        ControlError: there is such an account already.
    """
    start: Document = {"seed": seed, "customers": customers, "key": key}
    try:
        account = store.create(name, start)
    except ValueError as error:
        raise ControlError(str(error)) from error
    reset(account)
    return account


def reset(account: Account) -> None:
    """Put the account back to how it was made."""
    start, own = account.start(), references()
    rights = [*READING, "customer_write", "order_write"]
    keys = [{"value": start["key"], "comment": "Demo", "scopes": rights}] if start.get("key") else []
    people = _people(start["seed"], [site["code"] for site in own["sites"]], start["customers"], (1, 1))
    account.load(Load(own, SETTINGS, people.customers, people.orders, keys), afresh=True)


def invented(account: Account, seed: int, customers: int) -> Load:
    """So many people and their orders, with ids the account has not given yet."""
    return _people(seed, list(account.reference("sites")), customers, account.free_ids())


def _people(seed: int, sites: list[str], customers: int, first_ids: tuple[int, int]) -> Load:
    # Making a Faker takes longer than emptying an account, and tests empty theirs all the time.
    return Inventor(seed, sites).invent(customers, *first_ids) if customers else Load()
