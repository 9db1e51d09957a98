"""Bodies are read as JSON or as a form in PHP's notation, whatever their size or depth."""

import json
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType

from service.web.body import read

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@given(st.sampled_from([JSON, FORM, "", "text/plain"]), st.binary(max_size=200))
def test_any_body_is_an_object_or_refused(media_type: str, body: bytes) -> None:
    with suppress(BadRequest, UnsupportedMediaType):
        assert isinstance(read(media_type, body), dict)


@pytest.mark.parametrize("media_type", [JSON, "text/json", "application/vnd.x+json", "", FORM])
@pytest.mark.parametrize("text", ['{"a": 1}', '\ufeff{"a": 1}', ' \n{"a": 1}'])
def test_json_is_read_under_every_name_it_comes_by(media_type: str, text: str) -> None:
    assert read(media_type, text.encode()) == {"a": 1}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"a": NaN}', "not JSON"),
        (b"[]", "not an object"),
        (b"null", "not an object"),
        (b'"text"', "not an object"),
        (b'{"a": "\xff"}', "not UTF-8: byte 7"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "nested too deeply"),
    ],
)
def test_a_refusal_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        read(JSON, body)


def test_another_media_type_is_refused_by_name() -> None:
    with pytest.raises(UnsupportedMediaType, match="application/json"):
        read("multipart/form-data", b"{}")


def test_endless_numbers_are_no_error() -> None:
    assert read(JSON, b'{"a": ' + b"9" * 100_000 + b"}") == {"a": float("inf")}


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ([("a", "1"), ("b", "")], {"a": "1", "b": ""}),
        ([("c[p][0][a]", "1"), ("c[p][0][b]", "2")], {"c": {"p": {"0": {"a": "1", "b": "2"}}}}),
        ([("c[emails][]", "x"), ("c[emails][]", "y")], {"c": {"emails": {"0": "x", "1": "y"}}}),
        ([("a", "1"), ("a[b]", "2")], {"a": "1"}),
        ([("a[b", "1"), ("]", "2"), ("c[][]", "3")], {"a": "1", "]": "2", "c": {"0": {"0": "3"}}}),
        ([("data", '{"a": 1}')], {"a": 1}),
    ],
)  # fmt: skip
def test_a_form_is_read_as_php_reads_it(fields: list[tuple[str, str]], value: dict[str, Any]) -> None:
    assert read(FORM, urlencode(fields).encode()) == value


@pytest.mark.parametrize(
    "body", [b"a" + b"[b]" * 50 + b"=1", b"a=%ff", b"&".join([b"a=1"] * 100_001), b"data=%7B"]
)
def test_a_form_beyond_reason_is_refused(body: bytes) -> None:
    with pytest.raises(HTTPException) as refused:
        read(FORM, body)
    assert refused.value.code == 400


@given(st.dictionaries(st.text(min_size=1).filter(lambda k: "[" not in k), st.text(), min_size=2))
def test_a_flat_form_survives(form: dict[str, str]) -> None:
    assert read(FORM, urlencode(form).encode()) == form


@given(st.dictionaries(st.text(), st.none() | st.integers() | st.text(), max_size=5))
def test_json_survives(data: dict[str, Any]) -> None:
    assert read(JSON, json.dumps(data).encode()) == data
