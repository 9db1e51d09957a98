"""One line a block, as text or JSON, and none of an exception's own words."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.model import Why
from service.events import Cache, Event, Provenance, Refused, Served, Switched, Waited
from service.observing.logs import JsonFormatter, Line, TextFormatter, write

BLOCK = Served("4f2a", "found-by-phone", 0.1234, 3, Provenance(Cache.MISS, partial=True, why=Why.ONLY_ONE))
TEXT = "event=block outcome=found-by-phone ms=123 calls=3 cache=miss partial=true why=only_one request=4f2a"


@pytest.mark.parametrize(
    ("event", "lines"),
    [
        (BLOCK, [("INFO", TEXT)]),
        (Switched(down=True), [("WARNING", "event=crm-down")]),
        (Switched(down=False), [("WARNING", "event=crm-up")]),
        (Waited(1), []),
        (Refused(), []),
    ],
)
def test_a_block_and_a_crm_that_is_down_are_lines(
    caplog: pytest.LogCaptureFixture, event: Event, lines: list[tuple[str, str]]
) -> None:
    with caplog.at_level(logging.DEBUG, "service"):
        write(event)
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == lines


def test_json_keeps_the_fields_apart(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "service"):
        write(BLOCK)
    told = json.loads(JsonFormatter().format(caplog.records[0]))
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "info",
        "logger": "service",
        "event": "block",
        "outcome": "found-by-phone",
        "ms": 123,
        "calls": 3,
        "cache": "miss",
        "partial": True,
        "why": "only_one",
        "request": "4f2a",
    }


NAMES = st.sampled_from(["event", "self", "time", "fields"]) | st.text()


@given(st.text(), st.dictionaries(NAMES, st.text() | st.integers() | st.booleans()))
def test_any_message_is_one_json_line(text: str, fields: dict[str, str | int | bool]) -> None:
    for message, told in ((Line("x", **fields), {"event": "x", **fields}), (text, {"message": text})):
        record = logging.LogRecord("service", logging.INFO, "f", 1, message, None, None)
        written = JsonFormatter().format(record)
        assert len(written.splitlines()) == 1
        assert told.items() <= json.loads(written).items()


def test_of_an_exception_only_its_type_is_written() -> None:
    try:
        raise ValueError("Anna, 89990001122")
    except ValueError as error:
        exc_info = (type(error), error, error.__traceback__)
    written = JsonFormatter().format(logging.LogRecord("x", logging.ERROR, "f", 1, "failed", None, exc_info))
    assert json.loads(written)["error"] == "ValueError"
    assert "Anna" not in written


@given(st.integers(0, 4_000_000_000), st.integers(0, 999))
def test_a_line_is_dated_as_logging_dates_it(second: int, millisecond: int) -> None:
    record = logging.makeLogRecord({"created": second, "msecs": millisecond})
    assert TextFormatter().formatTime(record) == logging.Formatter().formatTime(record)
