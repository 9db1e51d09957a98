"""Takes the pictures of the set-up articles: each followed, in its language, in the simulators' pages."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, FloatRect, Page, ViewportSize

from simulators.demo.programs import started
from simulators.demo.records import customer, line, order
from simulators.kit.client import ControlClient
from simulators.kit.language import Catalogues, Language

ACCOUNT = "company"
PATH = "/settings/blocks/retail_crm"
HOST = "https://block.example.com"
"""Stands in the picture of the form; the Test is of the address where the service really listens."""
USEDESK = Catalogues("simulators.usedesk_mock")
SIZE: ViewportSize = {"width": 1080, "height": 880}


@dataclass(frozen=True)
class Article:
    """One language's article: the country of its CRM, and who writes there about what."""

    code: str
    country: str
    name: tuple[str, str]
    phone: str
    currency: str
    goods: tuple[tuple[str, float], ...]
    letters: tuple[tuple[str, str, str], ...]
    """Subject, who writes, and what; the first is whose block is shown."""

    @property
    def language(self) -> Language:
        """What the Usedesk simulator speaks."""
        return USEDESK.language(self.code)

    def records(self) -> dict[str, Any]:
        """The client and their orders, as the RetailCRM simulator's control door loads them."""
        client = customer(4201, *self.name, self.phone, "anna@example.com", vip=True, site="main-shop")
        statuses = ("delivering", "complete", "complete")
        days = ("2026-11-21 14:05:00", "2026-10-02 09:30:00", "2026-07-15 18:44:00")
        bought = [
            {
                **order(5301 + place, f"{5301 + place}A", 4201, days[place], statuses[place], price),
                "items": [line(5301 + place, name, 1, price)],
                "site": "main-shop",
                "currency": self.currency,
            }
            for place, (name, price) in enumerate(self.goods)
        ]
        return {"load": {"customers": [client], "orders": bought}}

    def tickets(self) -> dict[str, Any]:
        """The tickets, as the Usedesk simulator's control door loads them; it lists the newest first."""
        made = [
            {
                "channel": "email",
                "subject": subject,
                "text": text,
                "client": {"name": name, "emails": ["anna@example.com" if first else f"{place}@example.org"]}
                | ({"phones": [{"type": "mobile", "phone": self.phone}]} if first else {}),
            }
            for place, (subject, name, text) in enumerate(self.letters)
            for first in [place == 0]
        ]
        return {"load": {"tickets": made[::-1]}}


ARTICLES = {
    "en": Article(
        "en",
        "en",
        ("Anna", "Miller"),
        "+1 555 010 2233",
        "USD",
        (("Enamel kettle", 39.5), ("Woollen blanket", 69), ("Desk lamp", 44.9)),
        (
            ("Where is my parcel?", "Anna Miller", "Hello! When will my kettle arrive?"),
            ("Wrong size", "Tom Harris", "Can I exchange the shoes?"),
            ("Invoice, please", "Green & Sons", "Could you send me an invoice?"),
        ),
    ),
    "ru": Article(
        "ru",
        "ru_RU",
        ("Анна", "Петрова"),
        "+7 999 000-11-22",
        "RUB",
        (("Чайник эмалированный", 3490), ("Плед шерстяной", 5200), ("Лампа настольная", 2790)),
        (
            ("Где моя посылка?", "Анна Петрова", "Здравствуйте! Когда привезут чайник?"),
            ("Не подошёл размер", "Игорь Смирнов", "Можно обменять кроссовки?"),
            ("Нужен счёт", "ООО «Ромашка»", "Пришлите, пожалуйста, счёт."),
        ),
    ),
    "pt-BR": Article(
        "pt_BR",
        "pt_BR",
        ("Anna", "Souza"),
        "+55 11 99900-1122",
        "BRL",
        (("Chaleira esmaltada", 189.5), ("Manta de lã", 329), ("Luminária de mesa", 219.9)),
        (
            ("Onde está meu pedido?", "Anna Souza", "Olá! Quando chega a minha chaleira?"),
            ("Tamanho errado", "Paulo Lima", "Posso trocar os tênis?"),
            ("Nota fiscal", "Flores Ltda.", "Podem me enviar a nota fiscal?"),
        ),
    ),
}
"""By the language's part of the article's name."""


@dataclass(frozen=True)
class Places:
    """Where the three listen."""

    crm: str
    service: str
    usedesk: str


