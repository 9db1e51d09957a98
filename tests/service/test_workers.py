"""Workers come, die and go, and nobody who asks notices."""

import os
import pty
import re
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.service.adapters.hostile import Talk, hostile_server
from tests.service.programs import ASKED, NO_REDIS, ROOT, ask, hear, serving, stop, workers

TWO = {"BLOCK_WORKERS": "2", "BLOCK_REDIS_URL": NO_REDIS}
ACCOUNT = '[accounts.shop]\naddress = "shop"\nkey = "k3y"\nsecrets = ["0123456789abcdef"]\n'


class Callers:
    """Clients that ask again and again, half of them on a connection that they keep."""

    def __init__(self, origin: str) -> None:
        self._host, self._over = urlsplit(origin).netloc, threading.Event()
        self.answers: list[int] = []
        self.troubles: list[str] = []
        self._threads = [threading.Thread(target=self._call, args=(keep,)) for keep in (True, False) * 4]

    def _call(self, keep: bool) -> None:
        connection = HTTPConnection(self._host, timeout=20)
        while not self._over.is_set():
            try:
                connection.request(
                    "POST", "/settings/blocks/retail_crm", b"{}", {"Content-Type": "text/json"}
                )
                answer = connection.getresponse()
                answer.read()
                self.answers.append(answer.status)
            except (OSError, HTTPException) as trouble:
                self.troubles.append(repr(trouble))
            if not keep:
                connection.close()
        connection.close()

    def __enter__(self) -> "Callers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


@contextmanager
def _silent_crm() -> Iterator[tuple[str, threading.Semaphore, threading.Event]]:
    """Yield a CRM that does not answer, what is released whenever it is asked, and what makes it hang up."""
    heard, over = threading.Semaphore(0), threading.Event()

    def silent(_talk: Talk) -> None:
        heard.release()
        over.wait()

    with hostile_server(silent) as crm:
        try:
            yield f"{crm}/{{subdomain}}", heard, over
        finally:
            over.set()


@pytest.mark.parametrize("settings", [{}, TWO], ids=["one worker", "two workers"])
def test_reloading_loses_no_request(settings: dict[str, str]) -> None:
    with serving(**settings) as (program, origin), Callers(origin) as callers:
        count = int(settings.get("BLOCK_WORKERS", "1"))
        first = workers(program, count)
        for _ in range(2):
            program.send_signal(signal.SIGHUP)
            second = workers(program, count)
            hear(program, "event=serving")
            ended = {int(hear(program, r"event=worker-ended worker=\d+ pid=(\d+)")[1]) for _ in first}
            assert ended == set(first)
            first = second
    assert (callers.troubles, set(callers.answers)) == ([], {200})


def test_a_reload_with_settings_that_cannot_be_used_leaves_all_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "accounts.toml"
    file.write_text(ACCOUNT)
    with serving(BLOCK_ACCOUNTS=str(file)) as (program, origin):
        file.write_text("accounts = 1")
        program.send_signal(signal.SIGHUP)
        hear(program, r"^BLOCK_ACCOUNTS is '.*': needs tables")
        hear(program, "event=refused")
        assert ask(origin)[0] == 200
        file.write_text(ACCOUNT)
        program.send_signal(signal.SIGHUP)
        hear(program, "event=serving")
        assert ask(origin)[0] == 200


def test_a_reload_reads_the_accounts_anew(tmp_path: Path) -> None:
    file = tmp_path / "accounts.toml"
    file.write_text(ACCOUNT.replace("0123456789abcdef", "another-secret-of-16"))
    settings = {"BLOCK_CRM_URL": "http://127.0.0.1:1/{subdomain}", "BLOCK_ACCOUNTS": str(file)}
    with serving(**settings) as (program, origin):
        before = ask(origin)[1]
        file.write_text(ACCOUNT.replace("0123456789abcdef", "k3y-k3y-k3y-k3y-k3y"))
        program.send_signal(signal.SIGHUP)
        hear(program, "event=serving")
        assert before != ask(origin)[1]


class Asking(threading.Thread):
    """One who asks, and gets the answer's status or "lost"."""

    def __init__(self, origin: str) -> None:
        super().__init__()
        self._origin = origin
        self.got: int | str = "nothing"
        self.start()

    def run(self) -> None:
        try:
            self.got = ask(self._origin)[0]
        except (OSError, HTTPException):
            self.got = "lost"


def test_a_worker_that_is_killed_loses_only_its_own_requests_and_is_replaced() -> None:
    with _silent_crm() as (crm, heard, _), serving(**TWO, BLOCK_CRM_URL=crm) as (program, origin):
        victim, other = workers(program, 2)
        os.kill(other, signal.SIGSTOP)  # so that the victim takes what is asked
        of_victim = Asking(origin)
        heard.acquire()
        os.kill(other, signal.SIGCONT)
        os.kill(victim, signal.SIGSTOP)
        of_others = [Asking(origin) for _ in range(4)]
        os.kill(victim, signal.SIGKILL)
        assert int(hear(program, r"event=worker-died worker=\d pid=(\d+) code=-9")[1]) == victim
        assert workers(program, 1) != [victim]
        for asking in (of_victim, *of_others):
            asking.join()
        assert ask(origin, "GET", "/healthz")[0] == 200
    assert (of_victim.got, [asking.got for asking in of_others]) == ("lost", [200] * 4)


