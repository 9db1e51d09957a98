"""What all writes share: the shop, what a path names, and how the new is merged with what is held."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from simulators.retailcrm_mock.api import forms, reading
from simulators.retailcrm_mock.api.errors import DENIED, NOT_FOUND, Refusal, missing
from simulators.retailcrm_mock.api.operations import Call, either_way, explain_missing
from simulators.retailcrm_mock.api.shapes import shape
from simulators.retailcrm_mock.state import Condition, Document, Page, find
from simulators.retailcrm_mock.state.account import Slice


def entity(call: Call, field: str, component: str) -> Any:
    """What is written in the field, of the contract's shape of that name; raises Refusal."""
    return forms.entity(call.sent, field, shape(component), call.dialect)


def site(call: Call, *, creating: bool = False) -> str | None:
    """The shop to write to; None for any that the key sees.

    Raises:
        Refusal: the key sees several shops and names none, or names one it does not see.
    """
    given = _plain(call, "site", str, "")
    seen = list(call.account.reference("sites")) if call.key.shops is None else list(call.key.shops)
    if given:
        if given not in seen:
            raise Refusal(403, DENIED)
        return given
    if len(seen) == 1:
        return seen[0]
    if creating or call.dialect["site-on-writes"] == "all":
        raise missing("site")
    return None


def home(call: Call) -> str:
    """The shop in which to create; raises Refusal as `site` does."""
    shop = site(call, creating=True)
    assert shop is not None  # noqa: S101 - creating, it is always told or refused
    return shop


def by(call: Call) -> str:
    """Which id the path holds: "id" or "externalId"."""
    return _plain(call, "by", reading.by, "externalId")


def visible(call: Call, search: Callable[..., Page], named: Condition, shop: str | None) -> Document | None:
    """The first of these that the key sees, in this shop if one is told."""
    where = [named] if shop is None else [named, find.one_of("site", [shop])]
    found = search(where, Slice(limit=1, order="lowest"), call.key.shops)
    return found.items[0] if found.items else None


def sought(call: Call, search: Callable[..., Page], way: str, text: str, shop: str | None) -> int:
    """The id of what the path names; raises Refusal, and says why, if the key sees no such thing."""
    ways = either_way(text)
    found = visible(call, search, ways[way], shop)
    if found is None:
        kind = "order" if search == call.account.find_orders else "customer"
        explain_missing(call, kind, way, ways, shop or "")
        raise Refusal(404, NOT_FOUND)
    number: int = found["id"]
    return number


def not_found(call: Call, kind: str, name: str, value: object, shop: str | None) -> str:
    """What the API says of a "customer" or an "order" that the entity names and the key does not see."""
    ways = either_way(str(value)) if name in ("id", "externalId") else {name: find.one_of(name, [value])}
    explain_missing(call, kind, name, ways, shop or "")
    # met in the wild: retailcrm/1C-configuration pull request 150
    return f"{kind.capitalize()} with {name}={value} not found."


def referred(told: Mapping[str, Any], columns: Mapping[str, str]) -> tuple[str, Any, Condition]:
    """The first of the names by which something is referred to, its value, and who has it."""
    name = next(name for name in columns if name in told)
    return name, told[name], find.one_of(columns[name], [told[name]])


def merged(held: Document, sent: Document) -> Document:
    """What is held, with what is sent: objects are merged, everything else is replaced.

    An empty list sent for an object says nothing: it is how PHP writes an empty object.
    """
    return {**held, **{name: _merged(held.get(name), value) for name, value in sent.items()}}


def unknown_codes(
    references: Mapping[str, Iterable[str]], told: Sequence[tuple[str, str, str, Any]]
) -> dict[str, str]:
    """What is wrong with codes, each told as (its place, its kind's name, the reference, the code)."""
    return {
        place: f'"{kind}" with "code"="{code}" does not exist.'
        for place, kind, reference, code in told
        if code is not None and code not in references[reference]
    }


def _merged(held: Any, sent: Any) -> Any:
    if isinstance(held, dict) and isinstance(sent, dict):
        return merged(held, sent)
    return held if isinstance(held, dict) and sent == [] else sent


def _plain(call: Call, name: str, read: Callable[[str], str], default: str) -> str:
    wrong: dict[str, str] = {}
    found = reading.plain(call.sent, name, read, default, wrong)
    reading.refuse(wrong)
    return found
