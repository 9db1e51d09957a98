"""The file of pinned accounts: TOML, checked all together; of what is secret nothing is ever printed."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from service.core.account import Addresses, is_key
from service.core.model import Account, Preferences
from service.core.parameters import FIELDS, read_preferences
from service.core.pins import Pin, Pins, digest, doubled, names_of
from service.settings.values import hosts

_MOST_SECRETS = 2
_SHORTEST_SECRET = 16
_LARGEST_FILE = 4096
_OWN = ("address", "key", "secrets")
_SOURCES = 'a text, { file = "…" } or { env = "…" }'
_PLACE = re.compile(r"\(at [^()]*\)")
"""Where TOML is wrong; what else its errors say may be part of a secret."""


@dataclass(frozen=True, slots=True)
class Office:
    """What is needed to read accounts: where they live, how their blocks look, and the environment."""

    addresses: Addresses
    defaults: Preferences
    environ: Mapping[str, str] = field(repr=False)


class _AccountsError(ValueError):
    """Something in the file is not usable."""


def read(path: Path, office: Office) -> tuple[Pins, list[str]]:
    """Read the file.

    Returns:
        The accounts, and every problem with its remedy; with a problem the accounts are not to be used.
    """
    try:
        tables = _tables(path)
    except _AccountsError as problem:
        return Pins(()), [str(problem)]
    readings = {name: _Reading(name, table, path.parent, office) for name, table in tables.items()}
    pins = [pin for reading in readings.values() if (pin := reading.pin())]
    problems = [f"{name}.{problem}" for name, reading in readings.items() for problem in reading.problems]
    problems += [
        f"{other.account.name}.secrets: has a secret of {one.account.name}; give each account its own"
        for one, other in doubled(pins)
    ]
    return Pins(tuple(pins)), problems


def _tables(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise _AccountsError(f"cannot be read: {error.strerror}. Correct its name") from None
    except UnicodeDecodeError:
        raise _AccountsError("is not UTF-8. Save it as such") from None
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        raise _AccountsError(f"is not TOML {place[0] if place else ''}. Correct it there") from None
    except ValueError:
        raise _AccountsError("is no name of a file") from None
    tables = data.get("accounts")
    if set(data) != {"accounts"} or not isinstance(tables, dict) or not tables:
        raise _AccountsError("needs tables [accounts.NAME] and nothing beside them")
    return tables


class _Reading:
    """One account as it is read, and what is wrong with it."""

    def __init__(self, name: str, table: object, folder: Path, office: Office) -> None:
        self._name, self._folder, self._office = name, folder, office
        self._table: Mapping[str, Any] = table if isinstance(table, dict) else {}
        self.problems: list[str] = []

    def pin(self) -> Pin | None:
        """Return the account, as far as it is right."""
        account, fixed = self._account(), self._fixed()
        key, secrets = self._key(), self._secrets()
        for stray in self._table.keys() - {*_OWN, *FIELDS}:
            self._note(stray, f"is not known here; there are {', '.join((*_OWN, *FIELDS))}")
        if key and digest(key) in secrets:
            self._note("secrets", "has the API key; invent a secret of its own")
        if not (account and key and secrets):
            return None
        called = replace(account, name=self._name, pinned=True)
        return Pin(called, key, secrets, names_of(self._name, account), fixed)

    def _account(self) -> Account | None:
        written = self._table.get("address")
        found = self._found(written) if isinstance(written, str) else None
        if not found:
            self._note(
                "address", "write the account's subdomain, company.simla.com or https://crm.shop.example"
            )
        return found

    def _found(self, written: str) -> Account | None:
        """Find the account; unlike a block, the operator may name any host of https."""
        addresses = self._office.addresses
        host = written.strip().lower().removeprefix("https://").removesuffix("/")
        try:
            named = hosts(host) if "." in host else ()
        except ValueError:
            return None
        return addresses.find(written) or replace(addresses, hosts=named).find(written)

    def _key(self) -> str:
        try:
            key = self._secret(self._table.get("key"))
        except _AccountsError as problem:
            self._note("key", str(problem))
            return ""
        if not is_key(key):
            self._note("key", "has characters that no API key has. Copy it again")
            return ""
        return key

    def _secrets(self) -> tuple[bytes, ...]:
        written = self._table.get("secrets")
        if not (isinstance(written, list) and 1 <= len(written) <= _MOST_SECRETS):
            self._note(
                "secrets", f"write a list of one secret, or of two while one replaces the other: {_SOURCES}"
            )
            return ()
        try:
            secrets = [self._secret(each) for each in written]
        except _AccountsError as problem:
            self._note("secrets", str(problem))
            return ()
        if any(len(each) < _SHORTEST_SECRET for each in secrets):
            self._note(
                "secrets",
                f"has one that is too short; at least {_SHORTEST_SECRET} characters, picked at random",
            )
        return tuple(digest(each) for each in secrets)

    def _secret(self, written: object) -> str:
        """Read a secret from where it is."""
        match written:
            case str(text) if text:
                return text
            case {"file": str(name), **rest} if not rest:
                return self._from_file(self._folder / name)
            case {"env": str(name), **rest} if not rest:
                if text := self._office.environ.get(name, "").strip():
                    return text
                raise _AccountsError(f"the variable {name} of the environment is not set; set it")
        raise _AccountsError(f"write {_SOURCES}")

    @staticmethod
    def _from_file(path: Path) -> str:
        try:
            with path.open("rb") as file:
                text = file.read(_LARGEST_FILE).decode().strip()
        except OSError as error:
            raise _AccountsError(f"the file {path} cannot be read: {error.strerror}") from None
        except ValueError:  # no text, or no name of a file
            text = ""
        if not text:
            raise _AccountsError(f"the file {path} has no text in it")
        return text

    def _fixed(self) -> dict[str, Any]:
        written = {name: _text(self._table[name]) for name in FIELDS if name in self._table}
        preferences, ignored = read_preferences(written, self._office.defaults)
        wrong = {each.parameter for each in ignored} | {name for name, text in written.items() if not text}
        for name in sorted(wrong):
            self._note(name, "means nothing; write it as a parameter of a block is written")
        return {FIELDS[name]: getattr(preferences, FIELDS[name]) for name in written}

    def _note(self, what: str, problem: str) -> None:
        self.problems.append(f"{what}: {problem}")


def _text(value: object) -> str:
    return ",".join(_words(value))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (str(each) for each in value if isinstance(each, str))
    elif isinstance(value, (str, int)) and not isinstance(value, bool):
        yield str(value)
