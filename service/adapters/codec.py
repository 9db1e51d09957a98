"""An answer as bytes and back, strictly: what is not of the expected shape is refused.

The shape is read from the values' own annotations. Its digest stands before the bytes, so that a service of
another version, whose values have another shape, does not misread them.
"""

import json
import types
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from hashlib import sha256
from typing import Any, get_args, get_origin, get_type_hints

from service.core.model import Reply

_LARGEST = 32 * 1024 * 1024
_Change = Callable[[Any], Any]


class Unreadable(Exception):  # noqa: N818 - reads aloud: raise it
    """The bytes are no answer of this version's."""


def dump(reply: Reply) -> bytes:
    """Write an answer down."""
    text = json.dumps(_writer(Reply)(reply), ensure_ascii=False, separators=(",", ":"))
    return _VERSION + zlib.compress(text.encode("utf-8", "surrogatepass"), level=1)


def load(data: bytes) -> Reply:
    """Read an answer.

    Raises:
        Unreadable: It is none, or one of another version.
    """
    if not data.startswith(_VERSION):
        raise Unreadable("another version's")
    try:
        inflating = zlib.decompressobj()
        text = inflating.decompress(data[len(_VERSION) :], _LARGEST)
        if not inflating.eof:
            raise Unreadable("too large or cut off")
        reply: Reply = _reader(Reply)(json.loads(text))
    except (ValueError, OverflowError, RecursionError, zlib.error) as error:
        raise Unreadable("not of the expected shape") from error
    return reply


@cache
def _writer(kind: Any) -> _Change:
    """Return what turns values of a type into JSON's."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is types.UnionType:
        one = _writer(inner[0])
        return lambda value: None if value is None else one(value)
    if origin is tuple:
        each = _writer(inner[0])
        return lambda value: [each(item) for item in value]
    if origin is Mapping:
        key, item = map(_writer, inner)
        return lambda value: [[key(name), item(held)] for name, held in value.items()]
    if is_dataclass(kind):
        parts = [(name, _writer(part)) for name, part in _parts(kind)]
        return lambda value: [write(getattr(value, name)) for name, write in parts]
    return _PLAIN[kind][0]


@cache
def _reader(kind: Any) -> _Change:
    """Return what turns JSON's values into those of a type, or raises ValueError."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is types.UnionType:
        one = _reader(inner[0])
        return lambda value: None if value is None else one(value)
    if origin is tuple:
        each = _reader(inner[0])
        return lambda value: tuple(each(item) for item in _list(value))
    if origin is Mapping:
        key, item = map(_reader, inner)
        return lambda value: {key(name): item(held) for name, held in map(_pair, _list(value))}
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return _PLAIN[kind][1]


def _dataclass_reader(kind: Any) -> _Change:
    readers = [_reader(part) for _, part in _parts(kind)]

    def read(value: Any) -> Any:
        return kind(*(each(item) for each, item in zip(readers, _list(value), strict=True)))

    return read


def _parts(kind: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(each.name, hints[each.name]) for each in fields(kind)]


def _list(value: object) -> list[Any]:
    return _exactly(list)(value)  # type: ignore[no-any-return] # a list, or it has raised


def _pair(value: object) -> tuple[Any, Any]:
    first, second = _list(value)
    return first, second


def _exactly(kind: type) -> _Change:
    def read(value: Any) -> Any:
        if type(value) is not kind:  # True is an int to isinstance
            raise ValueError(f"not of type {kind.__name__}")
        return value

    return read


def _from_text(change: Callable[[str], Any]) -> _Change:
    is_text = _exactly(str)
    return lambda value: change(is_text(value))


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError("no number") from None


_MICROSECOND = timedelta(microseconds=1)


def _as_it_is(value: Any) -> Any:
    return value


_PLAIN: Mapping[Any, tuple[_Change, _Change]] = {
    str: (_as_it_is, _exactly(str)),
    int: (_as_it_is, _exactly(int)),
    bool: (_as_it_is, _exactly(bool)),
    Decimal: (str, _from_text(_decimal)),
    datetime: (datetime.isoformat, _from_text(datetime.fromisoformat)),
    date: (date.isoformat, _from_text(date.fromisoformat)),
    timedelta: (lambda value: value // _MICROSECOND, lambda value: _exactly(int)(value) * _MICROSECOND),
}


def _shape(kind: Any) -> str:
    if is_dataclass(kind):
        return f"{kind}({','.join(f'{name}:{_shape(part)}' for name, part in _parts(kind))})"
    return f"{get_origin(kind) or kind}[{','.join(map(_shape, get_args(kind)))}]"


_VERSION = sha256(_shape(Reply).encode()).digest()[:8]
