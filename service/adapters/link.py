"""The way to Redis: used while it works, left alone while it does not, and never waited for."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError
from redis.retry import Retry

_PATIENCE = 0.02
_CONNECTING = 0.1
_ASKING = 1.0  # seconds in which it surely answers or fails, but for a name that is slow to resolve
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_Result = TypeVar("_Result")
_log = logging.getLogger("service.redis")


@dataclass(frozen=True, slots=True)
class Health:
    """How the store that replicas share does; `trouble` is empty, or the kind of its last one in a word."""

    up: bool
    trouble: str = ""


class Link:
    """Redis as far as it answers within a few milliseconds.

    After a failure nobody uses it until it answers a thread of our own that asks now and then.

    Args:
        url: Its address, such as `redis://host:6379/0`.
        patience: How many seconds it may take to answer.
    """

    def __init__(self, url: str, patience: float = _PATIENCE) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=patience,
            socket_connect_timeout=max(patience, _CONNECTING),
            retry=Retry(NoBackoff(), 0),
            health_check_interval=0,
        )
        self._trouble = ""
        self._up = True
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._lookout: threading.Thread | None = None
        self.read(lambda redis: redis.ping())

    @property
    def health(self) -> Health:
        """How it does."""
        return Health(self._up, self._trouble)

    def read(self, work: Callable[["Redis"], _Result]) -> _Result | None:
        """Return what the work on Redis brings; None if there is no Redis to work on."""
        if not self._up:
            return None
        try:
            return work(self._redis)
        except ResponseError as refusal:  # full, or not to be written: it answers all the same
            self._trouble = type(refusal).__name__
        except (RedisError, OSError) as error:
            self._lose(error)
        return None

    def write(self, work: Callable[["Redis"], _Result]) -> _Result | None:
        """Do as `read`, and take success for the end of any trouble with writing."""
        result = self.read(work)
        if result is not None:
            self._trouble = ""
        return result

    def close(self) -> None:
        """Stop asking, and close the connections."""
        with self._lock:
            self._stopped.set()
        if self._lookout is not None:
            self._lookout.join(_ASKING)  # or it might open one more behind us
        self._redis.close()

    def _lose(self, error: Exception) -> None:
        with self._lock:
            if not self._up or self._stopped.is_set():
                return
            self._trouble, self._up = type(error).__name__, False
            self._lookout = threading.Thread(target=self._look_out, name="redis", daemon=True)
            self._lookout.start()
        _log.warning("redis lost: %s; going on in memory", type(error).__name__)

    def _look_out(self) -> None:
        """Ask now and then, ever more seldom, whether it is back."""
        pause = _FIRST_PAUSE
        while not self._stopped.wait(pause):
            pause = min(pause * 2, _LONGEST_PAUSE)
            try:
                self._redis.ping()
            except (RedisError, OSError):
                continue
            self._trouble, self._up = "", True
            _log.warning("redis is back")
            return
