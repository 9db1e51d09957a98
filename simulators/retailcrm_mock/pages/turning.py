"""What pages read from an address: what is searched for, the page turned to, an id, what was done."""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from flask import request, url_for

from simulators.retailcrm_mock.pages.missing import MissingError
from simulators.retailcrm_mock.state import Account, Page

LAST_PAGE = 1_000_000
LONGEST_ID = 15  # digits; more than any id has, and what SQLite can hold


def sought(name: str) -> str:
    """What is searched for."""
    return request.args.get(name, "").strip()


def turned(page_at: Callable[[int], Page]) -> Page:
    """The page that `page` in the address names; the first or the last when there is none of that number."""
    said = request.args.get("page", "1")
    number = min(int(said), LAST_PAGE) if said.isdecimal() and len(said) < LONGEST_ID else 1
    page = page_at(max(number, 1))
    return page_at(page.pages) if 0 < page.pages < page.page else page


def addresses(endpoint: str, values: dict[str, str]) -> Callable[[int], str]:
    """The address of each page of a list."""
    kept: dict[str, Any] = {name: value for name, value in values.items() if value}
    return lambda number: url_for(endpoint, **kept, page=number)


def told(sentences: Mapping[str, str]) -> str | None:
    """The sentence for what was done before this page, if something was."""
    return sentences.get(request.args.get("done", ""))


def id_in(said: str) -> int | None:
    """The id that an address names, if it can be one."""
    return int(said) if said.isdecimal() and len(said) <= LONGEST_ID else None


def missing(what: str, number: str, account: Account, label: str, endpoint: str) -> NoReturn:
    """Answer that the account has no such thing, and lead back to the list."""
    raise MissingError(
        f"No {what} {number}",
        f"In {account.name} there is no {what} with the CRM's ID {number}. It may be another account's, "
        "deleted or merged, or gone since a reset.",
        (label, url_for(endpoint)),
    )
