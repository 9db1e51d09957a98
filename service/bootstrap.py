"""The only file that picks real parts."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from flask import Flask

from service.adapters.budget import Budget
from service.adapters.caching import RememberedReferences
from service.adapters.calling import Calls
from service.adapters.retailcrm import RetailCrm
from service.adapters.transport import Transport
from service.block import Block
from service.ports import Clock
from service.settings import Settings
from service.web.app import create_app

_CALLS_PER_REQUEST = 4


def build(settings: Settings, clock: Clock = time.monotonic) -> Flask:
    """Assemble the service."""
    calls = settings.threads * _CALLS_PER_REQUEST
    retailcrm = RetailCrm(Transport(calls))
    budget = Budget(settings.crm_rate, clock, parties=max(1, settings.threads // 4))
    executor = ThreadPoolExecutor(calls, thread_name_prefix="call")
    block = Block(
        crm=RememberedReferences(Calls(retailcrm, budget, executor), clock),
        addresses=settings.addresses,
        clock=clock,
        seconds=settings.deadline_seconds,
        now=lambda: datetime.now(UTC),  # noqa: TID251 - the one place that reads the time of day
    )
    return create_app(block.answer, settings.preferences, clock)
