"""The budget of a key over all replicas: turns are given out by Redis, by its own clock."""

from collections.abc import Sequence
from math import inf

from service.adapters.link import Link
from service.adapters.sealing import Seals
from service.ports import Visit

_JOIN = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local most, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local start = math.max(now, tonumber(redis.call('GET', KEYS[2]) or '0'))
local turns = {}
for i = 3, #ARGV do
  local turn = start
  if redis.call('LLEN', KEYS[1]) >= most then
    turn = math.max(turn, tonumber(redis.call('LINDEX', KEYS[1], -most)) + window)
  end
  if turn - now > tonumber(ARGV[i]) then
    turns[#turns + 1] = -1
  else
    redis.call('RPUSH', KEYS[1], string.format('%.0f', turn))
    turns[#turns + 1] = turn - now
  end
end
redis.call('LTRIM', KEYS[1], -most, -1)
local last = tonumber(redis.call('LINDEX', KEYS[1], -1) or now)
redis.call('PEXPIRE', KEYS[1], math.ceil((last - now + window) / 1000) + 1)
return turns
"""
_PAUSE = """
local time = redis.call('TIME')
local resumes = time[1] * 1000000 + time[2] + tonumber(ARGV[1])
if resumes > tonumber(redis.call('GET', KEYS[1]) or '0') then
  redis.call('SET', KEYS[1], string.format('%.0f', resumes), 'PX', math.ceil(tonumber(ARGV[1]) / 1000) + 1)
end
return 1
"""
SHARED_MARGIN = 1.15
"""How much longer than RetailCRM's the replicas' second is: each stamps only its own calls, so a late one of
another shows in the plan alone."""
_MICRO = 1_000_000


class SharedBudget:
    """A window of calls for each key that all replicas keep together, in order of arrival at Redis."""

    def __init__(self, link: Link, seals: Seals, most: int, window: float) -> None:
        self._link, self._seals = link, seals
        self._most, self._window = most, window

    def join(self, visit: Visit, patience: Sequence[float]) -> list[float] | None:
        """Take a turn for each call; return the seconds until it, infinite if it is not within patience.

        None when there is no Redis to ask.
        """
        if not patience:
            return []
        names = self._names(visit)
        arguments = [
            self._most,
            int(self._window * _MICRO),
            *(int(max(0.0, each) * _MICRO) for each in patience),
        ]
        turns = self._link.write(lambda redis: redis.eval(_JOIN, len(names), *names, *arguments))
        return [inf if turn < 0 else turn / _MICRO for turn in turns] if isinstance(turns, list) else None

    def pause(self, visit: Visit, seconds: float) -> None:
        """Give out no turn for a while."""
        _, name = self._names(visit)
        self._link.write(lambda redis: redis.eval(_PAUSE, 1, name, int(seconds * _MICRO)))

    def _names(self, visit: Visit) -> tuple[bytes, bytes]:
        seal = self._seals.of(visit)
        return seal.name("turns"), seal.name("pause")
