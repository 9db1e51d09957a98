"""A block's HTML: small, scoped, and nothing of others breaks out of it."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from service.core.language import LANGUAGES
from service.core.model import (
    USUAL_PARTS,
    Decision,
    Failure,
    Ignored,
    Outcome,
    Part,
    Preferences,
    Reason,
    Search,
)
from service.core.render import render
from tests.service.core.drawing import ACCOUNT, SHEET, TICKET, decision_of, drawn, text_of, ticket_in
from tests.service.core.full import FULL_CARD, FULL_NAMES, full_order
from tests.service.fakes import matched

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"><script>',
    "' onclick='",
    "</style>",
    "{{7*7}}",
    "&amp;",
    "\u202eevil",
]


class _Shape(HTMLParser):
    """Collects the elements and attributes a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))


@given(st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=()), max_size=60))
def test_no_text_of_others_changes_the_shape_of_a_block(text: str) -> None:
    html, plain = (
        drawn(decision_of("x" + each), replace(TICKET, ignored=(Ignored("lang", each),)), x=each)
        for each in (text, "")
    )
    assert _Shape(html).seen == _Shape(plain).seen
    html.encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    assert text.replace("\u202e", "") in text_of(drawn(decision_of(text)))


def test_every_style_rule_stands_under_the_root_class() -> None:
    style = re.search(r"<style>(.*?)</style>", drawn(Decision(Outcome.NOT_FOUND)), re.DOTALL)
    assert style is not None
    rules = re.sub(r":is\([^)]*\)", "", style[1])
    selectors = [each.strip() for rule in re.findall(r"([^{}]+)\{", rules) for each in rule.split(",")]
    assert selectors
    assert not [each for each in selectors if not re.fullmatch(r"\.rcb-block( .+)?", each)]
    assert not set(re.findall(r"\.([a-z]+)-", " ".join(selectors))) - {"rcb"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_twenty_full_orders_stay_under_thirty_kilobytes(code: str) -> None:
    match = matched(FULL_CARD, orders=tuple(full_order(number) for number in range(20, 0, -1)))
    html = render(Decision(Outcome.FOUND_BY_PHONE, match), ticket_in(code), ACCOUNT, FULL_NAMES, SHEET)
    assert html.count('class="rcb-order"') == 20
    assert len(html.encode()) < 30_000


def test_a_block_holds_nothing_that_acts_loads_or_is_named() -> None:
    soup = BeautifulSoup(drawn(decision_of("Anna")), "html.parser")
    assert not soup.select(
        "script, form, input, button, img, link, iframe, table, [id], [src], [title], [onclick]"
    )
    assert not re.search(r"url\(|@import|rem\b|position:|z-index", str(soup))
    assert (
        len(soup.select(":root > .rcb-block, body > .rcb-block, .rcb-block"))
        == len(soup.select("style"))
        == 1
    )


def test_every_class_has_the_prefix() -> None:
    soup = BeautifulSoup(drawn(decision_of("Anna")), "html.parser")
    classes = {name for element in soup.find_all(class_=True) for name in element["class"]}
    assert classes
    assert not [name for name in classes if not name.startswith("rcb-")]


def test_ground_and_ink_are_always_set_together() -> None:
    soup = BeautifulSoup(drawn(decision_of("Anna")), "html.parser")
    styles = [str(element["style"]) for element in soup.find_all(style=True)]
    assert [style for style in styles if "background" in style]
    assert not [style for style in styles if "background:" in style and ";color:" not in style]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_hidden_client_and_none_are_one_block_when_the_reason_is_switched_off(code: str) -> None:
    quiet = Preferences(code, parts=USUAL_PARTS - {Part.HIDDEN_REASON})
    ticket = replace(TICKET, preferences=quiet)
    failures = (Failure(Search.ORDERS_OF, Reason.LATE, "7"),)
    hidden = Decision(Outcome.HIDDEN, withheld=True, elsewhere=True, failures=failures)
    assert drawn(hidden, ticket) == drawn(Decision(Outcome.NOT_FOUND), ticket)


def test_a_block_tells_its_request() -> None:
    html = drawn(Decision(Outcome.NOT_FOUND))
    assert (
        BeautifulSoup(html, "html.parser")
        .select(".rcb-foot")[0]
        .get_text(" ", strip=True)
        .endswith("Request 4f2a")
    )
