"""Switches of the searches, settled by asking a replica: the simulator with one person in it."""

import contextlib
from collections.abc import Iterator
from itertools import product
from typing import Any

from flask.testing import FlaskClient

from simulators.kit.control import Controls
from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.drift.shapes import Positions
from simulators.retailcrm_mock.drift.walk import LISTS, Document, Walk
from simulators.retailcrm_mock.state import Store, find

GROUPS: tuple[tuple[str, ...], ...] = (("name-match", "phone-eight"), ("email-match", "email-case"))
"""Switches that answer one search together."""
_NAME, _KEY, _MOST_PEOPLE = "replica", "replica-key", 3
_LONG, _TAIL, _RUSSIAN = 10, 7, 11
_POSITIONS = {switch.name: switch.positions for switch in SWITCHES}
Probe = tuple[str, str]


def settled(walk: Walk) -> dict[str, Positions]:
    """The positions in which a replica finds and misses whom the account finds and misses."""
    left = {group: list(product(*(_POSITIONS[name] for name in group))) for group in GROUPS}
    asked: set[tuple[str, ...]] = set()
    for person in _people(walk.documents["customers"]):
        with Replica(person) as replica:
            for group, (criterion, text) in _probes(person):
                there = _is_found(walk, person, criterion, text)
                if there is None:
                    continue
                asked.add(group)
                left[group] = [
                    one
                    for one in left[group]
                    if replica.finds(dict(zip(group, one, strict=True)), criterion, text) == there
                ]
    return {
        name: {one[place] for one in left[group]} if group in asked else None
        for group in GROUPS
        for place, name in enumerate(group)
    }


class Replica:
    """The simulator with one person in it, asked in whatever dialect."""

    def __init__(self, person: Document) -> None:
        self._store = Store()
        self._controls = Controls(SWITCHES)
        self._client: FlaskClient = create_app(self._store, self._controls, rate_limit=False).test_client()
        self._door("accounts", {"account": _NAME, "customers": 0, "key": _KEY})
        card = {"phones": person.get("phones", []), "email": person.get("email") or None}
        self._id = self._door(f"seed?account={_NAME}", {"load": {"customers": [card]}})

    def __enter__(self) -> "Replica":
        return self

    def __exit__(self, *_error: object) -> None:
        self._store.close()

    def finds(self, positions: dict[str, str], criterion: str, text: str) -> bool:
        """Tell whether the person is found in this dialect."""
        self._controls.dialect(_NAME).choose(positions)
        answer = self._client.get(
            f"/{_NAME}{LISTS['customers']}", query_string={criterion: text}, headers={"X-API-KEY": _KEY}
        )
        return bool((answer.get_json() or {}).get("customers"))

    def _door(self, path: str, wish: dict[str, Any]) -> Any:
        answer = self._client.post(f"/_sim/{path}", json=wish)
        if answer.status_code >= 400:  # noqa: PLR2004 - HTTP's line
            raise ControlError("a person of the account cannot be copied into the simulator")
        return answer.get_json()


def _people(customers: list[Document]) -> Iterator[Document]:
    """Yield a few people of whom something can be searched."""
    chosen = [one for one in customers if _phone(one) and one.get("email")] or [
        one for one in customers if _phone(one) or one.get("email")
    ]
    spelled = sorted(chosen, key=lambda one: _phone(one).isdigit())  # with punctuation first: they tell more
    yield from spelled[:_MOST_PEOPLE]


def _phone(person: Document) -> str:
    with contextlib.suppress(AttributeError, IndexError, TypeError):
        number = person["phones"][0]["number"] if person.get("phones") else ""
        return number if len(find.digits(number)) >= _LONG and find.is_phone(number) else ""
    return ""


def _probes(person: Document) -> Iterator[tuple[tuple[str, ...], Probe]]:
    """Yield what tells positions apart: each search and the switches it belongs to."""
    by_name, by_email = GROUPS
    if number := _phone(person):
        whole = find.digits(number)
        texts = [whole, number, whole[-_TAIL:], whole[:_TAIL], number.strip()[-_TAIL:]]
        if len(whole) == _RUSSIAN and whole[0] in "78":
            texts.append({"7": "8", "8": "7"}[whole[0]] + whole[1:])
        yield from ((by_name, ("filter[name]", text)) for text in dict.fromkeys(texts) if find.is_phone(text))
    if email := person.get("email"):
        texts = [email, email.swapcase(), email[1:], email[1:].swapcase()]
        yield from ((by_email, ("filter[email]", text)) for text in dict.fromkeys(texts))


def _is_found(walk: Walk, person: Document, criterion: str, text: str) -> bool | None:
    """Tell whether the account finds the person; None if it does not say, or finds more than fit a page."""
    answer = walk.found(LISTS["customers"], {criterion: text, "limit": "100"})
    if "customers" not in answer:
        return None
    if person["id"] in [one.get("id") for one in answer["customers"]]:
        return True
    return False if answer.get("pagination", {}).get("totalPageCount", 1) <= 1 else None
