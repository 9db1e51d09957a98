"""Settings, Integration, API access keys: list, add, edit, delete."""

from dataclasses import dataclass, replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.pages.key_form import LONGEST, KeyForm
from simulators.retailcrm_mock.pages.missing import MissingError
from simulators.retailcrm_mock.pages.turning import told
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account, ApiKey
from simulators.retailcrm_mock.state.keys import SCOPES

SAID = {
    "added": "The key is saved and works now.",
    "saved": "The key is saved.",
    "deleted": "The key is deleted.",
}
INVALID = 422
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A key in the list."""

    id: int
    comment: str
    value: str
    ending: str
    shops: str
    scopes: tuple[str, ...]
    created: str


def keys(account: Account) -> str:
    """The account's keys."""
    rows = [_row(key, account) for key in account.keys()]  # noqa: SIM118 - an account is no dict
    return render_template("crm/keys.html", rows=rows, said=told(SAID))


def new_key(account: Account) -> Answer:
    """Add a key: it is shown at once, and works when saved."""
    if request.method == "GET":
        return _form(account, "New key", KeyForm.fresh(), {})
    form = KeyForm.read(request.form)
    problems = form.problems(account.reference("sites"))
    if problems:
        return _form(account, "New key", form, problems), INVALID
    try:
        account.add_key(form.comment, form.access, form.sites, form.scopes, form.value)
    except ControlError:  # saved a moment ago, perhaps by a double click
        taken = {"value": "There is a key of this value already; press Add again."}
        return _form(account, "New key", form, taken), INVALID
    return _done("added")


def edit_key(account: Account, number: str) -> Answer:
    """Change a key; its value stays what it is."""
    key = _found(account, number)
    if request.method == "GET":
        return _form(account, "Edit key", KeyForm.of(key), {})
    form = replace(KeyForm.read(request.form), value=key.value)
    problems = form.problems(account.reference("sites"))
    problems.pop("value", None)  # not people's to mend
    if problems:
        return _form(account, "Edit key", form, problems), INVALID
    changed = replace(key, comment=form.comment, access=form.access, sites=form.sites, scopes=form.scopes)
    account.save_key(changed)
    return _done("saved")


def drop_key(account: Account, number: str) -> Answer:
    """Delete a key, once that is confirmed."""
    key = _found(account, number)
    if request.method == "GET":
        return render_template("crm/drop_key.html", row=_row(key, account))
    account.delete_key(key.id)
    return _done("deleted")


def _found(account: Account, number: str) -> ApiKey:
    key = account.key(int(number)) if number.isdecimal() and len(number) < 16 else None  # noqa: PLR2004 - SQLite's most
    if key is None:
        raise MissingError(
            f"No API access key {number}",
            "It may have been deleted.",
            ("API access keys", url_for("pages.keys")),
        )
    return key


def _form(account: Account, heading: str, form: KeyForm, problems: dict[str, str]) -> str:
    words = Words(account)
    return render_template(
        "crm/key.html",
        heading=heading,
        form=form,
        problems=problems,
        longest=LONGEST,
        shops=[(code, words.name("sites", code)) for code in words.known("sites")],
        scopes=[(scope, _right(scope)) for scope in SCOPES],
    )


def _right(scope: str) -> str:
    """The scope in words: "custom_fields_read" is "Custom fields: read"."""
    subject, _, deed = scope.rpartition("_")
    return f"{subject.replace('_', ' ').capitalize()}: {deed}"


def _row(key: ApiKey, account: Account) -> Row:
    words = Words(account)
    shops = [words.name("sites", code) for code in key.sites]
    return Row(
        id=key.id,
        comment=key.comment,
        value=key.value,
        ending=key.value[-4:],
        shops="All shops" if key.shops is None else ", ".join(shops),
        scopes=key.scopes,
        created=key.created_at.astimezone(account.now().tzinfo).strftime("%Y-%m-%d %H:%M:%S"),
    )


def _done(what: str) -> Response:
    return redirect(url_for("pages.keys", done=what), code=303)
