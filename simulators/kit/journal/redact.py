"""Takes people and keys out of what was said, and leaves its structure. Pure.

Names that the contract uses stay, and so do `true`, `false`, `null` and the empty text; every other value
becomes a placeholder that tells its kind, every other name `<name>`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import orjson

Words = frozenset[str]
Pairs = list[tuple[str, str]]

KEY = "<key>"
NAME = "<name>"
FORM = "application/x-www-form-urlencoded"
_SECRET = re.compile(r"(x-?)?(api[-_]?key|authorization|token|secret([-_]key)?|password)", re.IGNORECASE)
_PART = re.compile(r"[\[\]]+")
_DEEPEST = 60
_KINDS = (
    ("<date>", re.compile(r"\d{4}-\d\d-\d\d([ T][\d:.+-]+Z?)?", re.ASCII)),
    ("<number>", re.compile(r"-?\d{1,6}(\.\d+)?", re.ASCII)),
    ("<email>", re.compile(r"[^@\s]+@[^@\s]+")),
    ("<phone>", re.compile(r"\+?[\d\s().-]{5,}", re.ASCII)),
)


@lru_cache(maxsize=4096)
def name(spelled: str, words: Words) -> str:
    """A parameter's name: parts the contract does not use become `<name>`, and list indexes are dropped."""
    if not spelled.endswith("]") and spelled in words:
        return spelled
    parts = _PART.split(spelled.rstrip("]"))
    shown = [
        "" if number and _index(part) else part if part in words else NAME
        for number, part in enumerate(parts)
    ]
    if spelled.endswith("[]") and shown[-1]:
        shown.append("")
    return shown[0] + "".join(f"[{part}]" for part in shown[1:])


@lru_cache(maxsize=1024)
def names(query: str, words: Words | None) -> tuple[str, ...]:
    """The names in a query, each once; without `words` as they are. Names of keys are left out."""
    said = {one for one, _ in parse_qsl(query, keep_blank_values=True) if not is_secret(one)}
    return tuple(sorted(said if words is None else {name(one, words) for one in said}))


def _index(part: str) -> bool:
    return not part or part.isdecimal()


def is_secret(spelled: str) -> bool:
    """Whether a value of this name, brackets and all, is a key or password, which no journal ever shows."""
    return any(_SECRET.fullmatch(part) for part in _PART.split(spelled))


def text(value: str) -> str:
    """The kind of a text."""
    if not value:
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(value)), "<text>")


def pairs(said: Iterable[tuple[str, str]], words: Words) -> Pairs:
    """Named values, such as a query; a value that holds JSON keeps its shape."""
    return [(name(one, words), KEY if is_secret(one) else _value(value, words)) for one, value in said]


def without_keys(said: Iterable[tuple[str, str]]) -> Pairs:
    """Named values as they are, without keys."""
    return [(one, KEY if is_secret(one) else value) for one, value in said]


def shape(document: Any, words: Words, depth: int = 0) -> Any:
    """A JSON document with placeholders for its values."""
    if depth > _DEEPEST:
        return "<deep>"
    if isinstance(document, dict):
        return _object(document, words, depth)
    if isinstance(document, list):
        return [shape(one, words, depth + 1) for one in document]
    if isinstance(document, str):
        return text(document)
    return document if document is None or isinstance(document, bool) else "<number>"


def keyless(document: Any, secret: str | None) -> Any:
    """A JSON document without keys: what has the name of one, and the one that is known wherever it is."""
    if isinstance(document, dict):
        return {
            key: KEY if is_secret(key) and held else keyless(held, secret) for key, held in document.items()
        }
    if isinstance(document, list):
        return [keyless(one, secret) for one in document]
    return document.replace(secret, KEY) if secret and isinstance(document, str) else document


def body(said: bytes, media_type: str, words: Words) -> str:
    """A body with placeholders: JSON and forms by structure, anything else by its size."""
    if not said:
        return ""
    if media_type == FORM:
        return form(pairs(parse_qsl(said.decode(errors="replace"), keep_blank_values=True), words))
    if "json" not in media_type:
        return f"<{len(said)} bytes>"
    try:
        return orjson.dumps(shape(orjson.loads(said), words)).decode()
    except orjson.JSONDecodeError:
        return f"<{len(said)} bytes that are not JSON>"


def form(said: Pairs) -> str:
    """Named values on one line, for people."""
    return "&".join(f"{one}={value}" for one, value in said)


def _object(document: dict[str, Any], words: Words, depth: int) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for number, (key, held) in enumerate(document.items(), 1):
        told = key if key in words else f"<name {number}>"
        shown[told] = KEY if is_secret(key) else shape(held, words, depth + 1)
    return shown


def _value(value: str, words: Words) -> str:
    if value[:1] in ("{", "["):
        try:
            return orjson.dumps(shape(orjson.loads(value), words)).decode()
        except orjson.JSONDecodeError:
            return "<text>"
    return text(value)
