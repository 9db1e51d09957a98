"""Every answer is closed: kept by nobody, run by nobody, and no cookie ever."""

import base64
import hashlib
import re
import time

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from service.block import Answer
from service.core.drawn import Page
from service.core.model import Outcome, Preferences
from service.events import Provenance
from service.web.app import BLOCK_PATH, create_app


def _app(failing: bool = False) -> Flask:
    def answer(*_: object) -> Answer:
        if failing:
            raise ZeroDivisionError
        return Answer(Page.of("<div></div>"), Outcome.NOT_FOUND, 0, Provenance())

    return create_app(answer, Preferences(), time.monotonic)


APP = _app()
CLOSED = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def _is_closed(answer: TestResponse) -> bool:
    policy = answer.headers["Content-Security-Policy"]
    told = {name: answer.headers.get(name) for name in CLOSED}
    return told == CLOSED and policy.startswith("default-src 'none';") and "Set-Cookie" not in answer.headers


@given(
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]),
    path=st.sampled_from([BLOCK_PATH, "/", "/healthz", "/nowhere", BLOCK_PATH + "/../x"]),
    data=st.sampled_from([b"{}", b"[]", b"\xff", b"a=1", b" " * (2**20 + 1)]),
    media_type=st.sampled_from(["application/json", "application/x-www-form-urlencoded", "text/xml"]),
    cookie=st.sampled_from([{}, {"Cookie": "session=abc"}]),
)
def test_every_answer_is_closed(
    method: str, path: str, data: bytes, media_type: str, cookie: dict[str, str]
) -> None:
    answer = APP.test_client(use_cookies=False).open(
        path, method=method, data=data, content_type=media_type, headers=cookie
    )
    assert _is_closed(answer)


def test_an_answer_about_our_own_mistake_is_closed_too() -> None:
    assert _is_closed(_app(failing=True).test_client().post(BLOCK_PATH, json={}))


def test_the_page_for_people_may_show_its_one_style_and_nothing_else() -> None:
    answer = APP.test_client().get("/")
    style = re.search(r"<style>(.*)</style>", answer.text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert answer.headers["Content-Security-Policy"].split("; ") == [
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        f"style-src 'sha256-{digest}'",
    ]


@pytest.mark.parametrize("size", [2**20 + 1, 3 * 2**20])
def test_a_body_that_is_too_large_is_told_as_413(size: int) -> None:
    answer = APP.test_client().post(BLOCK_PATH, data=b" " * size, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")
