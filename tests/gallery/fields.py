"""Walks any value of the core field by field, so that one added tomorrow is met without being named here."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_type_hints

Path = tuple[Any, ...]


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every plain value inside, with its path; keys of mappings too, at paths that end in `"key"`."""
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from leaves(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield (*path, key, "key"), key
            yield from leaves(held, (*path, key))
    elif isinstance(value, tuple | frozenset):
        for place, held in enumerate(_ordered(value)):
            yield from leaves(held, (*path, place))
    elif not isinstance(value, Enum):
        yield path, value


def planted(value: Any, plants: Mapping[Path, object], path: Path = ()) -> Any:
    """The value with other plain values at some paths."""
    if is_dataclass(value) and not isinstance(value, type):
        inside = {
            one.name: planted(getattr(value, one.name), plants, (*path, one.name)) for one in fields(value)
        }
        return type(value)(**inside)
    if isinstance(value, Mapping):
        return {
            plants.get((*path, key, "key"), key): planted(held, plants, (*path, key))
            for key, held in value.items()
        }
    if isinstance(value, tuple | frozenset):
        held = (planted(one, plants, (*path, place)) for place, one in enumerate(_ordered(value)))
        return type(value)(held)
    return plants.get(path, value)


def fields_of(kind: type) -> Iterator[tuple[type, str]]:
    """Every field that may hold text, of a dataclass and of those inside it, by their annotations."""
    if not is_dataclass(kind):
        return
    for name, hint in get_type_hints(kind).items():
        inside = set(_kinds(hint))
        if str in inside:
            yield kind, name
        for one in inside - {kind}:
            yield from fields_of(one)


def fields_met(value: object) -> Iterator[tuple[type, str]]:
    """Every field in which a value really holds text."""
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            held = getattr(value, each.name)
            if any(isinstance(leaf, str) for _, leaf in _near(held)):
                yield type(value), each.name
            yield from fields_met(held)
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from fields_met(held)
    elif isinstance(value, tuple):
        for held in value:
            yield from fields_met(held)


def _near(value: object) -> Iterator[tuple[Path, object]]:
    """The leaves that belong to no dataclass inside."""
    if is_dataclass(value) and not isinstance(value, type):
        return
    if isinstance(value, tuple | frozenset):
        for one in value:
            yield from _near(one)
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield (), key
            yield from _near(held)
    else:
        yield from leaves(value)


def _kinds(hint: Any) -> Iterator[type]:
    """The classes an annotation names, at any depth."""
    if inside := get_args(hint):
        for one in inside:
            yield from _kinds(one)
    elif isinstance(hint, type):
        yield hint


def _ordered(value: tuple[Any, ...] | frozenset[Any]) -> list[Any]:
    return sorted(value) if isinstance(value, frozenset) else list(value)
