import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from simulators.kit.client import ControlClient
from simulators.usedesk_mock.__main__ import main
from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.state.companies import Companies

COMMAND = [sys.executable, "-m", "simulators.usedesk_mock", "--port", "0"]


@contextlib.contextmanager
def started(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, and where it says that it listens."""
    with subprocess.Popen([*COMMAND, *options], stdout=subprocess.PIPE, text=True) as program:  # noqa: S603 - ours
        try:
            assert program.stdout
            yield program, program.stdout.readline().removeprefix("listening on ").strip()
        finally:
            program.terminate()


def test_the_program_serves_and_ends_cleanly(tmp_path: Path) -> None:
    with started("--db", str(tmp_path / "state.sqlite"), "--tickets", "2") as (program, url):
        with requests.Session() as session:
            assert "No subject" not in session.get(url, timeout=10).text
            assert session.get(f"{url}/tickets", timeout=10).text.count("<tr>") == 3
        program.terminate()
        assert program.wait(20) == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--timeout", "0"], "is no waiting time; give seconds"),
        (["--tickets", "-1"], "is no number of tickets"),
        (["--company", "My shop"], "account is 'My shop'; give small letters, digits and hyphens"),
        (["--dialect", "numbers"], "'numbers' is no SWITCH=POSITION, such as numbers=strings"),
        (["--dialect", "number=strings"], "no dialect switch 'number'; did you mean 'numbers'?"),
        (["--dialect", "numbers=words"], "dialect 'numbers' has no position 'words'"),
        (
            ["--db", "/nowhere/state.sqlite"],
            "cannot open /nowhere/state.sqlite: No such file or directory; give --db",
        ),
    ],
)
def test_a_bad_start_is_told(capsys: pytest.CaptureFixture[str], options: list[str], told: str) -> None:
    try:
        code: object = main(options)
    except SystemExit as left:  # argparse's way
        code = left.code
    assert code == 2
    assert told in capsys.readouterr().err


def test_a_file_another_program_holds_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    holder = Companies(path)
    assert main(["--db", path]) == 2
    holder.close()
    remedy = "stop it, or give --db another file"
    assert capsys.readouterr().err == f"{path} is in use by another program; {remedy}\n"


def test_the_dialect_and_the_company_of_the_command_line_are_there(tmp_path: Path) -> None:
    options = ("--company", "acme", "--dialect", "numbers=strings", "--tickets", "1", "--db")
    for _start in range(2):  # the second finds the company in the file
        with started(*options, str(tmp_path / "state.sqlite")) as (program, url):
            with ControlClient(url) as control:
                assert {name: one["tickets"] for name, one in control.state().items()} == {"acme": 1}
                assert control.dialect()["acme"]["numbers"] == "strings"
            program.terminate()
            assert program.wait(20) == 0


def test_the_help_tells_every_switch(capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert [one.name for one in SWITCHES if f"  {one.name}: {one.question}" not in told] == []
