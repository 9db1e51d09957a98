"""The messages of the Usedesk simulator: those its pages say, and those its catalogues translate."""

from importlib import resources

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

PACKAGE = resources.files("simulators.usedesk_mock")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "msg": None, "Switch": (2,)}
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}


def said() -> set[object]:
    """Every message of the code and the templates; a plural one is a pair."""
    found = extract_from_dir(str(PACKAGE), METHODS, OPTIONS, KEYWORDS)
    return {text for _, _, text, _, _ in found}


def catalogue(code: str) -> list[Message]:
    """The translations, as they stand in the file."""
    with PACKAGE.joinpath("locales", f"{code}.po").open("rb") as file:
        return [message for message in read_po(file, locale=code) if message.id]
