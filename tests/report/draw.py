"""The page as HTML, in one file that needs no other."""

import base64
import json
from collections.abc import Mapping
from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tests.report.page import Page

LANGUAGES = {"en": "English", "ru": "Russian", "es": "Spanish", "pt_BR": "Portuguese"}

PLACE = 290, 400  # of a card's picture, as in style.css


def draw(page: Page) -> str:
    """Render the page; whatever a text holds, it is shown as it is."""
    environment = Environment(
        loader=PackageLoader("tests.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "count": lambda number: f"{number:,}",
        "is_long": is_long,
        "kilobytes": lambda size: f"{size / 1000:.1f} kB",
        "lang": lambda lang: LANGUAGES.get(lang, lang),
        "milliseconds": lambda ms: f"{ms:.1f} ms" if ms < 10 else f"{ms:,.0f} ms",
        "of": lambda number, what: f"{number:,} {what}{'' if number == 1 else 's'}",
        "pairs": pairs,
        "picture": picture,
        "pretty": lambda told: json.dumps(told, ensure_ascii=False, indent=2),
        "took": took,
        "when": when,
    }
    style = Markup(environment.get_template("style.css").render())  # noqa: S704 - ours, without any value
    return environment.get_template("page.html").render(page=page, style=style)


def took(seconds: float) -> str:
    """A time for people."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes or hours else "", f"{rest} s"]
    return " ".join(part for part in parts if part)


def when(began: str) -> str:
    """A moment for people; one of no known form as it is."""
    try:
        moment = datetime.fromisoformat(began)
    except ValueError:
        return began
    return f"{moment.day} {moment:%B %Y, %H:%M} {moment.tzname() or ''}".rstrip()


def pairs(sent: Mapping[str, object]) -> str:
    """What a call asked for, without the pages."""
    return " ".join(f"{name}={value}" for name, value in sent.items() if name not in {"limit", "page"})


def is_long(png: bytes) -> bool:
    """Whether a picture, as wide as its place in a card, is longer than that."""
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])  # of every PNG, in its first part
    return height * min(1, PLACE[0] / max(1, width)) > PLACE[1]


def picture(png: bytes) -> str:
    """A picture as an address that holds all of it."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
