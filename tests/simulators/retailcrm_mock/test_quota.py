from datetime import timedelta
from functools import cache

import pytest

from simulators.retailcrm_mock.quota import Quota
from tests.simulators.retailcrm_mock.crm import MORNING, Crm


def _statuses(crm: Crm, count: int, key: str = "a-key-that-sees-everything") -> list[int]:
    return [crm.ask("credentials", key).status_code for _ in range(count)]


@cache
def _limited() -> Crm:
    return Crm(rate_limit=True)


@pytest.fixture
def crm() -> Crm:
    crm = _limited()
    crm.client.post("/_sim/reset", json={})
    crm.controls.clock("company").set(MORNING, frozen=True)
    return crm


def test_the_eleventh_request_of_a_second_is_refused_until_the_second_is_over(crm: Crm) -> None:
    assert _statuses(crm, 11) == [200] * 10 + [503]
    assert crm.ask("credentials").json == {"success": False, "errorMsg": "Rate limit exceeded"}
    crm.controls.clock("company").advance(1)
    assert _statuses(crm, 11) == [200] * 10 + [503]


def test_each_key_has_its_own_quota_unless_addresses_are_counted(crm: Crm) -> None:
    crm.load(keys=[{"value": "other"}])
    assert _statuses(crm, 11) == [200] * 10 + [503]
    assert _statuses(crm, 1, "other") == [200]
    crm.controls.dialect("company").choose({"rate-count": "address"})
    assert _statuses(crm, 11, "other") == [200] * 10 + [503]
    assert _statuses(crm, 1) == [503]


@pytest.mark.parametrize(
    ("position", "status", "later"),
    [("503", 503, None), ("429", 429, None), ("429-retry-after", 429, "1"), ("503-retry-after", 503, "1")],
)
def test_the_refusal_speaks_the_dialect(crm: Crm, position: str, status: int, later: str | None) -> None:
    crm.controls.dialect("company").choose({"rate-answer": position})
    _statuses(crm, 10)
    answer = crm.ask("credentials")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, later)


def test_a_bucket_gains_a_request_each_tenth_of_a_second() -> None:
    quota = Quota()
    assert [quota.admits("a", 1, MORNING, "bucket") for _ in range(11)] == [True] * 10 + [False]
    later = MORNING + timedelta(milliseconds=200)
    assert [quota.admits("a", 1, later, "bucket") for _ in range(3)] == [True, True, False]


def test_a_clock_set_back_does_not_lock_anybody_out() -> None:
    quota = Quota()
    for window in ("sliding", "bucket"):
        assert [quota.admits("a", 1, MORNING, window) for _ in range(10)] == [True] * 10
    assert quota.admits("a", 1, MORNING - timedelta(days=1), "sliding")


def test_a_reset_gives_the_quota_back(crm: Crm) -> None:
    assert _statuses(crm, 11)[-1] == 503
    crm.client.post("/_sim/reset", json={})
    assert _statuses(crm, 1) == [200]
