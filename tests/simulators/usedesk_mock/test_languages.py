"""Every page speaks every language, whole."""

import re

import pytest
from babel.messages.catalog import Message
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulators.kit.language import LANGUAGES, SOURCE
from tests.simulators.usedesk_mock.catalogues import catalogue, said

TRANSLATIONS = [code for code in LANGUAGES if code != SOURCE]
_PLACES = re.compile(r"<[^>]+>|\{\w+\}")


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_a_catalogue_has_every_message_of_the_pages_and_no_other(code: str) -> None:
    assert {message.id for message in catalogue(code)} == said()


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_no_message_is_missing_fuzzy_or_wrongly_filled(code: str) -> None:
    for message in catalogue(code):
        assert all(_strings(message)), message.id
        assert not message.fuzzy, message.id
        assert not list(message.check()), message.id


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_a_translation_keeps_the_tags_and_the_places_scripts_fill(code: str) -> None:
    for message in catalogue(code):
        original = message.id if isinstance(message.id, str) else message.id[-1]
        wanted = sorted(_PLACES.findall(original))
        assert [sorted(_PLACES.findall(text)) for text in _strings(message)] == [wanted] * len(
            _strings(message)
        )


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_a_catalogue_is_sorted(code: str) -> None:
    ids = [message.id if isinstance(message.id, str) else message.id[0] for message in catalogue(code)]
    assert ids == sorted(ids)


def _strings(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string or ""]


def spoken(client: FlaskClient, path: str = "/", **headers: str) -> str:
    """The language a page says it speaks, and that of its menu."""
    page = BeautifulSoup(client.get(path, headers=headers).text, "html.parser")
    assert page.html
    return str(page.html["lang"])


@pytest.mark.parametrize(
    ("wished", "language"),
    [
        ("pt", "pt-BR"),
        ("ru-RU,en;q=0.5", "ru"),
        ("de, es;q=0.3", "es"),
        ("de", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_a_browser_is_answered_in_its_language(client: FlaskClient, wished: str, language: str) -> None:
    assert spoken(client, **{"Accept-Language": wished}) == language


def test_the_language_chosen_is_remembered_and_stronger_than_the_browsers(client: FlaskClient) -> None:
    seen = [
        spoken(client, path, **{"Accept-Language": "es"}) for path in ("/?lang=ru", "/tickets", "/?lang=xx")
    ]
    assert seen == ["ru", "ru", "ru"]


def test_the_switch_leads_to_the_same_page_in_each_language(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/tickets?q=a%26b&lang=ru").text, "html.parser")
    links = {str(one["lang"]): str(one["href"]) for one in page.select(".languages a")}
    assert links == {tag: f"?q=a%26b&lang={tag.replace('-', '_')}" for tag in ("en", "ru", "pt-BR", "es")}
    assert [one["lang"] for one in page.select(".languages [aria-current]")] == ["ru"]