@contextlib.contextmanager
def places(article: Article) -> Iterator[Places]:
    """The three as programs, with the article's records and tickets, and no block yet."""
    with contextlib.ExitStack() as programs:
        account = ("--account", ACCOUNT, "--customers", "0", "--locale", article.country)
        crm = programs.enter_context(started("simulators.retailcrm_mock", "--port", "0", *account))
        settings = {"BLOCK_BIND": "127.0.0.1:0", "BLOCK_CRM_URL": f"{crm}/{{subdomain}}"}
        service = programs.enter_context(started("service", environment=settings))
        usedesk = programs.enter_context(started("simulators.usedesk_mock", "--port", "0", "--tickets", "0"))
        ControlClient(crm, ACCOUNT).seed(article.records())
        ControlClient(usedesk).seed(article.tickets())
        yield Places(crm, service, usedesk)


def take(chromium: Browser, folder: Path) -> None:
    """Write every article's pictures into a folder of its own."""
    for tag, article in ARTICLES.items():
        (folder / tag).mkdir(parents=True, exist_ok=True)
        with places(article) as there:
            page = chromium.new_page(viewport=SIZE, locale=article.language.tag)
            _follow(page, article, there, folder / tag)
            page.close()


def _follow(page: Page, article: Article, there: Places, folder: Path) -> None:
    """Do what the article says, in its order, and take a picture of each step."""
    key = _key(page, there, folder / "key.png")
    _extension(page, there, folder / "extensions.png")
    page.goto(f"{there.usedesk}/settings/blocks/new/dynamic")
    _fill(page, article, key)
    _form(page, folder / "block.png")
    page.get_by_label("URL", exact=True).fill(f"{there.service}{PATH}")
    _trial(page, article, folder / "test.png")
    page.locator("#block-form .actions button").click()
    page.locator("[data-block-id]").wait_for()
    page.goto(f"{there.usedesk}/tickets")
    page.get_by_role("link", name=article.letters[0][0], exact=True).click()
    page.locator("[data-outcome='found-by-phone']").wait_for()
    page.screenshot(path=folder / "ticket.png")


def _key(page: Page, there: Places, picture: Path) -> str:
    """Make a key for the first shop."""
    page.goto(f"{there.crm}/{ACCOUNT}/admin/api-keys/add")
    page.get_by_label("Comment").fill("Usedesk")
    page.get_by_label("Selected shops").check()
    page.get_by_role("group", name="Which shops").get_by_role("checkbox").first.check()
    key = page.get_by_label("API key").input_value()
    page.set_viewport_size({"width": SIZE["width"], "height": 1130})  # its side bar is as high as the window
    page.screenshot(path=picture)
    page.set_viewport_size(SIZE)
    page.get_by_role("button", name="Save").click()
    return key


def _extension(page: Page, there: Places, picture: Path) -> None:
    page.goto(f"{there.usedesk}/settings/extensions")
    page.get_by_role("switch", name="RetailCRM").click()
    page.locator("[role=switch][aria-checked=true]").wait_for()
    page.screenshot(path=picture, clip=_from_top(300))


def _fill(page: Page, article: Article, key: str) -> None:
    """Fill in every field of the new block."""
    said = article.language.say
    texts = {said("Name"): "RetailCRM", said("Title"): "RetailCRM", said("Secret key"): key}
    for label, text in {**texts, "URL": f"{HOST}{PATH}"}.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label(said("Enabled"), exact=True).check()
    for place, (name, value) in enumerate((("subdomain", ACCOUNT), ("lang", article.code))):
        if page.locator(f"#key-{place}").count() == 0:
            page.get_by_role("button", name=said("Add parameter")).click()
        page.locator(f"#key-{place}").fill(name)
        page.locator(f"#value-{place}").fill(value)


def _form(page: Page, picture: Path) -> None:
    """Take the form as far as the parameters go."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    box = page.locator("fieldset.rows").bounding_box() or _from_top(SIZE["height"])
    page.screenshot(path=picture, full_page=True, clip=_from_top(box["y"] + box["height"] + 16))


def _trial(page: Page, article: Article, picture: Path) -> None:
    section = page.locator("[data-trial]")
    section.get_by_role("button", name=article.language.say("Test"), exact=True).click()
    page.frame_locator("iframe.trial-shown").locator("[data-outcome='found-by-email']").wait_for()
    section.screenshot(path=picture)


def _from_top(height: float) -> FloatRect:
    return {"x": 0, "y": 0, "width": SIZE["width"], "height": height}
