"""A block's HTML as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from service.commands.plain import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div><style>p { color: red }</style><p>one</p><p>two <b>words</b></p></div>", "one\ntwo words"),
        (
            "<dl><div><dt>orders</dt><dd><bdi>3</bdi></dd></div><dt>Phone</dt><dd>1</dd></dl>",
            "orders: 3\nPhone: 1",
        ),
        (
            "<ul><li><div>17A <b>new</b></div><p>paid<br>sent</p></li><li>18A</li></ul>",
            "- 17A new\n  paid\n  sent\n- 18A",
        ),
        ("<ul><li>17A<ul><li>1 × cup</li></ul></li></ul>", "- 17A\n  - 1 × cup"),
        ("<details><summary>More</summary><p>hidden</p></details><p>end</p>", "+ More\n  hidden\nend"),
        ("<p>5 &lt; 6 &amp; “x”</p>", "5 < 6 & “x”"),
    ],
)
def test_elements_become_lines(html: str, text: str) -> None:
    assert plain(html) == text


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    assert plain(f"<div><p><bdi>{escape(text)}</bdi></p></div>") == text
