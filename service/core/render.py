"""A decision as escaped HTML."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from service.core.language import language
from service.core.model import Account, Decision, Outcome, References, Ticket
from service.core.sentences import OUTCOMES
from service.core.view import View, Writer


def render(decision: Decision, ticket: Ticket, account: Account | None, references: References) -> str:
    """Lay a decision out as one HTML element with its own scoped style; every text in it is escaped."""
    words = language(ticket.preferences.lang)
    return lay_out(Writer(words, account or Account("", ""), references).view(decision, ticket))


def render_our_fault(lang: str, request_id: str) -> str:
    """Say that the service itself failed, with the number to find the failure in its log."""
    words = language(lang)
    sentence = words.say(OUTCOMES[Outcome.OUR_FAULT], request=request_id)
    return lay_out(View(words.tag, Outcome.OUR_FAULT, trouble=True, sentences=(sentence,)))


def lay_out(view: View) -> str:
    """Fill the template."""
    return _template().render(view=view)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("service.core"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("block.html")
