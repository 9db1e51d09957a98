"""The shells a ticket can be shown in: what a block meets in one helpdesk or another.

Only the classic one is known from screenshots; the others are what a block should bear, too.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, request

from simulators.kit.language import Text, msg

_COOKIE = "usedesk_mock_shell"
_A_YEAR = 31_536_000
DEFAULT = "classic"
NAMES: dict[str, Text] = {
    "classic": msg("Classic"),
    "bare": msg("Bare"),
    "narrow": msg("Narrow"),
    "dark": msg("Dark"),
}
TITLES: dict[str, Text] = {
    "classic": msg("Bootstrap 3 and the colours of Usedesk’s old interface"),
    "bare": msg("No styles and no Bootstrap: what the browser makes of a block"),
    "narrow": msg("The classic shell with a column of 260 px"),
    "dark": msg("A dark helpdesk, for blocks that inherit its colours"),
}
_SHEETS = {"bare": (), "dark": ("classic", "dark")}


@dataclass(frozen=True, slots=True)
class Shell:
    """One shell: whether it has Bootstrap's style sheet and scripts, and its own sheets on top."""

    name: str
    bootstrap: bool
    sheets: tuple[str, ...]


def shell(name: str) -> Shell:
    """The shell of that name; the classic one for a name there is not."""
    known = name if name in NAMES else DEFAULT
    return Shell(known, known != "bare", _SHEETS.get(known, ("classic",)))


def chosen() -> Shell:
    """The shell this request asks for by `?shell=`, else the one chosen last."""
    asked = request.args.get("shell", "")
    return shell(asked if asked in NAMES else request.cookies.get(_COOKIE, DEFAULT))


def remember(answer: Response) -> Response:
    """Keep a shell that was asked for, for the next ticket."""
    asked = request.args.get("shell", "")
    if asked in NAMES:
        answer.set_cookie(_COOKIE, asked, max_age=_A_YEAR, httponly=True, samesite="Lax")
    return answer


def in_shell(name: str) -> str:
    """The address of this page in another shell."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "shell"]
    return f"?{urlencode([*kept, ('shell', name)])}"
