"""A decision as escaped HTML."""

from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from service.core import look
from service.core.language import language
from service.core.model import Account, Contact, Decision, Outcome, Preferences, References, Ticket
from service.core.sheet import Sheet
from service.core.view import Context, View, compose

_NO_DAY = date(1970, 1, 1)
"""The day of a block that tells no time."""
_NO_ACCOUNT = Account("", "")
"""What a block belongs to that was refused before its account was known."""


def render(
    decision: Decision, ticket: Ticket, account: Account | None, references: References, sheet: Sheet
) -> str:
    """Lay a decision out as one HTML element with its own scoped style; every text in it is escaped."""
    words = language(ticket.preferences.lang)
    return lay_out(compose(Context(words, account or _NO_ACCOUNT, references, ticket, sheet), decision))


def render_our_fault(lang: str, request_id: str) -> str:
    """Say that the service itself failed, with the number to find the failure in its log."""
    return render_alone(Outcome.OUR_FAULT, lang, request_id)


def render_alone(outcome: Outcome, lang: str, request_id: str) -> str:
    """Say an outcome that has to do with no ticket and no account."""
    ticket = Ticket("", "", Contact(), Preferences(lang))
    return render(Decision(outcome), ticket, None, References(), Sheet(_NO_DAY, request_id))


def lay_out(view: View) -> str:
    """Fill the template; no text in it has line breaks, and the template's own are for its readers."""
    return _template().render(view=view).replace("\n", "")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("service.core"), autoescape=select_autoescape(), undefined=StrictUndefined
    )
    stylesheet = environment.get_template("block.css").render(chips=look.CHIPS, pair=look.pair, ink=look.ink)
    environment.globals.update(inline=look.INLINE, stylesheet=stylesheet)
    return environment.get_template("block.html")
