"""A block's HTML as lines of text, for a terminal."""

from collections.abc import Sequence
from html.parser import HTMLParser

_BREAKS = frozenset({"br", "details", "div", "dl", "dt", "h4", "li", "p", "summary", "ul"})
_NESTING = frozenset({"details", "li"})
_MARKS = {"li": "- ", "summary": "+ "}
_UNSEEN = frozenset({"style", "script"})
_INDENT = "  "


def plain(html: str) -> str:
    """Return what a reader would see, line for line, unfolded; what is folded stands under a plus."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(_INDENT * line.depth + line.read() for line in reader.lines if line.text.strip())


class _Line:
    """A line so far: how deep it stands, its mark and its text."""

    def __init__(self, depth: int = 0, mark: str = "") -> None:
        self.depth, self.mark, self.text = depth, mark, ""

    def read(self) -> str:
        return self.mark + " ".join(self.text.split())


class _Reader(HTMLParser):
    """Gathers the text and breaks it where the elements do."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [_Line()]
        self._depth = self._unseen = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's shape
        """Begin a line where the element begins one; a term and what it means share theirs."""
        if tag == "dd":
            self.lines[-1].text += ": "
        elif mark := _MARKS.get(tag):
            self.lines.append(_Line(self._depth - (tag == "summary"), mark))
        elif tag in _BREAKS and self.lines[-1].text.strip():
            self.lines.append(_Line(self._depth))
        self._depth += tag in _NESTING
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """End the line with the element."""
        self._depth -= tag in _NESTING
        self._unseen -= tag in _UNSEEN
        if tag in _BREAKS - {"dt"}:
            self.lines.append(_Line(self._depth))

    def handle_data(self, data: str) -> None:
        """Take the text."""
        if not self._unseen:
            self.lines[-1].text += data
