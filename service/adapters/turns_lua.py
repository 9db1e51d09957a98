"""The steps by which replicas share a budget, each done by Redis at once and by its own clock.

Moments are whole microseconds. `turns` is the plan: the moments for which the last calls were planned.
`calls` are those that left: at which moment, at the latest, the CRM has counted each.
"""

_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
"""

JOIN = f"""{_NOW}
-- KEYS: turns, pause, replicas; ARGV: most, window, replica, the patience of each call
local most, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local start = math.max(now, tonumber(redis.call('GET', KEYS[2]) or '0'))
local turns = {{}}
for i = 4, #ARGV do
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
redis.call('ZADD', KEYS[3], string.format('%.0f', now), ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('%.0f', now - 60000000))
redis.call('PEXPIRE', KEYS[3], 60000)
turns[#turns + 1] = redis.call('ZCARD', KEYS[3])
return turns
"""
"""Plan a turn for each call; give the time until it, or -1, and how many replicas there were lately."""

LEAVE = f"""{_NOW}
-- KEYS: calls, pause; ARGV: most, window, the time until it is counted, call
local most, window, counted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local resumes = tonumber(redis.call('GET', KEYS[2]) or '0')
if resumes > now then
  return resumes - now
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

PAUSE = f"""{_NOW}
-- KEYS: pause; ARGV: its length
local resumes = now + tonumber(ARGV[1])
if resumes > tonumber(redis.call('GET', KEYS[1]) or '0') then
  redis.call('SET', KEYS[1], string.format('%.0f', resumes), 'PX', math.ceil(tonumber(ARGV[1]) / 1000) + 1)
end
return 1
"""
"""Give out no turn and let no call go for a while."""
