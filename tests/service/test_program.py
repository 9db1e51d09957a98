"""The program as people run it."""

import json
import re
import signal
import socket
import subprocess
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.service.adapters.hostile import Talk, hostile_server
from tests.service.programs import COMMAND, ROOT, ask, environ, serving, stop


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_once_it_says_so_and_an_idle_one_stops_at_once(number: int) -> None:
    with serving(BLOCK_DEADLINE_SECONDS="55") as (program, origin):
        assert ask(origin, "GET", "/healthz") == (200, '{"status": "ok"}')
        assert stop(program, number) < 10  # it waits for no deadline, only for a busy machine


def test_a_crm_that_is_silent_becomes_a_block_at_the_deadline_even_while_stopping() -> None:
    heard, answers = threading.Event(), []

    def silent(talk: Talk) -> None:
        heard.set()
        talk.wait()

    with (
        hostile_server(silent) as crm,
        serving(BLOCK_CRM_URL=f"{crm}/{{subdomain}}", BLOCK_DEADLINE_SECONDS="1") as (program, origin),
    ):
        asking = threading.Thread(target=lambda: answers.append(ask(origin)))
        asking.start()
        assert heard.wait(10)
        stop(program)  # whoever waits for longer than the deadline is cut off, and has no block
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
        serving(BLOCK_CRM_URL=f"{crm}/{{subdomain}}", BLOCK_DEADLINE_SECONDS="5") as (program, origin),
    ):
        connection = HTTPConnection(urlsplit(origin).netloc, timeout=20)
        said = [_ready(connection)]
        asking = threading.Thread(target=lambda: ask(origin))
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
    with serving(BLOCK_LOG="json", BLOCK_CRM_URL="http://127.0.0.1:1/{subdomain}") as (program, origin):
        assert ask(origin)[0] == 200
        stop(program)
        assert program.stderr
        lines = [json.loads(line) for line in program.stderr.read().splitlines()]
    assert [line["outcome"] for line in lines if line.get("event") == "block"] == ["crm-unavailable"]


def _run(**settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - our own program
        COMMAND, cwd=ROOT, env=environ(**settings), capture_output=True, text=True, timeout=20, check=False
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
