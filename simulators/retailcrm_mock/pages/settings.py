"""Settings: where the gear leads."""

from flask import render_template, url_for

from simulators.retailcrm_mock.pages.reading import identity, text
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, Document


def settings(account: Account) -> str:  # noqa: ARG001 - every page is some account's
    """The sections of the settings."""
    shop = [
        ("shop", "Shops", "What this account sells through.", url_for("pages.shops")),
        ("flag", "Statuses", "The ways of an order, by group.", url_for("pages.statuses")),
    ]
    groups = [
        ("Integration", url_for("pages.integration"), _integration()),
        ("Reference books", url_for("pages.shops"), shop),
    ]
    return render_template("crm/settings.html", groups=groups, group="")


def integration(account: Account) -> str:  # noqa: ARG001 - every page is some account's
    """What other systems need of this one."""
    groups = [("For other systems", "", _integration())]
    return render_template("crm/settings.html", groups=groups, group="Integration")


def shops(account: Account) -> str:
    """The account's shops."""
    rows = [
        (text(site, "name"), code, text(site, "currency"), text(site, "url"))
        for code, site in account.reference("sites").items()
    ]
    columns = ("Shop", "Code", "Currency", "Site")
    parts = [("", rows)] if rows else []
    return render_template("crm/reference.html", heading="Shops", columns=columns, parts=parts)


def statuses(account: Account) -> str:
    """The statuses an order may have, by group."""
    words = Words(account)
    groups: dict[str, list[Document]] = {code: [] for code in words.known("status-groups")}
    for status in words.known("statuses").values():
        groups.setdefault(text(status, "group"), []).append(status)
    parts = [
        (
            words.name("status-groups", group) or "Without a group",
            [_status(one, words) for one in _sorted(held)],
        )
        for group, held in groups.items()
        if held
    ]
    return render_template("crm/reference.html", heading="Statuses", columns=("Status", "Code"), parts=parts)


def _integration() -> list[tuple[str, str, str, str]]:
    says = "Let another system, such as a helpdesk, read customers and orders."
    return [("key", "API access keys", says, url_for("pages.keys"))]


def _status(status: Document, words: Words) -> tuple[object, str]:
    code = text(status, "code")
    return words.status(code), code


def _sorted(statuses: list[Document]) -> list[Document]:
    return sorted(statuses, key=lambda status: identity(status, "ordering") or 0)
