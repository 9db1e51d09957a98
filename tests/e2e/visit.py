"""An agent's visit to one ticket of the demo: in every shell and language, with each link opened once."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from service.core.language import LANGUAGES
from simulators.usedesk_mock.pages.shells import NAMES
from tests.e2e import desk, journals
from tests.e2e.demo import Demo
from tests.e2e.desk import Seen
from tests.e2e.landing import Landing, Link
from tests.report.evidence import Call

SHELLS = tuple(NAMES)


@dataclass(frozen=True, slots=True)
class Look:
    """One shell, with a picture of the block in one language."""

    shell: str
    lang: str
    blocks: list[Seen]
    picture: bytes = field(repr=False)

    def of(self, lang: str) -> Seen:
        """The block in this language."""
        return next(one for one in self.blocks if one.lang == desk.tag(lang))


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen.

    Attributes:
        looks: one for each shell; all the rest is of the first.
        landings: where the links into the CRM led.
        outside: the links that lead elsewhere.
        asked: the call of the block's server, of the look's language.
        crm: the calls it cost the CRM, of all languages together.
        violations: every departure from the contracts, in any shell.
    """

    looks: list[Look]
    landings: dict[Link, Landing]
    outside: list[Link]
    axe: list[str]
    asked: Call
    crm: list[Call]
    violations: list[str]

    @property
    def blocks(self) -> dict[tuple[str, str], Seen]:
        """Every block that was seen, by shell and language."""
        return {(look.shell, block.lang): block for look in self.looks for block in look.blocks}


def visit(page: Page, demo: Demo, ticket: str, place: int) -> Visit:
    """Open a ticket in shell after shell, beginning with another one for each place; click in the first."""
    helpdesk, crm = demo.usedesk_control(), demo.crm_control()
    begun = journals.last(helpdesk), journals.last(crm)
    (shell, lang), *others = _turns(place)
    first = _look(page, ticket, shell, lang)
    asked, cost = journals.since(helpdesk, begun[0]), journals.since(crm, begun[1])
    found = desk.axe(page, lang)
    links = first.of(lang).links
    inside = [link for link in links if link.href.startswith(f"{demo.account}/")]
    landings = desk.open_links(page, lang, inside)
    looks = [first, *(_look(page, ticket, *turn) for turn in others)]
    return Visit(
        looks,
        landings,
        [link for link in links if link not in landings],
        found,
        next(call for call in asked if call.sent.get("lang", LANGUAGES[0]) == lang),
        cost,
        journals.violations(helpdesk, begun[0]) + journals.violations(crm, begun[1]),
    )


def _turns(place: int) -> list[tuple[str, str]]:
    """All shells, each with another language: which is first and which go together differs by place."""
    shells, langs = len(SHELLS), len(LANGUAGES)
    return [
        (SHELLS[(place + turn) % shells], LANGUAGES[(place + place // langs + turn) % langs])
        for turn in range(shells)
    ]


def _look(page: Page, ticket: str, shell: str, lang: str) -> Look:
    desk.open_ticket(page, f"{ticket}?shell={shell}")
    picture = desk.picture(page, lang)
    return Look(shell, lang, desk.read_blocks(page), picture)
