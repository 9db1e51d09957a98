"""Judges requests: parameters, the key's place, and the body."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from simulators.kit.guard import telling
from simulators.kit.guard.answers import decoded
from simulators.kit.guard.operation import Content, Headers, Operation, Parameter, Sent
from simulators.kit.guard.reading import FORM

Values = dict[str, list[str]]
_LIST_INDEX = re.compile(r"\[\d*\]$")
_STEPS = re.compile(r"\[([^\[\]]*)\]")
_DEEPEST = 20
_KEY_LIKE = re.compile(r"(x-?)?(api[-_]?key|authorization|token)", re.IGNORECASE)


def request_violations(operation: Operation, sent: Sent) -> tuple[str, ...]:
    """Where a request departs from the contract: its path, parameters, headers, key and body."""
    fields = _fields(sent)
    found = list(_in_query(operation, sent.query))
    if operation.path_parameters:
        found += _in_path(operation, sent.path)
    found += _headers(operation, sent.headers)
    if operation.keys:
        found += _key(operation, sent, fields)
    if sent.body or operation.body_required:
        found += _body(operation, sent, fields)
    return tuple(found)


@lru_cache(maxsize=1024)
def _in_query(operation: Operation, query: str) -> tuple[str, ...]:
    known, keys = operation.parameters, operation.keys.queries
    return tuple(_parameters("query", operation, known, parse_qsl(query, keep_blank_values=True), keys))


def _fields(sent: Sent) -> list[tuple[str, str]]:
    if not sent.body or sent.media_type != FORM:
        return []
    return parse_qsl(sent.body.decode(errors="replace"), keep_blank_values=True)


def _parameters(
    place: str,
    operation: Operation,
    known: Mapping[str, Parameter],
    pairs: Iterable[tuple[str, str]],
    besides: tuple[str, ...] = (),
    *,
    open_: bool = False,
) -> Iterator[str]:
    """What is wrong with named values: each by its schema, those nobody knows, those that are missing."""
    sent: Values = {}
    strangers = []
    for name, value in pairs:
        listed = _listed(name)
        if listed in known and not known[listed].nested:
            sent.setdefault(listed, []).append(value)
        elif (nest := _nest(name, known)) is not None:
            sent.setdefault(nest, []).extend((name, value))
        elif name not in besides and not _KEY_LIKE.fullmatch(name):
            strangers.append(name)
    for name, values in sent.items():
        yield from _value(f"{place} {name}", known[name], values, operation.words)
    if strangers and not open_:
        yield from dict.fromkeys(_stranger(place, name, known) for name in strangers)
    missing = [one.name for one in known.values() if one.required and one.name not in sent]
    for name in missing:
        yield f"{place} {name} is missing"


@lru_cache(maxsize=2048)
def _listed(name: str) -> str:
    return _LIST_INDEX.sub("[]", name)


def _nest(name: str, known: Mapping[str, Parameter]) -> str | None:
    """The parameter whose object this name steps into: `filter[customFields][size][min]`."""
    shorter = name
    while shorter:
        if shorter in known and known[shorter].nested:
            return shorter
        shorter = shorter[: shorter.rfind("[")] if shorter.endswith("]") and "[" in shorter else ""
    return None


def _stranger(place: str, name: str, known: Mapping[str, Parameter]) -> str:
    # The name is the caller's own invention and may hold anything, so only what it resembles is told.
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.75)
    return f"{place}: a name is not in the contract" + (f"; did you mean {close[0]}?" if close else "")


def _value(where: str, known: Parameter, values: list[str], words: frozenset[str]) -> Iterable[str]:
    if known.nested:
        return _map(where, known, values, words)
    if known.name.endswith("[]"):
        return _judged(where, known, values, words)
    if len(values) > 1:
        return (f"{where} is sent {len(values)} times",)
    if not known.holds_json:
        return _judged(where, known, values[0], words)
    try:
        document = decoded(values[0])
    except ValueError:
        return (f"{where} is not JSON",)
    return () if known.check.is_valid(document) else telling.errors(where, known.check, document, words)


def _map(where: str, known: Parameter, flat: list[str], words: frozenset[str]) -> Iterable[str]:
    """A map spelled in brackets; of brackets in brackets OpenAPI says nothing, so a text will do there."""
    names = flat[::2]
    if known.name in names:
        return (f"{where} is a map, and wants a name in brackets",)
    texts = {
        name[len(known.name) :].split("]")[0][1:]: text for name, text in zip(names, flat[1::2], strict=True)
    }
    if known.check.is_valid(texts):
        return ()
    return _judged(where, known, _object(known.name, flat), words)


def _judged(where: str, known: Parameter, sent: Any, words: frozenset[str]) -> Iterable[str]:
    """By the schema. A query has only text, so digits may be a number as well."""
    read = _numbers(sent) if known.numeric else sent
    if known.check.is_valid(read) or (known.numeric and known.check.is_valid(sent)):
        return ()
    return telling.errors(where, known.check, read, words)


def _numbers(sent: Any) -> Any:
    if isinstance(sent, str):
        if sent in ("true", "false"):
            return sent == "true"
        if sent.isdecimal() and sent.isascii() and len(sent) <= 18:  # noqa: PLR2004 - below 2**63
            return int(sent)
        return _signed(sent)
    if isinstance(sent, list):
        return [_numbers(one) for one in sent]
    return {name: _numbers(one) for name, one in sent.items()}


def _signed(text: str) -> float | str:
    if re.fullmatch(r"-\d{1,18}", text, re.ASCII):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d{1,15}\.\d{1,15}", text, re.ASCII) else text


def _object(name: str, flat: list[str]) -> dict[str, Any]:
    """The object that names with steps in brackets spell; `flat` holds names and values by turns."""
    whole: dict[str, Any] = {}
    for spelled, value in zip(flat[::2], flat[1::2], strict=True):
        inner, steps = whole, _STEPS.findall(spelled[len(name) :])[:_DEEPEST]
        for step in steps[:-1]:
            held = inner.setdefault(step, {})
            inner = held if isinstance(held, dict) else {}
        inner[steps[-1] or str(len(inner))] = value
    return {step: _php(held) for step, held in whole.items()}


def _php(node: Any) -> Any:
    """A map whose keys count 0, 1, 2… is a list to PHP."""
    if not isinstance(node, dict):
        return node
    held = [_php(one) for one in node.values()]
    counted = list(node) == [str(number) for number in range(len(node))]
    return held if counted else dict(zip(node, held, strict=True))


def _in_path(operation: Operation, path: str) -> Iterator[str]:
    matched = operation.path.fullmatch(path)
    if matched:
        for known, value in zip(operation.path_parameters.values(), matched.groups(), strict=False):
            yield from _judged(f"path {known.name}", known, value, operation.words)


def _headers(operation: Operation, headers: Headers) -> Iterator[str]:
    for known in operation.headers:
        value = headers.get(known.name)
        if value is not None:
            yield from _judged(f"header {known.name}", known, value, operation.words)
        elif known.required:
            yield f"header {known.name} is missing"


def _key(operation: Operation, sent: Sent, fields: list[tuple[str, str]]) -> Iterator[str]:
    """A request without a key, or with one where nobody looks for it. A form may hold what a query may."""
    places, headers = operation.keys, sent.headers
    if any(headers.get(name) for name in places.headers):
        return
    query = parse_qsl(sent.query, keep_blank_values=True)
    if any(value and name in places.queries for name, value in (*query, *fields)):
        return
    wanted = [f"header {name}" for name in places.headers] + [f"query {name}" for name in places.queries]
    astray = [f"header {name}" for name in headers.keys() if _KEY_LIKE.fullmatch(name)]  # noqa: SIM118 - iterating werkzeug's headers gives pairs
    astray += [f"query {name}" for name, _ in query if _KEY_LIKE.fullmatch(name)]
    found = f"the key is in the wrong place: {astray[0]}" if astray else "the key is missing"
    yield f"{found}; send it as {' or '.join(wanted)}"


def _body(operation: Operation, sent: Sent, fields: list[tuple[str, str]]) -> Iterator[str]:
    if not operation.body:
        return  # a body that nobody asked for is read by nobody
    if not sent.body:
        yield "the body is missing"
        return
    content = operation.body.get(sent.media_type)
    if content is None:
        yield f"the body's media type is not in the contract; send {' or '.join(operation.body)}"
    elif content.fields is not None:
        besides = operation.keys.queries
        yield from _parameters("form", operation, content.fields, fields, besides, open_=content.open)
    elif content.check is not None:
        yield from _whole(content, sent, operation.words)


def _whole(content: Content, sent: Sent, words: frozenset[str]) -> Iterable[str]:
    assert content.check is not None  # noqa: S101 - the caller has seen to it
    try:
        document = decoded(sent.body) if "json" in sent.media_type else sent.body.decode()
    except ValueError:
        return ("the body is not what its media type says",)
    return () if content.check.is_valid(document) else telling.errors("body", content.check, document, words)
