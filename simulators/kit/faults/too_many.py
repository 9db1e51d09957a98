"""Too many: the call is refused as one above the limit, with or without a word about when to come again."""

from simulators.kit.faults.answer import Kind, refusal
from simulators.kit.faults.settings import Settings

STATUSES = (503, 429)


def read(settings: Settings) -> Kind:
    """`status`: 503, as all clients of RetailCRM expect, or 429; `retry_after` in seconds, if wanted."""
    status = int(settings.choice("status", STATUSES))
    later = settings.whole("retry_after", 0, 3600) if settings.optional("retry_after") else None
    answer = refusal(status, () if later is None else (("Retry-After", str(later)),))
    return Kind(lambda _answer, _chance, _now: answer, instead=True)
