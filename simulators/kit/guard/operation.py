"""What a contract says of one operation, ready to judge calls by; and a request as the guard wants it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from jsonschema_rs import Validator


class Headers(Protocol):
    """Headers by name, in any case of letters: werkzeug's, or a plain dict."""

    def get(self, key: str, /) -> str | None:
        """The value, or None."""
        ...

    def keys(self) -> Iterable[str]:
        """The names."""
        ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter, or a field of a form.

    Attributes:
        numeric: the schema wants a number somewhere, which a query can only spell in digits.
        nested: brackets inside the name are steps into one object (style deepObject).
        holds_json: the text is JSON, and the schema speaks of what it says.
    """

    name: str
    required: bool
    check: Validator
    numeric: bool = False
    nested: bool = False
    holds_json: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """A body of one media type: judged whole, or field by field when it is a form.

    `open` forms say in so many words that they take fields of any name.
    """

    check: Validator | None
    fields: Mapping[str, Parameter] | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class KeyPlaces:
    """Where a key may be shown, by the contract's security schemes; no place at all when no key is wanted."""

    headers: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.headers or self.queries)


@dataclass(frozen=True, slots=True, eq=False)  # one is itself alone, so that verdicts can be remembered by it
class Operation:
    """One operation of a contract."""

    name: str
    method: str
    template: str
    path: re.Pattern[str]
    parameters: Mapping[str, Parameter]
    path_parameters: Mapping[str, Parameter]
    headers: tuple[Parameter, ...]
    keys: KeyPlaces
    body: Mapping[str, Content]
    body_required: bool
    answers: Mapping[str, Mapping[str, Content]]
    words: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it came: its path decoded, its query not; its headers by name in any case."""

    path: str = ""
    query: str = ""
    headers: Headers = field(default_factory=dict[str, str])
    media_type: str = ""
    body: bytes = b""
