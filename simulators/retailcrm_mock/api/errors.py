"""The refusals of API v5; the texts are those RetailCRM's php and go clients know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MISSING_KEY = '"apiKey" is missing.'
WRONG_KEY = 'Wrong "apiKey" value.'
DENIED = "Access denied."
NO_ACCOUNT = "Account does not exist."
NO_METHOD = "API method not found"
WRONG_VERB = "Method Not Allowed"
BAD_INPUT = "Errors in the input parameters"
NOT_FOUND = "Not found"
TOO_OFTEN = "Rate limit exceeded"
BAD_ENTITY = "Errors in the entity format"

# What is wrong with a value, in the languages of Symfony's forms.
INVALID, NO_CHOICE, EXTRA, BLANK = "invalid", "no choice", "extra", "blank"
TEXTS = {
    "en": {
        INVALID: "This value is not valid.",
        NO_CHOICE: "The value you selected is not a valid choice.",
        EXTRA: "This form should not contain extra fields.",
        BLANK: "This value should not be blank.",
    },
    "ru": {
        INVALID: "Значение недопустимо.",
        NO_CHOICE: "Выбранное Вами значение недопустимо.",
        EXTRA: "Эта форма не должна содержать дополнительных полей.",
        BLANK: "Значение не должно быть пустым.",
    },
}


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - what the API does, not what went wrong with it
    """The API says no: a status, a text, and for bad input what is wrong with which parameter.

    What is wrong is one of the texts above, or words of its own; `more` goes into the body beside it.
    """

    status: int
    text: str
    wrong: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def missing(name: str) -> Refusal:
    """A parameter is not there (the pattern that the go client looks for)."""
    return Refusal(400, f"Parameter '{name}' is missing")


def html(status: str) -> str:
    """A page as nginx writes it when a request gets no further than nginx."""
    lines = (
        f"<html>\r\n<head><title>{status}</title></head>\r\n<body>",
        f"<center><h1>{status}</h1></center>",
        "<hr><center>nginx</center>\r\n</body>\r\n</html>",
    )
    return "".join(f"{line}\r\n" for line in lines)
