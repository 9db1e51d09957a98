"""The program as people run it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.service.adapters.hostile import Talk, hostile_server

ROOT = Path(__file__).parents[2]
ASKED = json.dumps({"subdomain": "company", "secret": "k3y", "contact": "anna@example.com"})


def _environ(**settings: str) -> dict[str, str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("BLOCK_")}
    return {**outside, "BLOCK_BIND": "127.0.0.1:0", **settings}


@contextmanager
def _program(**settings: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    command = [sys.executable, "-m", "service"]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, env=_environ(**settings), stdout=pipe, stderr=pipe, text=True
    ) as program:
        try:
            assert program.stdout
            said = re.fullmatch(r"listening on (http://127\.0\.0\.1:\d+)\n", program.stdout.readline())
            assert said
            yield program, said[1]
        finally:
            program.kill()


def _ask(origin: str, method: str = "POST", path: str = "/settings/blocks/retail_crm") -> tuple[int, str]:
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=20)
    try:
        connection.request(method, path, ASKED, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def _stop(program: "subprocess.Popen[str]", number: int = signal.SIGTERM) -> float:
    started = time.monotonic()
    program.send_signal(number)
    assert program.wait(20) == 0
    return time.monotonic() - started


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_once_it_says_so_and_an_idle_one_stops_within_a_second(number: int) -> None:
    with _program() as (program, origin):
        assert _ask(origin, "GET", "/healthz") == (200, '{"status": "ok"}')
        assert _stop(program, number) < 2  # a second, and one for a busy machine


def test_a_crm_that_is_silent_becomes_a_block_at_the_deadline_even_while_stopping() -> None:
    heard, answers = threading.Event(), []

    def silent(talk: Talk) -> None:
        heard.set()
        talk.wait()

    with (
        hostile_server(silent) as crm,
        _program(BLOCK_CRM_URL=f"{crm}/{{subdomain}}", BLOCK_DEADLINE_SECONDS="1") as (program, origin),
    ):
        asking = threading.Thread(target=lambda: answers.append(_ask(origin)))
        asking.start()
        assert heard.wait(10)
        assert _stop(program) < 4  # the deadline, a second, and more for a busy machine
        asking.join(10)
        assert program.stderr
        log = program.stderr.read()
    assert [(status, "crm-unavailable" in body) for status, body in answers] == [(200, True)]
    line = r"event=block outcome=crm-unavailable ms=\d+ calls=\d cache=miss partial=false .+ request=\w{16}\n"
    assert re.search(line, log)
    assert not re.search(r"k3y|anna|company", log)


def test_while_it_finishes_what_is_open_it_says_that_it_is_not_ready() -> None:
    heard = threading.Event()

    def silent(talk: Talk) -> None:
        heard.set()
        talk.wait()

    with (
        hostile_server(silent) as crm,
        _program(BLOCK_CRM_URL=f"{crm}/{{subdomain}}", BLOCK_DEADLINE_SECONDS="5") as (program, origin),
    ):
        connection = HTTPConnection(urlsplit(origin).netloc, timeout=20)
        said = [_ready(connection)]
        asking = threading.Thread(target=lambda: _ask(origin))
        asking.start()
        assert heard.wait(10)
        program.send_signal(signal.SIGTERM)
        until = time.monotonic() + 4
        while said[-1] == (200, "ok") and time.monotonic() < until:
            said.append(_ready(connection))
        connection.close()
        asking.join(20)
    assert said[-1] == (503, "stopping")


def _ready(connection: HTTPConnection) -> tuple[int, str]:
    connection.request("GET", "/readyz")
    response = connection.getresponse()
    return response.status, json.loads(response.read())["status"]


def test_json_lines_are_written_when_asked_for() -> None:
    with _program(BLOCK_LOG="json", BLOCK_CRM_URL="http://127.0.0.1:1/{subdomain}") as (program, origin):
        assert _ask(origin)[0] == 200
        _stop(program)
        assert program.stderr
        lines = [json.loads(line) for line in program.stderr.read().splitlines()]
    assert [line["outcome"] for line in lines if line.get("event") == "block"] == ["crm-unavailable"]


def _run(**settings: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "service"]
    return subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, env=_environ(**settings), capture_output=True, text=True, timeout=20, check=False
    )


def test_a_port_in_use_is_one_sentence_and_exit_code_2() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = _run(BLOCK_BIND=f"127.0.0.1:{port}")
    sentence = f"cannot listen on 127.0.0.1:{port}: Address already in use. Free it or change BLOCK_BIND\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", sentence)


def test_a_bad_setting_is_one_sentence_and_exit_code_2() -> None:
    result = _run(BLOCK_THREADS="many")
    sentence = "BLOCK_THREADS is 'many': write a whole number from 1 to 256\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", sentence)
