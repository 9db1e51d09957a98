"""The only file that picks real parts."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from flask import Flask

from service.adapters.breaker import Breaker
from service.adapters.budget import Budget
from service.adapters.calling import Calls
from service.adapters.coalescing import Coalescing
from service.adapters.memory import Memory
from service.adapters.remembering import Lifetimes, Remembering
from service.adapters.retailcrm import RetailCrm
from service.adapters.transport import Transport
from service.block import Block
from service.ports import Clock
from service.settings import Settings
from service.web.app import create_app

_CALLS_PER_REQUEST = 4
_RENEWALS_AT_ONCE = 2


def build(settings: Settings, clock: Clock = time.monotonic) -> Flask:
    """Assemble the service."""
    calls = settings.threads * _CALLS_PER_REQUEST
    retailcrm = RetailCrm(Transport(calls))
    budget = Budget(settings.crm_rate, clock, parties=max(1, settings.threads // 4))
    executor = ThreadPoolExecutor(calls, thread_name_prefix="call")
    slow = min(1.0, settings.deadline_seconds / 2)
    breaker = Breaker(Calls(retailcrm, budget, executor), clock, slow, settings.breaker_failures)
    lifetimes = Lifetimes(
        settings.fresh_seconds, settings.stale_seconds, settings.rejected_seconds, settings.deadline_seconds
    )
    memory = Memory(clock, lifetimes.kept, int(settings.cache_megabytes * 2**20))
    background = ThreadPoolExecutor(_RENEWALS_AT_ONCE, thread_name_prefix="renew")
    remembering = Remembering(breaker, memory, lifetimes, background)
    block = Block(
        crm=Coalescing(remembering),
        tickets=remembering,
        addresses=settings.addresses,
        clock=clock,
        seconds=settings.deadline_seconds,
        now=lambda: datetime.now(UTC),  # noqa: TID251 - the one place that reads the time of day
    )
    return create_app(block.answer, settings.preferences, clock)
