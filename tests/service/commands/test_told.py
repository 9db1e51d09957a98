"""What the settings command prints: every setting, where it comes from, and no secret."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.__main__ import main
from service.commands import told
from service.settings import CHECK_KEY, Settings

WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=12, max_size=20)


def test_every_setting_is_told_with_where_it_comes_from() -> None:
    told_of = {each.name: each for each in told.tell({"BLOCK_THREADS": " 8 ", "PATH": "/bin"})}
    threads, lang = told_of["BLOCK_THREADS"], told_of["BLOCK_LANG"]
    assert (threads.value, threads.source) == ("8", "environment")
    assert (lang.value, lang.source) == ("en", "default")


@given(WORDS, st.sampled_from(["redis://:{}@host", "redis://host?password={}"]))
def test_no_secret_is_told(word: str, written: str) -> None:
    environ = {"BLOCK_REDIS_URL": written.format(word)}
    assert Settings.from_environ(environ).redis_url == environ["BLOCK_REDIS_URL"]
    assert word not in repr(told.tell(environ))
    assert f"'{told.HIDDEN}'" in repr(told.tell(environ))


def test_the_key_of_the_check_is_neither_refused_nor_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["settings"]) == 0
    without = capsys.readouterr()
    monkeypatch.setenv(CHECK_KEY, "the-key-to-try")
    assert main(["settings"]) == 0
    assert capsys.readouterr() == without


def test_what_is_told_can_be_set_again() -> None:
    defaults = {each.name: each.value for each in told.tell({})}
    assert Settings.from_environ(defaults) == Settings()


def test_the_table_has_a_line_for_each_setting_and_so_has_the_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLOCK_LANG", "ru")
    assert main(["settings"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert main(["settings", "--json"]) == 0
    names = [each["name"] for each in json.loads(capsys.readouterr().out)]
    assert [line.split()[0] for line in lines] == names == [each.name for each in told.tell({})]
    assert [line.split() for line in lines if "environment" in line] == [["BLOCK_LANG", "ru", "environment"]]


def test_settings_that_cannot_be_used_are_not_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLOCK_LANG", "klingon")
    assert main(["settings"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "BLOCK_LANG is 'klingon': use one of en, ru, es, pt_BR\n")
