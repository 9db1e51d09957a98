"""The set-up articles quote what stands on the screen, name all there is, and agree with each other."""

import re
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

from service.core.model import Part
from service.core.parameters import PARAMETERS
from simulators.kit.control import Controls
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app as create_crm
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Store
from simulators.usedesk_mock.app import create_app as create_usedesk
from tests.setup_pictures import ACCOUNT, ARTICLES, HOST, PATH

DOCS = Path(__file__).parents[2] / "docs"
TAGS = pytest.mark.parametrize("tag", ARTICLES)
CRM_PAGES = ("settings", "admin/integration", "admin/api-keys", "admin/api-keys/add")
USEDESK_PAGES = ("settings", "settings/extensions", "settings/blocks", "settings/blocks/1", "tickets/1001")
BLOCK = {
    "title": "RetailCRM",
    "url": f"{HOST}{PATH}",
    "parameters": [{"key": "subdomain", "value": ACCOUNT}],
}


def article(tag: str) -> str:
    return (DOCS / f"setup.{tag}.md").read_text(encoding="utf-8")


@cache
def crm_says() -> frozenset[str]:
    """Every text of the CRM's pages that the article leads through."""
    controls = Controls(SWITCHES)
    store = Store(None, now=lambda account: controls.clock(account).now())
    seed.create(store, ACCOUNT, customers=0, key="key")
    client = create_crm(store, controls).test_client()
    pages = [client.get(f"/{ACCOUNT}/{path}").text for path in CRM_PAGES]
    store.close()
    return frozenset(text for page in pages for text in texts(page))


def usedesk_says(tag: str) -> frozenset[str]:
    """Every text of the helpdesk's pages, as a browser of this language is shown them."""
    client = create_usedesk(tickets=1).test_client()
    client.post("/_sim/seed", json={"load": {"blocks": [BLOCK], "extensions": {"RetailCRM": True}}})
    spoken = {"Accept-Language": ARTICLES[tag].language.tag}
    pages = [client.get(f"/{path}", headers=spoken).text for path in USEDESK_PAGES]
    return frozenset(text for page in pages for text in texts(page))


def texts(page: str) -> set[str]:
    """What a page says between its tags, and what its buttons of one sign are called."""
    soup = BeautifulSoup(page, "html.parser")
    return {" ".join(text.split()) for text in soup.strings} | {
        str(one["title"]) for one in soup.select("[title]")
    }


def block_says(code: str) -> list[str]:
    """The service's sentences in a language; those of the source are the keys of any catalogue."""
    file = resources.files("service.core").joinpath("locales", f"{'ru' if code == 'en' else code}.po")
    with file.open("rb") as opened:
        messages = [message for message in read_po(opened) if message.id and isinstance(message.id, str)]
    return [str(message.id if code == "en" else message.string) for message in messages]


@TAGS
def test_every_label_in_bold_stands_on_the_screen(tag: str) -> None:
    told = set(re.findall(r"\*\*(.+?)\*\*", article(tag)))
    links = set(block_says(ARTICLES[tag].code))

    assert len(told) >= 30
    assert told - usedesk_says(tag) - crm_says() - links == set()


@TAGS
def test_every_sentence_in_italics_is_the_blocks(tag: str) -> None:
    told = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", article(tag))
    said = block_says(ARTICLES[tag].code)

    assert len(told) >= 15
    assert [text for text in told if not any(one.startswith(text) for one in said)] == []


@TAGS
def test_every_parameter_and_part_is_named(tag: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", article(tag), re.MULTILINE)
    named = set(re.findall(r"`(\w+)`", article(tag)))

    assert sorted(rows) == sorted(("subdomain", *PARAMETERS))
    assert {str(part) for part in Part} - named == set()


@TAGS
def test_every_article_leads_to_the_others_and_the_readme_to_each(tag: str) -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    others = {other for other in ARTICLES if f"](setup.{other}.md)" in article(tag)}

    assert (others, f"](docs/setup.{tag}.md)" in readme) == (ARTICLES.keys() - {tag}, True)


def outline(tag: str) -> list[str]:
    """What is the same in every language: headings, steps, points, the shape of tables, pictures."""
    lines = [line for line in article(tag).splitlines() if line[:1] in {"#", "|", "!", "-", *"123456789"}]
    return [_shape(line, tag) for line in lines]


def _shape(line: str, tag: str) -> str:
    if picture := re.fullmatch(r"!\[[^\]]+\]\((.+)\)", line):
        return picture[1].replace(f"setup/{tag}/", "setup/")
    if line.startswith("|"):
        return (
            f"row of {line.count('|') - 1} with {len(re.findall(r'(?<![*])[*](?![*])', line)) // 2} sentences"
        )
    return line.split(" ", maxsplit=1)[0]


@pytest.mark.parametrize("tag", [tag for tag in ARTICLES if tag != "en"])
def test_every_article_has_the_same_headings_tables_steps_and_pictures(tag: str) -> None:
    assert outline(tag) == outline("en")


def test_no_picture_is_left_that_no_article_shows() -> None:
    pictures = {path.relative_to(DOCS).as_posix() for path in DOCS.glob("pictures/setup/*/*.png")}
    shown = {link for tag in ARTICLES for link in re.findall(r"\]\((pictures/.+?)\)", article(tag))}

    assert shown == pictures