def test_workers_do_not_outlive_their_parent() -> None:
    with serving(**TWO) as (program, origin):
        program.kill()
        program.wait()
        assert program.stderr
        program.stderr.read()  # ends when the last process that could write has ended
        host, port = urlsplit(origin).hostname, urlsplit(origin).port
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((str(host), int(port or 0)))


def test_a_program_that_cannot_start_its_workers_ends_with_code_2(tmp_path: Path) -> None:
    (tmp_path / "waitress.py").write_text("raise SystemExit(2)")
    with pytest.raises(AssertionError), serving(PYTHONPATH=str(tmp_path)):
        pass


def test_figures_are_those_of_all_workers_and_of_those_that_have_ended() -> None:
    with serving(**TWO) as (program, origin):
        pids = workers(program, 2)
        for _ in range(20):
            ask(origin)
        os.kill(pids[0], signal.SIGKILL)
        workers(program, 1)
        ask(origin)
        program.send_signal(signal.SIGHUP)
        hear(program, "event=serving")
        ask(origin)
        figures = ask(origin, "GET", "/metrics")[1]
        stop(program)
    blocks = re.findall(r"^retailcrm_block_blocks_total\{.*\} (\S+)$", figures, re.MULTILINE)
    assert sum(map(float, blocks)) == 22
    assert "retailcrm_block_redis_up 0.0\n" in figures
    processes = set(re.findall(r'^process_resident_memory_bytes\{process="(\S+)"\}', figures, re.MULTILINE))
    assert {"parent"} < processes <= {"parent", *(f"worker-{slot}" for slot in range(4))}


@pytest.mark.parametrize(("number", "news"), [(signal.SIGHUP, "serving"), (signal.SIGTERM, "stopping")])
def test_the_last_answer_on_a_kept_connection_says_so(number: int, news: str) -> None:
    with (
        _silent_crm() as (crm, heard, over),
        serving(BLOCK_CRM_URL=crm, BLOCK_DEADLINE_SECONDS="55") as (program, origin),
    ):
        connection = HTTPConnection(urlsplit(origin).netloc, timeout=60)
        connection.request("POST", "/settings/blocks/retail_crm", ASKED, {"Content-Type": "application/json"})
        heard.acquire()
        program.send_signal(number)
        hear(program, f"event={news}")
        over.set()
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Connection"]) == (200, "close")
        connection.close()


def test_a_request_that_is_half_sent_when_workers_change_is_answered() -> None:
    body = b'{"subdomain": "", "secret": ""}'
    head = f"POST /settings/blocks/retail_crm HTTP/1.1\r\nHost: here\r\nContent-Length: {len(body)}\r\n"
    with serving() as (program, origin):
        url = urlsplit(origin)
        with socket.create_connection((str(url.hostname), int(url.port or 0)), timeout=20) as client:
            client.sendall(head.encode())
            ask(origin, "GET", "/healthz")  # so the connection before has been taken
            program.send_signal(signal.SIGHUP)
            hear(program, "event=serving")
            client.sendall(b"Content-Type: application/json\r\n\r\n" + body)
            answer = client.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"\r\nConnection: close\r\n" in answer


def test_reloads_and_a_stop_that_come_together_are_all_obeyed() -> None:
    with serving() as (program, _):
        workers(program, 1)
        program.send_signal(signal.SIGHUP)
        workers(program, 1)
        program.send_signal(signal.SIGHUP)  # while the new worker is on its way
        hear(program, "event=serving")
        workers(program, 1)
        program.send_signal(signal.SIGTERM)
        assert program.wait(20) == 0
        assert program.stderr
        assert "event=worker-died" not in program.stderr.read()


def test_a_program_whose_terminal_is_gone_ends() -> None:
    terminal, stdin = pty.openpty()
    with serving(ROOT, stdin) as (program, _):
        os.close(stdin)
        program.send_signal(signal.SIGHUP)
        hear(program, "event=serving")  # as long as it is there, to reload is what is meant
        os.close(terminal)
        program.send_signal(signal.SIGHUP)
        assert program.wait(20) == 0


def test_workers_that_cannot_start_are_tried_again_until_they_can(tmp_path: Path) -> None:
    file = tmp_path / "accounts.toml"
    file.write_text(ACCOUNT)
    with serving(BLOCK_ACCOUNTS=str(file)) as (program, origin):
        (pid,) = workers(program, 1)
        file.write_text("nonsense")
        os.kill(pid, signal.SIGKILL)
        for code in (-9, 2, 2):
            hear(program, rf"event=worker-died .* code={code}$")
        file.write_text(ACCOUNT)
        assert ask(origin)[0] == 200  # it has waited in the queue
