"""What people write into parameters and settings is read, or known to mean nothing."""

import zoneinfo
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core import wishes
from service.core.model import USUAL_PARTS, Part

known = st.sampled_from(Part)
anything = st.text(st.characters(exclude_categories=()), max_size=40)


@pytest.mark.parametrize(
    ("text", "parts", "unknown"),
    [
        ("", USUAL_PARTS, ()),
        ("manager_comment,-address", USUAL_PARTS - {Part.ADDRESS} | {Part.MANAGER_COMMENT}, ()),
        (" -Tags , +manager-comment,, ", USUAL_PARTS - {Part.TAGS} | {Part.MANAGER_COMMENT}, ()),
        ("tags,-tags", USUAL_PARTS - {Part.TAGS}, ()),
        ("tags,photo,-weight", USUAL_PARTS, ("photo", "-weight")),
        ("all", USUAL_PARTS, ("all",)),
        ("Xmanager_comment", USUAL_PARTS, ("Xmanager_comment",)),
    ],
)
def test_parts_are_added_and_taken_away_by_name(
    text: str, parts: frozenset[Part], unknown: tuple[str, ...]
) -> None:
    assert wishes.parts(text, USUAL_PARTS) == (parts, unknown)


@given(st.frozensets(known), st.lists(st.tuples(st.booleans(), known), unique_by=lambda one: one[1]))
def test_parts_that_are_not_named_stay_as_they_were(
    usual: frozenset[Part], changes: list[tuple[bool, Part]]
) -> None:
    text = ",".join(part if added else f"-{part}" for added, part in changes)
    chosen, _ = wishes.parts(text, usual)
    assert chosen == (usual | {part for on, part in changes if on}) - {part for on, part in changes if not on}


@given(anything)
def test_no_text_breaks_the_reading(text: str) -> None:
    assert wishes.parts(text, USUAL_PARTS)[0] <= set(Part)
    assert all(code and code == code.strip() for code in wishes.shops(text))
    assert wishes.time_zone(text) in {None, *zoneinfo.available_timezones()}


def test_shops_are_codes_in_small_letters() -> None:
    assert wishes.shops(" Main-Shop, outlet,,OUTLET ") == {"main-shop", "outlet"}


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Moscow", "Europe/Moscow"), ("america/sao paulo", "America/Sao_Paulo"), ("UTC", "UTC"),
        ("Moscow", None), ("../etc/passwd", None), ("x" * 10_000, None), ("", None),
    ],
)  # fmt: skip
def test_a_time_zone_is_known_by_its_name(text: str, zone: str | None) -> None:
    assert wishes.time_zone(text) == zone


@pytest.mark.parametrize(
    "address",
    [
        "https://track.example.com/{number}",
        "https://track.example.com:8443/?q={number}&lang=ru#result",
        "HTTPS://Track.example.com/a/{number}/b",
        "https://track.example.com:1/{number}",
        f"https://x.com/{'x' * (500 - 22)}{{number}}",
    ],
)
def test_an_https_address_with_a_place_for_the_number_is_a_template(address: str) -> None:
    assert wishes.tracking(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "", "https://track.example.com/", "http://track.example.com/{number}", "https://{number}.example.com/",
        "https://example.com{number}", "https://u:p@example.com/{number}", "https://x.com/{number}{number}",
        "https://example.com/{code}/{number}", "javascript:alert({number})", 'https://x.com/{number}" x="',
        "https://example.com/ {number}", "https://example.com/{number}<b>", "https:///{number}",
        "https://example.com:99999/{number}", "https://x.com/" + "x" * 500 + "{number}", "https://x/\n{number}",
        "//example.com/{number}", "https://track.example.com:0/{number}",
    ],
)  # fmt: skip
def test_anything_else_is_none(address: str) -> None:
    assert wishes.tracking(address) is None


@given(anything.filter(lambda text: text.isprintable()))
def test_no_number_leads_a_parcels_address_elsewhere(number: str) -> None:
    url = urlsplit(wishes.tracked("https://track.example.com/a/{number}?x=1", number))
    assert (url.scheme, url.netloc, url.query, url.fragment) == ("https", "track.example.com", "x=1", "")
