"""A real account is asked only by those who mean to, and only politely."""

import pytest

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.own_account import own_account, serving
from tests.interface import real
from tests.interface.__main__ import main

KEY = {"RETAILCRM_KEY": "a-key"}


@pytest.mark.parametrize(
    ("arguments", "environ", "told"),
    [
        (["--url", "https://company.retailcrm.ru"], {}, "RETAILCRM_KEY is not set"),
        (["--url", "http://company.retailcrm.ru"], KEY, "is no address to ask: write https://"),
        (["--url", "https://company.retailcrm.ru", "--per-second", "20"], KEY, "5 at most"),
    ],
)
def test_what_would_not_be_polite_is_refused_before_anything_is_sent(
    arguments: list[str], environ: dict[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments, environ) == 2
    assert told in capsys.readouterr().err


def test_without_an_address_no_account_is_asked() -> None:
    assert real.wanted(KEY) is None


def test_an_account_with_nobody_to_ask_for_says_what_to_do() -> None:
    with serving() as url, own_account(url, "empty", {}) as account:
        wanted = real.Wanted(account.url, account.key, per_second=1000)
        with pytest.raises(ControlError, match="take another account"):
            real.look_around(wanted)


def test_a_rejected_key_is_told_with_the_remedy() -> None:
    with serving() as url, own_account(url, "closed", {}) as account:
        wanted = real.Wanted(account.url, "wrong", per_second=1000)
        with pytest.raises(ControlError, match="403: is the address right, and the key"):
            real.look_around(wanted)


def test_looking_around_only_reads_and_prints_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as url, own_account(url, "read", {"customers": 60}) as account:
        found = real.look_around(real.Wanted(account.url, account.key, per_second=1000))
        methods = {entry["method"] for entry in account.journal()}
    assert (methods, capsys.readouterr().out) == ({"GET"}, "")
    assert not [text for text in (found.email, *found.terms) if text in repr(found)]
