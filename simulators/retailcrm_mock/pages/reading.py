"""Reading documents whose parts may be absent, null, or a list in place of a map."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation


def text(holder: object, *path: str) -> str:
    """The text at the path, a number as it is written; "" when there is none."""
    for name in path:
        holder = holder.get(name) if isinstance(holder, Mapping) else None
    if isinstance(holder, bool) or not isinstance(holder, str | int | float):
        return ""
    return str(holder).strip()


def number(holder: object, *path: str) -> Decimal | None:
    """The number at the path, or None."""
    try:
        found = Decimal(text(holder, *path))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def identity(holder: object, *path: str) -> int | None:
    """The CRM's id at the path, or None."""
    found = text(holder, *path)
    return int(found) if found.isdecimal() else None


def flag(holder: object, name: str) -> bool:
    """Whether the holder says yes to the name."""
    return isinstance(holder, Mapping) and holder.get(name) is True


def mapping(holder: object, name: str) -> Mapping[str, object]:
    """The map under the name; RetailCRM writes an empty one as []."""
    found = holder.get(name) if isinstance(holder, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def objects(holder: object, name: str) -> list[Mapping[str, object]]:
    """The objects under the name, listed or keyed by id."""
    found = holder.get(name) if isinstance(holder, Mapping) else None
    many = found.values() if isinstance(found, Mapping) else found
    return (
        [one for one in many if isinstance(one, Mapping)]
        if isinstance(many, list | type({}.values()))
        else []
    )


def answer(value: object) -> str:
    """The value of a custom field, in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(filter(None, map(answer, value)))
    return str(value) if isinstance(value, str | int | float) else ""


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that are there."""
    return by.join(part for part in parts if part)
