"""Guessing ends soon, a wrong key is told as such for ever, and a right one is never kept out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.attempts import Attempts
from tests.service.fakes import HandClock


def _try(attempts: Attempts, *keys: str, caller: str = "192.0.2.1", account: str = "company") -> list[bool]:
    """Try wrong keys one after the other, and tell which were admitted."""
    admitted = []
    for key in keys:
        attempt = attempts.begin(caller, account, key)
        admitted.append(attempt.admitted)
        if admitted[-1]:
            attempt.wrong()
    return admitted


def test_after_so_many_wrong_keys_no_other_is_admitted() -> None:
    attempts = Attempts(HandClock(), of_an_account=3)
    assert _try(attempts, "a", "b", "c", "d", "e") == [True, True, True, False, False]


def test_a_block_whose_key_is_wrong_is_told_so_each_time() -> None:
    attempts = Attempts(HandClock(), of_an_account=3)
    assert _try(attempts, *"aaaaaaa") == [True] * 7
    assert _try(attempts, *"bcda") == [True, True, False, True]


def test_a_minute_later_keys_are_admitted_again() -> None:
    clock = HandClock()
    attempts = Attempts(clock, of_an_account=1)
    assert _try(attempts, "a", "b") == [True, False]
    clock.advance(60)
    assert _try(attempts, "b", "c") == [True, False]


@pytest.mark.parametrize("other", [{"caller": "192.0.2.2"}, {"account": "other"}])
def test_another_caller_or_account_is_admitted(other: dict[str, str]) -> None:
    attempts = Attempts(HandClock(), of_an_account=1)
    assert _try(attempts, "a", "b") == [True, False]
    assert _try(attempts, "b", **other) == [True]


def test_a_caller_who_goes_from_account_to_account_is_kept_out_of_all() -> None:
    attempts = Attempts(HandClock(), of_an_account=10, of_a_caller=3)
    admitted = [_try(attempts, "key", account=f"account-{number}")[0] for number in range(5)]
    assert admitted == [True, True, True, False, False]


def test_a_key_that_was_right_is_admitted_whatever_others_try() -> None:
    attempts = Attempts(HandClock(), of_an_account=2, of_a_caller=2)
    attempts.begin("192.0.2.1", "company", "right").right()
    assert _try(attempts, "a", "b", "c") == [True, True, False]
    assert attempts.begin("192.0.2.1", "company", "right").admitted
    assert not attempts.begin("192.0.2.1", "other", "right").admitted


def test_a_key_that_is_right_no_longer_counts_like_any_other() -> None:
    attempts = Attempts(HandClock(), of_an_account=1)
    revoked = attempts.begin("192.0.2.1", "company", "revoked")
    revoked.right()
    revoked.wrong()
    assert _try(attempts, "a") == [False]


keys = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.text("klm", max_size=3)), max_size=60
)


@given(keys)
def test_never_more_different_wrong_keys_than_the_limits_are_admitted(
    tried: list[tuple[str, str, str]],
) -> None:
    attempts = Attempts(HandClock(), of_an_account=3, of_a_caller=5)
    admitted = {each for each in tried if _try(attempts, each[2], caller=each[0], account=each[1]) == [True]}
    for caller in "ab":
        assert len({each for each in admitted if each[0] == caller}) <= 5
        for account in "xy":
            assert len({each for each in admitted if each[:2] == (caller, account)}) <= 3


@given(st.lists(st.tuples(st.sampled_from("vwxyz"), st.sampled_from("klm"), st.integers(0, 40)), max_size=80))
def test_within_no_minute_has_a_caller_more_wrong_keys_over_all_accounts_than_the_ceiling(
    tried: list[tuple[str, str, int]],
) -> None:
    clock = HandClock()
    attempts = Attempts(clock, of_an_account=3, of_a_caller=4)
    admitted: list[tuple[float, str, str]] = []
    for account, key, seconds in tried:
        clock.advance(seconds)
        if _try(attempts, key, account=account) == [True]:
            admitted.append((clock(), account, key))
        lately = {(whose, which) for moment, whose, which in admitted if moment > clock() - 60}
        assert len(lately) <= 4


def test_of_very_many_attempts_the_latest_are_remembered() -> None:
    attempts = Attempts(HandClock(), of_an_account=1, of_a_caller=1, most=4)
    _try(attempts, "key", caller="192.0.2.1")
    for number in range(2, 100):
        _try(attempts, "key", caller=f"192.0.2.{number}")
    assert _try(attempts, "other", caller="192.0.2.99") == [False]
    assert _try(attempts, "other", caller="192.0.2.1") == [True]
