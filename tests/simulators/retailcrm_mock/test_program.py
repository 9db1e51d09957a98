import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from simulators.retailcrm_mock.__main__ import main


def _started(*options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "simulators.retailcrm_mock", "--port", "0", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves


def _customers(*options: str) -> int:
    """How many customers the program answers with, started and stopped with SIGTERM."""
    with _started(*options) as program:
        assert program.stdout is not None
        url = program.stdout.readline().removeprefix("listening on ").strip()
        headers = {"X-API-KEY": "demo-key"}
        with requests.Session() as session:
            body = session.get(f"{url}/company/api/v5/customers", headers=headers, timeout=10).json()
        program.send_signal(signal.SIGTERM)
    assert program.returncode == 0
    count: int = body["pagination"]["totalCount"]
    return count


def test_the_program_answers_stops_and_finds_its_file_again(tmp_path: Path) -> None:
    file = ("--db", str(tmp_path / "crm.sqlite"))
    assert _customers(*file, "--customers", "3") == 3
    assert _customers(*file, "--customers", "7") == 3


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--dialect", "name-match=all"], "no position 'all'"),
        (["--dialect", "naem-match=whole"], "did you mean 'name-match'?"),
        (["--account", "A b"], "account is 'A b'; give small letters"),
        (["--db", "."], "give --db"),
    ],
)
def test_a_bad_start_is_told_in_a_sentence(
    options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(options) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--customers", "-1"], ["--dialect", "whole"], ["--port", "x"]])
def test_a_bad_option_is_told_with_the_usage(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(options)
    assert "usage:" in capsys.readouterr().err


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(word in told for word in ("curl", "name-match", "--no-rate-limit", "(default: 200)"))
