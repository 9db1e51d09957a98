"""A Redis by the clock of a test: a real server, real scripts; only time and lifetimes are ours."""

from collections.abc import Callable
from typing import TypeVar, cast

from redis import Redis

from service.adapters.link import Link
from service.ports import Clock
from tests.service.adapters.replicas import PATIENT

_Result = TypeVar("_Result")
_BORN = 1_700_000_000
"""When the clock stood at 0, in the seconds that a server knows."""

BY_HAND = """
local server, moment = redis, tonumber(table.remove(ARGV))
local LIVES = 'tests: until when each lives'
local function lives(key, milliseconds)
  server.call('HSET', LIVES, key, string.format('%.0f', moment + milliseconds * 1000))
end
local by_hand = {}
function by_hand.TIME() return {math.floor(moment / 1000000), moment % 1000000} end
function by_hand.PEXPIRE(key, milliseconds)
  if server.call('EXISTS', key) == 1 then lives(key, milliseconds) end
end
function by_hand.SET(key, value, px, milliseconds)
  server.call('SET', key, value)
  lives(key, milliseconds)
end
for _, key in ipairs(KEYS) do
  local ends = server.call('HGET', LIVES, key)
  if ends and tonumber(ends) <= moment then
    server.call('DEL', key)
    server.call('HDEL', LIVES, key)
  end
end
local redis = {call = function(command, ...)
  if by_hand[command] then return by_hand[command](...) end
  return server.call(command, ...)
end}
"""


class HandTimed(Link):
    """A link to such a server; `clock` is its time, and while `lost` it leads nowhere."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._clock, self.lost = clock, False
        super().__init__(url, PATIENT)

    def read(self, work: Callable[[Redis], _Result]) -> _Result | None:
        if self.lost:
            return None
        return super().read(lambda redis: work(cast("Redis", _Timed(redis, self._clock))))


class _Timed:
    def __init__(self, redis: Redis, clock: Clock) -> None:
        self._redis, self._clock = redis, clock

    def ping(self) -> object:
        return self._redis.ping()

    def eval(self, script: str, count: int, *given: bytes | int | str) -> object:
        moment = _BORN * 1_000_000 + round(self._clock() * 1_000_000)
        return self._redis.eval(BY_HAND + script, count, *given, moment)
