"""What the adapters have to tell of themselves, for health and metrics; no account and no person is named."""

from dataclasses import dataclass

from service.adapters.breaker import Breaker
from service.adapters.budget import Budget
from service.adapters.link import Health, Link
from service.adapters.memory import Memory


@dataclass(frozen=True, slots=True)
class Gauges:
    """One look: answers and blocks in memory and their bytes, accounts whose CRM is down, tickets that wait.

    `redis` is None where none is set.
    """

    answers: int
    blocks: int
    bytes: int
    accounts_down: int
    waiting: int
    redis: Health | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks at the parts."""

    memory: Memory
    breaker: Breaker
    budget: Budget
    link: Link | None

    def look(self) -> Gauges:
        """Return what is so now."""
        answers, weight = self.memory.size()
        redis = self.link.health if self.link else None
        return Gauges(
            answers, self.memory.blocks(), weight, self.breaker.open_accounts(), self.budget.waiting(), redis
        )

    def figures(self) -> dict[str, float]:
        """Return what is so now, by the names of the metrics."""
        now = self.look()
        figures: dict[str, float] = {
            "accounts_down": now.accounts_down,
            "tickets_waiting": now.waiting,
            "cache_answers": now.answers,
            "cache_blocks": now.blocks,
            "cache_bytes": now.bytes,
        }
        return figures if now.redis is None else {**figures, "redis_up": now.redis.up}
