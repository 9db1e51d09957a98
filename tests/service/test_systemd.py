"""The service hears what systemd hands over, and says what systemd waits for."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.running.systemd import inherited
from tests.service.programs import COMMAND, ROOT, ask, environ, serving

HANDED_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=sys.argv[2])
os.execv(sys.executable, [sys.executable, "-m", "service"])
"""


@contextmanager
def _activated(listener: socket.socket, count: int = 1) -> Iterator["subprocess.Popen[str]"]:
    """Start the service as systemd does: its socket is file 3, and two variables say so."""
    command = [sys.executable, "-c", HANDED_OVER, str(listener.fileno()), str(count)]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own program
        command,
        cwd=ROOT,
        env=environ(BLOCK_BIND="192.0.2.1:1"),
        stdout=pipe,
        stderr=pipe,
        text=True,
        pass_fds=[listener.fileno()],
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def test_a_socket_that_is_handed_over_is_served_on_and_outlives_a_restart() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for _ in range(2):
            with _activated(listener) as program:
                assert program.stdout
                assert program.stdout.readline() == f"listening on {origin}\n"
                assert ask(origin)[0] == 200
                program.send_signal(signal.SIGTERM)
                assert program.wait(20) == 0


def test_more_than_one_socket_is_refused_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, _activated(listener, 2) as program:
        told, problem = program.communicate(timeout=20)
    assert (program.returncode, told) == (2, "")
    assert "Keep one ListenStream" in problem


def test_what_was_handed_to_another_process_is_not_taken() -> None:
    assert inherited({"LISTEN_PID": str(os.getppid()), "LISTEN_FDS": "1"}) is None


def test_systemd_is_told_when_the_service_is_ready_reloads_and_stops(tmp_path: Path) -> None:
    file = tmp_path / "accounts.toml"
    account = '[accounts.shop]\naddress = "shop"\nkey = "k3y"\nsecrets = ["0123456789abcdef"]\n'
    file.write_text(account)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(20)
        with serving(NOTIFY_SOCKET=str(tmp_path / "notify"), BLOCK_ACCOUNTS=str(file)) as (program, _):
            said = [_first_line(heard)]
            for text in (account, "nonsense"):
                file.write_text(text)
                program.send_signal(signal.SIGHUP)
                said += [_first_line(heard), _first_line(heard)]
            program.send_signal(signal.SIGTERM)
            said.append(_first_line(heard))
    assert said == ["READY=1", "RELOADING=1", "READY=1", "RELOADING=1", "READY=1", "STOPPING=1"]


def _first_line(heard: socket.socket) -> str:
    told = heard.recv(1000).decode()
    assert re.search(r"\nMONOTONIC_USEC=\d+$", told)
    return told.partition("\n")[0]


def test_a_systemd_that_does_not_listen_keeps_nobody_from_serving(tmp_path: Path) -> None:
    with serving(NOTIFY_SOCKET=str(tmp_path / "nobody")) as (_, origin):
        assert ask(origin)[0] == 200


@pytest.mark.skipif(not Path("/usr/bin/systemd-analyze").exists(), reason="systemd is not installed")
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    for unit in (ROOT / "deploy" / "systemd").glob("retailcrm-block.*"):
        text = unit.read_text(encoding="utf-8")
        (tmp_path / unit.name).write_text(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={COMMAND[0]}", text))
    drop_in = tmp_path / "retailcrm-block.service.d"
    drop_in.mkdir()
    (drop_in / "accounts.conf").write_text(
        (ROOT / "deploy/systemd/accounts.conf").read_text(encoding="utf-8")
    )
    names = ["retailcrm-block.service", "retailcrm-block.socket"]
    checked = subprocess.run(  # noqa: S603 - a fixed command
        ["/usr/bin/systemd-analyze", "verify", *names],
        cwd=tmp_path,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
