"""Whatever others wrote, in the CRM, a ticket or the settings, arrives as text and stays in its column."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.core.language import LANGUAGES
from tests.gallery.builders import Sample
from tests.gallery.drawn import draw
from tests.gallery.fields import Path, leaves, planted
from tests.gallery.stage import Stage
from tests.gallery.world import everything, texts_of

WORLD = everything()
TEXTS = texts_of(WORLD)
NUMBERS = {path: leaf for path, leaf in leaves(WORLD) if isinstance(leaf, Decimal)}
DAYS = {path: leaf for path, leaf in leaves(WORLD) if isinstance(leaf, date)}

MARKUP = (
    "<img src=x onerror=window.ran=1>",
    "<script>window.ran=1</script>",
    "\"><svg onload='window.ran=1'>",
    '" onmouseover="window.ran=1" x="',
    "' onfocus='window.ran=1' autofocus='",
    "</bdi></a></li></ul></div></style><style>*{display:none}</style>",
    "<!--",
    "]]><plaintext>",
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "red;position:fixed;inset:0;background:url(//example.com/x)",
    "#fff}body{display:none",
    "#123456;color:red",
    "expression(window.ran=1)",
    "{{7*7}}{% raw %}{{ view }}",
    "%(name)s %d %",
    "&lt;b&gt;&#x3c;b&#x3e;&amp;",
    "\\u003cb\\u003e \\3c b\\3e",
    "`${window.ran=1}`",
)
EXTREME = (
    "x" * 10_000,
    "ж" * 10_000,
    "слово " * 2_000,
    "👩‍👩‍👧‍👦" * 500,
    "\u202egnp.exe\u202d\u2066\u2067\u2068",
    "\u200b\u200d\ufeff\u00ad" * 100,
    "\x00\x01\x1b[31m\x7f\x85\u2028\u2029",
    "\ud800\udfff\ufffe",
    "Z" + "\u0301\u0337\u0489" * 200,
    "﷽" * 50,
    "عبد الرحمن " * 40,
    " " * 500,
    "",
)
ANY = st.text(st.characters(exclude_categories=()), max_size=400)
HOSTILE = (
    st.sampled_from(MARKUP + EXTREME) | ANY | st.lists(st.sampled_from(MARKUP) | ANY, max_size=4).map("".join)
)

MOST = Decimal(10**15 - 1)
"""The largest number that is read from a CRM's answer."""

_SIGNS = re.compile(r"""[<>"'&;:{}()=/\\`%\[\]!]""")
_OURS = ("https://company.retailcrm.ru/", "https://track.example.com/?parcel=")


def disarmed(text: str) -> str:
    """The text as harmless as it can be at the same length: each sign of markup a dot."""
    return _SIGNS.sub("·", text)


def disagreement(stage: Stage, plants: Mapping[Path, str], lang: str) -> dict[str, object]:
    """What a block of hostile texts does beyond one of the same texts disarmed; empty when all is well."""
    tame = {path: disarmed(text) for path, text in plants.items()}
    stage.show({"hostile": _drawn(plants, lang), "tame": _drawn(tame, lang)})
    stage.fold(opened=True)
    found = {
        "ran": stage.page.evaluate("measure.poke()"),
        "elsewhere": [one for one in stage.told("addresses") if not one.startswith(_OURS)],
        "too wide": stage.told("tooWide"),
    }
    shapes, said = (
        [stage.page.evaluate(f"measure.{one}", name) for name in ("hostile", "tame")]
        for one in ("shape", "says")
    )
    found["shape"] = [pair for pair in zip(*shapes, strict=False) if pair[0] != pair[1]]
    found["said"] = [] if disarmed(said[0]) == disarmed(said[1]) else said
    return {name: what for name, what in found.items() if what}


def _drawn(plants: Mapping[Path, object], lang: str) -> str:
    shown: Sample = planted(WORLD, plants)
    return draw(shown, lang)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from(sorted(TEXTS, key=str)), HOSTILE, min_size=1, max_size=12),
    st.sampled_from(LANGUAGES),
)
def test_text_of_others_arrives_as_text_wherever_it_stands(
    classic: Stage, plants: dict[Path, str], lang: str
) -> None:
    assert disagreement(classic, plants, lang) == {}


@pytest.mark.parametrize("text", [*MARKUP, *EXTREME], ids=lambda text: repr(text)[1:25])
def test_each_attack_fails_in_all_fields_at_once(classic: Stage, text: str) -> None:
    assert disagreement(classic, dict.fromkeys(TEXTS, text), "ru") == {}


@pytest.mark.parametrize("path", sorted(TEXTS, key=str), ids=lambda path: ".".join(map(str, path)))
def test_each_field_alone_holds_an_attack(classic: Stage, path: Path) -> None:
    assert disagreement(classic, {path: "".join(MARKUP[:6])}, "en") == {}


@given(
    st.dictionaries(
        st.sampled_from(sorted(NUMBERS, key=str)),
        st.decimals(-MOST, MOST),
        min_size=1,
    ),
    st.dictionaries(st.sampled_from(sorted(DAYS, key=str)), st.datetimes()),
    st.sampled_from(LANGUAGES),
)
def test_no_number_and_no_day_is_too_wide(
    classic: Stage, numbers: dict[Path, Decimal], days: dict[Path, datetime], lang: str
) -> None:
    classic.show({"extreme": _drawn({**numbers, **days}, lang)})
    classic.fold(opened=True)
    assert classic.told("tooWide") == []
