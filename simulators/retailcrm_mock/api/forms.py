"""Reads forms: plain fields, and entities written as JSON into one field."""

import json
from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from simulators.kit.dialects import Dialect
from simulators.retailcrm_mock.api.brackets import SINGLE, Parameters
from simulators.retailcrm_mock.api.errors import BAD_ENTITY, INVALID, Refusal, missing
from simulators.retailcrm_mock.api.shapes import Shape

_NOTHING: MultiDict[str, str] = ImmutableMultiDict()
MOST_BYTES = 8 * 2**20  # PHP's own post_max_size; what RetailCRM allows is not known


def fits(request: Request) -> bool:
    """Whether the form is small enough to be read; read nothing of it before asking."""
    if (request.content_length or 0) > MOST_BYTES:
        return False
    request.max_content_length = request.max_form_memory_size = MOST_BYTES
    try:
        sent(request)
    except RequestEntityTooLarge:
        return False
    return True


def sent(request: Request) -> MultiDict[str, str]:
    """The form; to look for one in every request costs more than to see that nothing was sent."""
    return request.form if request.content_length else _NOTHING


def pairs(request: Request) -> Iterator[tuple[str, str]]:
    """What was sent in the form, then what of the query the form does not name again."""
    form, query = sent(request), request.args.items(multi=True)
    yield from form.items(multi=True)
    yield from ((name, value) for name, value in query if name not in form) if form else query


def entity(sent: Parameters, name: str, shape: Shape, dialect: Dialect) -> Any:
    """What the JSON in this field says, checked, without what its shape does not know.

    Raises:
        Refusal: the field is missing, is no JSON, or breaks the shape.
    """
    field = sent.plain.get(name)
    if field is None or field.texts == [""]:
        raise missing(name)
    value = _json(field.texts[0]) if field.shape == SINGLE else None
    if value is None:
        raise Refusal(400, BAD_ENTITY, {name: INVALID})
    return shape.read(_without_nulls(value) if dialect["null-in-entity"] == "ignored" else value)


def _json(text: str) -> Any:
    """The value; None if it is no JSON, or cannot be written back: NaN, half a surrogate pair."""
    try:
        value = json.loads(text)
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return value


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(one) for name, one in value.items() if one is not None}
    return [_without_nulls(one) for one in value] if isinstance(value, list) else value
