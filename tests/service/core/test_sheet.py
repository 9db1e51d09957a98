"""The day of a block is that of the CRM's clocks."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from service.core.sheet import day

LATE = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "today"), [("", 25), ("Europe/Moscow", 26), ("America/Sao_Paulo", 25), ("Asia/Vladivostok", 26)]
)
def test_it_may_be_tomorrow_already_where_the_crm_is(zone: str, today: int) -> None:
    elsewhere = LATE.astimezone(timezone(timedelta(hours=9)))
    assert day(LATE, zone) == day(elsewhere, zone) == date(2026, 11, today)
