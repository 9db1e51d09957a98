"""Settings: where the gear leads."""

from dataclasses import dataclass

from flask import render_template

from simulators.retailcrm_mock.pages.reading import text
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Document


@dataclass(frozen=True, slots=True)
class Door:
    """A page of the settings, as the overview announces it."""

    icon: str
    label: str
    says: str
    endpoint: str


@dataclass(frozen=True, slots=True)
class Group:
    """A section of the settings."""

    name: str
    endpoint: str
    doors: tuple[Door, ...]


HELPDESK = "Let another system, such as a helpdesk, read customers and orders."
GROUPS = (
    Group("Integration", "pages.integration", (Door("key", "API access keys", HELPDESK, "pages.keys"),)),
    Group(
        "Reference books",
        "pages.reference_books",
        (
            Door("shop", "Shops", "Where this account sells.", "pages.shops"),
            Door("flag", "Statuses", "The steps of an order, by group.", "pages.statuses"),
        ),
    ),
)


def settings(account: Account) -> str:  # noqa: ARG001 - every page is some account's
    """The sections of the settings."""
    return render_template("crm/settings.html", groups=GROUPS, only="")


def integration(account: Account) -> str:  # noqa: ARG001 - every page is some account's
    """What other systems need of this one."""
    return render_template("crm/settings.html", groups=GROUPS, only="Integration")


def reference_books(account: Account) -> str:  # noqa: ARG001 - every page is some account's
    """What orders and customers refer to by code."""
    return render_template("crm/settings.html", groups=GROUPS, only="Reference books")


def statuses(account: Account) -> str:
    """The statuses an order may have, by group."""
    words = Words(account)
    parts = [
        (words.name("status-groups", group) or "Without a group", [_status(one, words) for one in held])
        for group, held in words.statuses_by_group().items()
        if held
    ]
    return render_template("crm/reference.html", heading="Statuses", columns=("Status", "Code"), parts=parts)


def _status(status: Document, words: Words) -> tuple[object, str]:
    code = text(status, "code")
    return words.status(code), code
