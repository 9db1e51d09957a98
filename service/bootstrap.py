"""The only file that picks real parts."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from flask import Flask

from service.adapters.attempts import Attempts
from service.adapters.breaker import Breaker
from service.adapters.budget import Budget, window_of
from service.adapters.calling import Calls
from service.adapters.coalescing import Coalescing
from service.adapters.egress import Egress
from service.adapters.gauges import Watch
from service.adapters.link import Link
from service.adapters.memory import Memory
from service.adapters.remembering import Lifetimes, Remembering
from service.adapters.retailcrm import RetailCrm
from service.adapters.sealing import Seals
from service.adapters.shared import SharedMemory
from service.adapters.shared_budget import SHARED_MARGIN, SharedBudget
from service.adapters.transport import Transport
from service.block import Answer, Block
from service.core.account import Accounts
from service.core.model import Ticket
from service.door import Door
from service.events import Listener, both, nobody
from service.observing import logs
from service.observing.metrics import Metrics
from service.ports import Clock, Crm, Drawings, Pause, Tickets
from service.settings import Settings, SettingsError
from service.web.app import create_app
from service.web.operation import Check, Operation, State
from service.web.proxies import behind

_CALLS_PER_REQUEST = 4
_RENEWALS_AT_ONCE = 2
_CALLS_OF_A_BUSY_TICKET = 12
"""Two rounds of four calls, and half as much again: as measured, most blocks of a busy key are served so."""


_NO_TELEMETRY = (
    "BLOCK_OTLP_URL is set, but OpenTelemetry is not installed: "
    "pip install 'usedesk-retailcrm-block[telemetry]', or remove the setting"
)
Make = Callable[[Ticket, str], Answer]


@dataclass(frozen=True, slots=True)
class Stack:
    """RetailCRM behind its port, with all that stands before it, and who looks at it."""

    crm: Crm
    tickets: Tickets
    drawings: Drawings
    watch: Watch


def stack(settings: Settings, clock: Clock, tell: Listener = nobody, pause: Pause | None = None) -> Stack:
    """Stack the adapters; ARCHITECTURE.md says why in this order."""
    calls = settings.threads * _CALLS_PER_REQUEST
    seals, link = Seals(), _link(settings)
    agreement = _agreement(settings, link, seals) if link else None
    budget = Budget(settings.crm_rate, clock, _waiting_tickets(settings), agreement=agreement)
    executor = ThreadPoolExecutor(calls, thread_name_prefix="call")
    egress = Egress(settings.trusted_hosts, settings.crm_networks)
    transport = Transport(calls, egress, settings.crm_ca)
    asked = Calls(RetailCrm(transport, tell), budget, executor, tell, pause)
    breaker = Breaker(asked, clock, min(1.0, settings.deadline_seconds / 2), settings.breaker_failures, tell)
    lifetimes = Lifetimes(
        fresh=settings.fresh_seconds,
        stale=settings.stale_seconds,
        names=settings.names_seconds,
        rejected=settings.rejected_seconds,
        renewal=settings.deadline_seconds,
    )
    memory = Memory(clock, lifetimes.kept, int(settings.cache_megabytes * 2**20))
    store = SharedMemory(memory, link, seals, lifetimes.kept) if link else memory
    background = ThreadPoolExecutor(_RENEWALS_AT_ONCE, thread_name_prefix="renew")
    remembering = Remembering(breaker, store, lifetimes, background, pause)
    return Stack(Coalescing(remembering), remembering, remembering, Watch(memory, breaker, budget, link))


def _agreement(settings: Settings, link: Link, seals: Seals) -> SharedBudget:
    most, planned = window_of(settings.crm_rate, SHARED_MARGIN)
    return SharedBudget(link, seals, most, planned, window_of(settings.crm_rate)[1])


def _waiting_tickets(settings: Settings) -> int:
    """Return how many tickets of one key may wait for calls: those that can all be served by the deadline.

    Of more, each would get a part of its answers, and none a block; nor may they take every request thread.
    """
    served = int(settings.crm_rate * settings.deadline_seconds / _CALLS_OF_A_BUSY_TICKET)
    return max(1, min(served, settings.threads // 4))


def _link(settings: Settings) -> Link | None:
    return Link(settings.redis_url, settings.redis_seconds) if settings.redis_url else None


def build(
    settings: Settings,
    clock: Clock = time.monotonic,
    metrics: Metrics | None = None,
    write: Listener = logs.write,
    pause: Pause | None = None,
) -> Flask:
    """Assemble the service; `metrics` are those of this process alone unless given, `write` keeps the log.

    Whoever has to wait for a turn does so by `pause`, and by `clock` it has come.

    Raises:
        SettingsError: Traces are wanted, and what makes them is not installed.
    """
    metrics = metrics or Metrics()
    tell = both(metrics, write)
    retailcrm, trace, end = _traced(settings, stack(settings, clock, tell, pause))
    metrics.watch(retailcrm.watch.figures)
    operation = Operation(partial(_checks, retailcrm.watch), metrics.figures)
    door = Door(trace(make_block(settings, clock, retailcrm)), Attempts(clock))
    app = create_app(door, settings.preferences, clock, tell, operation, accounts(settings).settle)
    app.wsgi_app = behind(app.wsgi_app, settings.trusted_proxies)  # type: ignore[assignment, method-assign]  # Flask's way
    app.extensions.update(watch=retailcrm.watch, operation=operation, end=end)
    return app


def _traced(settings: Settings, retailcrm: Stack) -> tuple[Stack, Callable[[Make], Make], Callable[[], None]]:
    """Put spans around questions and blocks, if traces are wanted; the last returned sends what is left."""
    if not settings.otlp_url:
        return retailcrm, lambda make: make, lambda: None
    try:
        from service.observing.tracing import Tracing, sending_to  # noqa: PLC0415 - an extra
    except ImportError:
        raise SettingsError(_NO_TELEMETRY) from None
    tracing = Tracing(sending_to(settings.otlp_url))
    return replace(retailcrm, crm=tracing.crm(retailcrm.crm)), tracing.block, tracing.end


def make_block(settings: Settings, clock: Clock, retailcrm: Stack) -> Make:
    """Return what makes a block of a ticket and its request's number."""
    block = Block(
        crm=retailcrm.crm,
        tickets=retailcrm.tickets,
        accounts=accounts(settings),
        clock=clock,
        seconds=settings.deadline_seconds,
        now=lambda: datetime.now(UTC),  # noqa: TID251 - the one place that reads the time of day
        drawings=retailcrm.drawings,
    )
    return block.answer


def accounts(settings: Settings) -> Accounts:
    """Return whose blocks are made: pinned accounts or, as in the article, any."""
    return settings.accounts or settings.addresses


def _checks(watch: Watch) -> tuple[Check, ...]:
    """Tell how the parts do; without Redis the service is as good, but each replica for itself."""
    settings = Check("settings", State.OK, "read and checked at the start")
    redis = watch.look().redis
    if redis is None:
        return settings, Check("redis", State.OK, "not set: answers and the rate are this process's own")
    if redis.up and not redis.trouble:
        return settings, Check("redis", State.OK, "shared with the other replicas")
    return settings, Check("redis", State.DEGRADED, f"{redis.trouble}: going on in memory")
