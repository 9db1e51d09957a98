"""Judges answers."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from simulators.kit.guard import telling
from simulators.kit.guard.operation import Content, Operation

LONGEST_REMEMBERED = 32 * 2**10


def answer_violations(operation: Operation, status: int, media_type: str, body: bytes) -> tuple[str, ...]:
    """Where an answer departs from the contract: its status, its media type, and its body by the schema."""
    if len(body) > LONGEST_REMEMBERED:
        return _judged(operation, status, media_type, body)
    return _remembered(operation, status, media_type, body)


def _judged(operation: Operation, status: int, media_type: str, body: bytes) -> tuple[str, ...]:
    contents = _promised(operation, status)
    if contents is None:
        return (f"status {status} is not in the contract",)
    content = contents.get(media_type) if contents else Content(None)
    if content is None:
        return (f"media type {media_type or 'none'} is not in the contract",)
    if content.check is None:
        return ()
    try:
        document = decoded(body) if "json" in media_type else body.decode()
    except ValueError:
        return ("the body is not JSON" if "json" in media_type else "the body is not text",)
    if content.check.is_valid(document):
        return ()
    return telling.errors("answer", content.check, document, operation.words)


# The same answer of the same operation has the same verdict, and clients ask the same again and again.
_remembered = lru_cache(maxsize=256)(_judged)


def _promised(operation: Operation, status: int) -> Mapping[str, Content] | None:
    """What the contract says of this status: by itself, by its range, or by default."""
    for name in (str(status), f"{status // 100}XX", "DEFAULT"):
        if name in operation.answers:
            return operation.answers[name]
    return None


def decoded(body: bytes | str) -> Any:
    """What JSON text says; raises ValueError. Numbers longer than 64 bits are read as well."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        try:
            document = json.loads(body, parse_constant=_no_constant)
            json.dumps(document, ensure_ascii=False).encode()  # half a surrogate pair is no text
            return document
        except RecursionError as error:
            raise ValueError("nested deeper than anybody reads") from error


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
