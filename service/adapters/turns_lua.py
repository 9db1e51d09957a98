"""The steps by which replicas share a budget, each done by Redis at once and by its own clock.

Moments are whole microseconds. `turns` is the plan: the moments for which the last calls were planned, by a
time that stands still in pauses, as in `Lane`. `standing` says when the pause ends, and how much time pauses
have taken in all. `calls` are those that left: at which moment, at the latest, the CRM has counted each.
"""

_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
"""

_STANDING = """
local held = redis.call('HMGET', KEYS[2], 'resumes', 'lost')
local resumes, lost = tonumber(held[1] or '0'), tonumber(held[2] or '0')
"""

_KEPT = """
redis.call('PEXPIRE', KEYS[1], 3600000)
redis.call('PEXPIRE', KEYS[2], 3600000)
"""
"""A plan is read by the time that was lost: both are kept until long after the last call."""

JOIN = f"""{_NOW}{_STANDING}
-- KEYS: turns, standing, replicas; ARGV: most, window, replica, the patience of each call
local most, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local start = math.max(now, resumes) - lost
local turns = {{}}
for i = 4, #ARGV do
  local turn = start
  if redis.call('LLEN', KEYS[1]) >= most then
    turn = math.max(turn, tonumber(redis.call('LINDEX', KEYS[1], -most)) + window)
  end
  if turn + lost - now > tonumber(ARGV[i]) then
    turns[#turns + 1] = -1
  else
    redis.call('RPUSH', KEYS[1], string.format('%.0f', turn))
    turns[#turns + 1] = turn
  end
end
redis.call('LTRIM', KEYS[1], -most, -1)
{_KEPT}
redis.call('ZADD', KEYS[3], string.format('%.0f', now), ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('%.0f', now - 60000000))
redis.call('PEXPIRE', KEYS[3], 60000)
turns[#turns + 1] = now - lost
turns[#turns + 1] = redis.call('ZCARD', KEYS[3])
return turns
"""
"""Plan a turn for each call; give it or -1; then the plan's own time, and how many replicas there were."""

LEAVE = f"""{_NOW}{_STANDING}
-- KEYS: calls, standing; ARGV: most, window, the time until it is counted, call, its turn
local most, window, counted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local opening = math.max(tonumber(ARGV[5]) + lost, resumes)
if opening > now then
  return opening - now
end
redis.call('ZREM', KEYS[1], ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - window))
if redis.call('ZCARD', KEYS[1]) >= most then
  local first = tonumber(redis.call('ZRANGE', KEYS[1], -most, -most, 'WITHSCORES')[2])
  return first > now and -1 or first + window - now
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now + counted), ARGV[4])
redis.call('PEXPIRE', KEYS[1], math.ceil((counted + window) / 1000) + 1000)
return 0
"""
"""Let a call go, or give the time until one may, or -1 where that depends on a call that is on its way."""

COUNTED = f"""{_NOW}
-- KEYS: calls; ARGV: window, the time until it is counted, call
local window, within = tonumber(ARGV[1]), tonumber(ARGV[2])
local held = redis.call('ZSCORE', KEYS[1], ARGV[3])
if held then
  local at = within > 0 and math.max(held, now + within) or math.min(held, now)
  redis.call('ZADD', KEYS[1], string.format('%.0f', at), ARGV[3])
  redis.call('PEXPIRE', KEYS[1], math.ceil((within + window) / 1000) + 1000)
end
return 1
"""
"""Learn when the CRM has counted a call: not before a later moment, or, by 0, by now."""

PAUSE = f"""{_NOW}{_STANDING}
-- KEYS: turns, standing; ARGV: its length
local stands, ends = math.max(now, resumes), now + tonumber(ARGV[1])
if ends > stands then
  local moved = lost + ends - stands
  redis.call('HSET', KEYS[2], 'resumes', string.format('%.0f', ends), 'lost', string.format('%.0f', moved))
end
{_KEPT}
return 1
"""
"""Give out no turn and let no call go for a while; what is planned is put off by as much."""
