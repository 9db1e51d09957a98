"""A request's body as plain Python values: JSON, or a form in PHP's bracket notation."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from service.core.nesting import DEEPEST, too_deep

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100_000
_DEEPEST_KEY = 16
_LONGEST_INT = 4000
_BRACKET = re.compile(r"\[([^\[\]]*)\]")


def read(media_type: str, body: bytes) -> dict[str, Any]:
    """Return the body's object.

    PHP programs sometimes send JSON under a form's media type, so what looks like JSON is read as JSON.

    Raises:
        UnsupportedMediaType: It is neither JSON nor a form.
        BadRequest: It is not UTF-8, not what it says, nested too deeply, or no object.
    """
    is_json = media_type in {"", "application/json", "text/json"} or media_type.endswith("+json")
    if not is_json and media_type != _FORM:
        raise UnsupportedMediaType(f"The media type must be application/json or {_FORM}.")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not UTF-8: byte {error.start} is wrong.") from None
    if is_json or text.lstrip().startswith("{"):
        return _object(text)
    return _unwrap(_form(text))


def parse_json(text: str) -> Any:
    """Read JSON.

    Raises:
        ValueError: It is not JSON.
        RecursionError: It is nested deeper than anything of Usedesk's.
    """
    data = _JSON.decode(text)
    if text.count("{") + text.count("[") > DEEPEST and too_deep(data):
        raise RecursionError("nested too deeply")
    return data


def _object(text: str) -> dict[str, Any]:
    try:
        data = parse_json(text)
    except RecursionError:
        raise BadRequest("The JSON is nested too deeply.") from None
    except ValueError:
        raise BadRequest("The body is not JSON.") from None
    if not isinstance(data, dict):
        raise BadRequest("The body is JSON but not an object.")
    return data


def _int(digits: str) -> int | float:
    return int(digits) if len(digits) < _LONGEST_INT else float("inf")


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON")


_JSON = json.JSONDecoder(parse_int=_int, parse_constant=_refuse)


def _form(text: str) -> dict[str, Any]:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise BadRequest("The form is not UTF-8.") from None
    except ValueError:
        raise BadRequest(f"The form has more than {_MOST_FIELDS} fields.") from None
    form: dict[str, Any] = {}
    for key, value in pairs:
        _put(form, key, value)
    return form


def _put(form: dict[str, Any], key: str, value: str) -> None:
    """Put `client_data[phones][0][phone]=…` where PHP would; `[]` means the next free place."""
    name, bracket, _ = key.partition("[")
    path = [name, *_BRACKET.findall(key[len(name) :])] if bracket else [key]
    if len(path) > _DEEPEST_KEY:
        raise BadRequest(f"The form's keys are nested deeper than {_DEEPEST_KEY} levels.")
    place = form
    for step in path[:-1]:
        inner = place.setdefault(step or str(len(place)), {})
        if not isinstance(inner, dict):
            return  # the same key was a plain value before: the first one stays
        place = inner
    place[path[-1] or str(len(place))] = value


def _unwrap(form: dict[str, Any]) -> dict[str, Any]:
    """Return the object inside a form whose only field is JSON text."""
    texts = list(form.values())
    if len(texts) == 1 and isinstance(texts[0], str) and texts[0].lstrip().startswith("{"):
        return _object(texts[0])
    return form
