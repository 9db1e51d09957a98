"""Scripts say what the page hands them: nothing they say is missing, and nothing is handed for nobody."""

import json
import re
from importlib import resources
from pathlib import Path

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.simulators.usedesk_mock.conftest import Seed

_ROOT = Path(__file__).parents[3]
_SCRIPTS = resources.files("simulators.usedesk_mock").joinpath("static", "ticket")


def test_the_words_handed_over_are_those_that_are_said(client: FlaskClient, seed: Seed) -> None:
    ticket = seed({"tickets": [{"client": {"name": "Anna"}, "subject": "Where?"}]})["tickets"][0]
    page = BeautifulSoup(client.get(f"/tickets/{ticket}").text, "html.parser")
    words = page.select_one("#words")
    assert words
    assert set(json.loads(words.text)) == said()


def said() -> set[str]:
    """The names that scripts ask for, and three for every rule."""
    scripts = [one.read_text() for one in _SCRIPTS.iterdir() if one.name.endswith(".js")]
    asked = {name for text in scripts for name in re.findall(r'\bword\("(\w+)"', text)}
    return asked | {f"{name}.{part}" for name in rules() for part in ("title", "why", "instead")}


def rules() -> set[str]:
    """The names of the rules."""
    scripts = [one.read_text() for one in _SCRIPTS.joinpath("lint").iterdir()]
    return {name for text in scripts for name in re.findall(r'^  name: "(\w+)",$', text, re.MULTILINE)}


def test_the_docs_name_every_rule() -> None:
    page = (_ROOT / "docs" / "usedesk-ticket-page.md").read_text()
    told = re.findall(r"^\| `(\w+)` \| .* \|$", page.partition("## Warnings")[2], re.MULTILINE)
    assert told == sorted(rules())
