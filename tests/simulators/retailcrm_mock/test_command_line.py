"""The command line as its user meets it: help that teaches, and a sentence for whatever can't be."""

import contextlib
import hashlib
import re
import shlex
import socket
import sqlite3
from pathlib import Path

import pytest

from simulators.retailcrm_mock.__main__ import main
from simulators.retailcrm_mock.dialects import SWITCHES
from tests.simulators.commands import commands, curl, started


def _help(capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    return capsys.readouterr().out


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    told = _help(capsys)

    groups = [line for line in told.splitlines() if re.fullmatch(r"[a-z ]+:", line)]
    assert groups == ["options:", "serving:", "data:", "a new account:", "behaviour:"]
    assert "http://127.0.0.1:8001/_sim/ is the control page" in told
    assert [switch.name for switch in SWITCHES if f"  {switch.name}: {switch.question}\n" not in told] == []


def test_every_command_of_the_help_works_when_it_is_pasted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = _help(capsys)
    asked, programs = commands(told, "curl"), commands(told, "python")

    assert (len(asked) > 5, len(programs) > 3) == (True, True)
    for program in programs[1:]:
        with started(program, tmp_path) as url:
            assert url.startswith("https" if "--tls" in program else "http:")
    with started(programs[0], tmp_path) as url:
        answers = {shlex.join(one): curl(one, url, tmp_path).status_code for one in asked}
    assert set(answers.values()) == {200, 201}, answers


KEY_REMEDY = "a key is 1 to 255 plain signs without spaces; give such a one, or leave it out"
REMEDY = "python -m simulators.retailcrm_mock --help tells what there is"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--colour red", f"unrecognized arguments: --colour red; {REMEDY}"),
        ("--port x", f"argument --port: 'x' is no port; give a number from 0 to 65535; {REMEDY}"),
        (
            "--seed x",
            f"argument --seed: 'x' is no seed; give a whole number from 0 to 9223372036854775808; {REMEDY}",
        ),
        ("--customers -1", f"argument --customers: '-1' is no number from 0 to 1000000; {REMEDY}"),
        ("--key ''", f"argument --key: {KEY_REMEDY}; {REMEDY}"),
        ("--key 'a b'", f"argument --key: {KEY_REMEDY}; {REMEDY}"),
        (
            "--control-token ' '",
            f"argument --control-token: it is empty; give a text, or leave the option out; {REMEDY}",
        ),
        (
            "--dialect whole",
            f"argument --dialect: 'whole' is no SWITCH=POSITION, such as name-match=whole; {REMEDY}",
        ),
        (
            "--dialect name-match=all",
            ("dialect 'name-match' has no position 'all'; "
             "known: digits-substring, stored-substring, prefix, whole"),
        ),
        ("--dialect naem-match=whole", "no dialect switch 'naem-match'; did you mean 'name-match'?"),
        ("--account 'A b'", "account is 'A b'; give small letters, digits and hyphens, at most 63"),
        ("--db .", "cannot open .: Is a directory; give --db a file in a folder you may write to"),
        ("--db no/crm.db", ("cannot open no/crm.db: No such file or directory; "
         "give --db a file in a folder you may write to")),
        ("--host 192.0.2.1", ("cannot listen on 192.0.2.1:0: "
         "Cannot assign requested address; choose another --host or --port")),
    ],
)  # fmt: skip
def test_a_bad_start_is_told_in_one_sentence(
    options: str,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert _refused(["--port", "0", *shlex.split(options)], capsys) == told + "\n"
    assert list(tmp_path.iterdir()) == []


def test_a_port_in_use_is_told_before_anything_is_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = _refused(["--port", str(port), "--db", str(tmp_path / "crm.sqlite")], capsys)

    assert told == (
        f"cannot listen on 127.0.0.1:{port}: Address already in use; choose another --host or --port\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_ours_is_left_as_it_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text, foreign = tmp_path / "notes.txt", tmp_path / "foreign.db"
    text.write_text("not a database at all", encoding="utf-8")
    with contextlib.closing(sqlite3.connect(foreign)) as database:
        database.execute("CREATE TABLE theirs (one)")
        database.commit()
    before = [hashlib.sha256(file.read_bytes()).digest() for file in (text, foreign)]
    told = [_refused(["--port", "0", "--db", str(file)], capsys) for file in (text, foreign)]

    assert told == [
        f"{text} cannot be used (file is not a database); give --db another file, or delete this one\n",
        f"{foreign} belongs to another program; give --db another file\n",
    ]
    assert [hashlib.sha256(file.read_bytes()).digest() for file in (text, foreign)] == before


def test_a_locked_file_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "locked.db"
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("BEGIN EXCLUSIVE")
        told = _refused(["--port", "0", "--db", str(file)], capsys)

    assert told == f"{file} is in use by another program; stop it, or give --db another file\n"


def _refused(options: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a start that fails with code 2 says."""
    with pytest.raises(SystemExit, match=r"^2$"):
        raise SystemExit(main(options))
    return capsys.readouterr().err
