"""The RetailCRM side of the control door: data made on wish, and accounts made and deleted."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from simulators.kit.accounts import AccountDoor, check_name
from simulators.kit.asked import Json
from simulators.kit.control import Controls, door
from simulators.kit.errors import ControlError
from simulators.retailcrm_mock import locales, seed
from simulators.retailcrm_mock.quota import Quota
from simulators.retailcrm_mock.quota_door import QuotaDoor
from simulators.retailcrm_mock.state import Account, Load, Store
from simulators.retailcrm_mock.state.keys import check_value

MOST_CUSTOMERS = 1_000_000
_LISTS = ("sites", "statuses", "customers", "orders", "keys")


class Simulated:
    """The simulator as the control door needs it (kit.control.Simulated)."""

    def __init__(self, store: Store, controls: Controls, quota: Quota) -> None:
        self._store = store
        self._controls = controls
        self._quota = quota

    def accounts(self) -> list[str]:
        """The accounts there are now."""
        return self._store.accounts()

    def summary(self, account: str) -> Json:
        """How many customers, orders and keys the account holds, and its shops."""
        known = self._known(account)
        return {**known.figures(), "sites": list(known.reference("sites"))}

    def reset(self, account: str) -> None:
        """Put the account back to what it was made with."""
        seed.reset(self._known(account))
        self._quota.forget(account)

    def seed(self, account: str, wish: Mapping[str, Any]) -> Json:
        """Invent `customers` people by `seed`, then add what `load` holds; tells the ids made.

        Raises:
            ControlError: a wish is unknown, or a document of the load is wrong; nothing has changed then.
        """
        known = self._known(account)
        _only(wish, ("seed", "customers", "load"), "wish")
        number, customers = _number(wish, "seed", 1, 2**63), _number(wish, "customers", 0, MOST_CUSTOMERS)
        given = _lists(wish.get("load", {}))
        references = {name: given[name] for name in ("sites", "statuses") if given[name]}
        load = Load(references, None, given["customers"], given["orders"], given["keys"])
        return seed.add(known, number, customers, load)

    def create(self, wish: Mapping[str, Any]) -> Json:
        """Make a further account, from its name, `seed`, `customers`, `key`, `locale`, `renamed_statuses`."""
        _only(wish, ("account", "seed", "customers", "key", "locale", "renamed_statuses"), "wish")
        name, key = check_name(wish.get("account")), wish.get("key")
        if key is not None:
            check_value(key)
        number, customers = _number(wish, "seed", 1, 2**63), _number(wish, "customers", 0, MOST_CUSTOMERS)
        locale, renamed = wish.get("locale", locales.DEFAULT), wish.get("renamed_statuses", False)
        if not isinstance(renamed, bool):
            raise ControlError(f"renamed_statuses is {renamed!r}; give true or false")
        seed.create(self._store, name, number, customers, key, locale=locale, renamed_statuses=renamed)
        return {"accounts": {name: self.summary(name)}}

    def delete(self, name: str) -> None:
        """Remove an account and all that was chosen for it."""
        self._known(name)
        self._store.delete(name)
        self._controls.reset(name)
        self._quota.forget(name)

    def snapshot(self, account: str) -> Json:
        """All the data of the account."""
        return self._known(account).snapshots.take()

    def restore(self, states: Mapping[str, Json]) -> None:
        """Put data in place of what the accounts hold; one that is not there yet is made.

        Raises:
            ControlError: a state is none that `snapshot` told; nothing has changed then.
        """
        for name, state in states.items():
            check_name(name)
            self._store.check(state)
        for name, state in states.items():
            seed.restore(self._store, name, state)
            self._quota.forget(name)

    def keep(self, account: str, name: str) -> None:
        """Keep a copy of the account's data under the name."""
        self._known(account).snapshots.keep(name)

    def kept(self, account: str) -> list[str]:
        """The names of the copies kept, the oldest first."""
        return [name for name in self._known(account).snapshots.kept() if name != seed.START]

    def put_back(self, account: str, name: str) -> None:
        """Put the copy in place of the account's data."""
        self._known(account).snapshots.put_back(name)
        self._quota.forget(account)

    def drop(self, account: str, name: str) -> None:
        """Forget the copy."""
        self._known(account).snapshots.drop(name)

    def _known(self, name: str) -> Account:
        account = self._store.account(name)
        if account is None:
            known = ", ".join(self._store.accounts()) or "none"
            raise ControlError(f"no account {name!r}; there are: {known}")
        return account


def blueprint(store: Store, controls: Controls, quota: Quota, token: str | None) -> Blueprint:
    """The control door, with accounts to make and delete."""
    simulated = Simulated(store, controls, quota)
    own = AccountDoor(simulated).table() | QuotaDoor(quota, simulated).table()
    return door("RetailCRM simulator", simulated, controls, token, own=own)


def _only(wish: Mapping[str, Any], known: tuple[str, ...], what: str) -> None:
    extra = sorted(set(wish) - set(known))
    if extra:
        raise ControlError(f"unknown {what} {', '.join(map(repr, extra))}; known: {', '.join(known)}")


def _number(wish: Mapping[str, Any], name: str, default: int, most: int) -> int:
    value = wish.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ControlError(f"{name} is {value!r}; give a whole number from 0 to {most}")
    return value


def _lists(load: object) -> dict[str, list[Json]]:
    if not isinstance(load, dict):
        raise ControlError(f"load is no object; give one with lists under: {', '.join(_LISTS)}")
    _only(load, _LISTS, "load")
    for name, held in load.items():
        if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
            raise ControlError(f"load {name} is no list of objects; give one")
    return {name: load.get(name, []) for name in _LISTS}
