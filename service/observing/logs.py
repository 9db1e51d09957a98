"""Log lines: one for each block, none with data of anybody; as text for people or JSON for machines."""

import json
import logging
import time
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from types import TracebackType

from service.events import Event, Served, Switched

_log = logging.getLogger("service")
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Line:
    """A message of fields, which reads as `name=value` and is kept apart in JSON."""

    def __init__(self, event: str, /, **fields: object) -> None:
        self.fields: Mapping[str, object] = {"event": event, **fields}

    def __str__(self) -> str:
        return " ".join([f"{name}={_plain(value)}" for name, value in self.fields.items()])


def write(event: Event) -> None:
    """Write a line for what an operator wants to find again."""
    match event:
        case Served():
            _log.info(_line(event))
        case Switched(down=True):
            _log.warning(Line("crm-down"))
        case Switched():
            _log.warning(Line("crm-up"))


def _line(event: Served) -> Line:
    made = event.provenance
    return Line(
        "block",
        outcome=event.outcome,
        ms=round(event.seconds * 1000),
        calls=event.calls,
        cache=str(made.cache),
        partial=made.partial,
        why=str(made.why or "none"),
        request=event.request_id,
    )


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


class JsonFormatter(logging.Formatter):
    """One JSON object a line; of an exception only its type, for its text may be personal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as an object."""
        told = record.msg.fields if isinstance(record.msg, Line) else {"message": record.getMessage()}
        error = {"error": record.exc_info[0].__name__} if record.exc_info and record.exc_info[0] else {}
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = {"time": at, "level": record.levelname.lower(), "logger": record.name}
        return json.dumps({**head, **told, **error})


@lru_cache(maxsize=1)
def _second(since_epoch: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(since_epoch))


class TextFormatter(logging.Formatter):
    """A line for people; of an exception only its type and place, for its text may be personal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 - logging's
        """Return the time here, as logging writes it; most lines are of the same second as the one before."""
        return f"{_second(int(record.created))},{int(record.msecs):03d}"

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - logging's name
        """Return the exception as `ValueError at FILE:LINE`."""
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
        return f"{kind.__name__ if kind else 'unknown'} at {place}"


def _spare_what_no_line_tells() -> None:
    """Have nobody look up where each line comes from, as the logging HOWTO advises: it is half its cost."""
    logging._srcfile = None  # noqa: SLF001 - the HOWTO's own way
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def configure(form: str, level: str) -> None:
    """Write the logs of this program to stderr."""
    _spare_what_no_line_tells()
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler])
    # waitress writes a line for every request that waits its turn
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
