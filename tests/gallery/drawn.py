"""A sample as the service's HTML."""

from service.core.model import Outcome
from service.core.render import render, render_our_fault
from service.core.sheet import Sheet, day
from tests.gallery.builders import NOW, Sample, spoken

REQUEST = "4f2a9c0d1b7e6358"


def draw(shown: Sample, lang: str) -> str:
    """Render a sample in a language, as the service does."""
    if shown.decision.outcome is Outcome.OUR_FAULT:
        return render_our_fault(lang, REQUEST)
    said = spoken(shown, lang)
    return render(
        said.decision,
        said.ticket,
        said.account,
        said.references,
        Sheet(day(NOW, said.ticket.preferences.time_zone), REQUEST, said.age),
    )
