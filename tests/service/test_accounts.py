"""The file of pinned accounts is checked all together, and tells nothing that is secret."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.account import Entry
from service.core.model import Account, Part, Preferences
from service.core.parameters import FIELDS
from service.settings import Settings, SettingsError

OWN = {"OF_OWN": "a-secret-of-the-server"}
SECRET, NEXT = "a-secret-of-one-block", "the-next-secret-of-it"
SOURCES = 'a text, { file = "…" } or { env = "…" }'
LIST = f"write a list of one secret, or of two while one replaces the other: {SOURCES}"
WHOLE = f"""
[accounts.shop]
address = "company"
key = "key-of-the-shop"
secrets = ["{SECRET}", "{NEXT}"]
lang = "ru"
country = "KZ"
orders = 7
shops = ["Main", "outlet"]
show = "manager_comment,-tags"
timezone = "Asia/Almaty"

[accounts.own-server]
address = "https://crm.shop.example"
key = {{ file = "keys/own" }}
secrets = [{{ env = "OF_OWN" }}]
"""


def _settings(folder: Path, text: str, **environ: str) -> Settings:
    path = folder / "accounts.toml"
    path.write_text(text, "utf-8")
    return Settings.from_environ({"BLOCK_ACCOUNTS": str(path), **environ})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "own").write_text("key-of-the-server\n")
    return tmp_path


def test_a_whole_file_is_read(folder: Path) -> None:
    pins = _settings(folder, WHOLE, **OWN).accounts
    assert pins
    shop = Entry(Account("shop", "https://company.retailcrm.ru", pinned=True), "key-of-the-shop")
    assert [pins.enter("", secret) for secret in (SECRET, NEXT)] == [shop, shop]
    own = Account("own-server", "https://crm.shop.example", pinned=True)
    assert pins.enter("crm.shop.example", "a-secret-of-the-server") == Entry(own, "key-of-the-server")


def test_what_the_file_says_of_a_blocks_look_goes_before_what_the_block_says(folder: Path) -> None:
    pins = _settings(folder, WHOLE, **OWN).accounts
    assert pins
    parts = Settings().show - {Part.TAGS} | {Part.MANAGER_COMMENT}
    fixed = Preferences("ru", "KZ", 7, parts, "Asia/Almaty", "", frozenset({"main", "outlet"}))
    assert pins.settle(SECRET, Preferences("es", "BR", 3, shops=frozenset({"other"}))) == fixed


def _problems(folder: Path, text: str, **environ: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        _settings(folder, text, **environ)
    start = f"BLOCK_ACCOUNTS is {str(folder / 'accounts.toml')!r}: "
    lines = str(caught.value).splitlines()
    assert [line for line in lines if not line.startswith(start)] == []
    return [line.removeprefix(start) for line in lines]


def test_all_problems_come_at_once_and_nothing_secret_with_them(folder: Path) -> None:
    text = f"""
    [accounts.a]
    address = "company.evil.example/x"
    key = {{ env = "NOT_SET" }}
    secrets = ["sh0rt"]
    lang = "klingon"
    colour = "red"
    [accounts.b]
    address = "company"
    key = {{ file = "nowhere" }}
    secrets = ["{SECRET}", "{NEXT}", "a-third-secret-of-it"]
    [accounts.c]
    address = "company"
    key = "a key of two words"
    secrets = []
    """
    assert _problems(folder, text) == [
        "a.address: write the account's subdomain, company.simla.com or https://crm.shop.example",
        f"a.colour: is not known here; there are address, key, secrets, {', '.join(FIELDS)}",
        "a.key: the variable NOT_SET of the environment is not set; set it",
        "a.lang: means nothing; write it as a parameter of a block is written",
        "a.secrets: has one that is too short; at least 16 characters, picked at random",
        f"b.key: the file {folder / 'nowhere'} cannot be read: No such file or directory",
        f"b.secrets: {LIST}",
        "c.key: has characters that no API key has. Copy it again",
        f"c.secrets: {LIST}",
    ]


def _account(name: str, **more: object) -> str:
    fields = {"address": name, "key": f"key-of-{name}", "secrets": [f"a-secret-of-account-{name}"], **more}
    return f"[accounts.{name}]\n" + "\n".join(
        f"{each} = {json.dumps(value)}" for each, value in fields.items()
    )


def test_a_secret_belongs_to_one_account_and_is_not_the_key(folder: Path) -> None:
    text = _account("a", secrets=[SECRET]) + "\n" + _account("b", secrets=[NEXT, SECRET])
    assert _problems(folder, text) == ["b.secrets: has a secret of a; give each account its own"]
    same = _account("a", key=SECRET, secrets=[SECRET])
    assert _problems(folder, same) == ["a.secrets: has the API key; invent a secret of its own"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"[accounts.a]\nkey = {SECRET}", "is not TOML (at line 2, column"),
        ("", "needs tables [accounts.NAME] and nothing beside them"),
        ("[accounts]\n", "needs tables [accounts.NAME] and nothing beside them"),
        ('[account.a]\naddress = "a"', "needs tables [accounts.NAME] and nothing beside them"),
    ],
)
def test_a_file_of_something_else_is_one_sentence(text: str, problem: str, folder: Path) -> None:
    assert [each.partition(problem)[1] for each in _problems(folder, text)] == [problem]


def test_a_file_that_is_not_there_is_told_with_the_other_problems() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ({"BLOCK_ACCOUNTS": "/nowhere", "BLOCK_LANG": "x"})
    assert str(caught.value).splitlines() == [
        "BLOCK_ACCOUNTS is '/nowhere': cannot be read: No such file or directory. Correct its name",
        "BLOCK_LANG is 'x': use one of en, ru, es, pt_BR",
    ]


values = st.recursive(
    st.booleans() | st.integers(-9, 99) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["file", "env", "x"]), inner),
    max_leaves=5,
)
NAMES = st.sampled_from(["address", "key", "secrets", "lang", "orders", "shops", "show", "timezone", "x"])


@given(st.dictionaries(NAMES, values))
def test_whatever_stands_in_the_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, object]
) -> None:
    text = "\n".join(f"{name} = {_toml(value)}" for name, value in fields.items())
    folder = tmp_path_factory.getbasetemp()
    try:
        settings = _settings(folder, f"[accounts.a]\n{text}\n")
    except SettingsError as error:
        assert all(line.startswith("BLOCK_ACCOUNTS is ") for line in str(error).split("\n"))  # noqa: PT017 - either way is right
    else:
        assert settings.accounts


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_toml(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value).replace("\x7f", "\\u007f")


def test_settings_print_no_key_and_no_secret(folder: Path) -> None:
    settings = _settings(folder, WHOLE, **OWN)
    assert not [secret for secret in (SECRET, NEXT, "key-of", "a-secret-of") if secret in f"{settings!r}"]


def test_accounts_look_as_the_other_settings_say(folder: Path) -> None:
    pins = _settings(
        folder, _account("a", show="-tags"), BLOCK_SHOW="-items", BLOCK_CRM_DOMAINS="simla.com"
    ).accounts
    assert pins
    assert pins.enter("", "a-secret-of-account-a").account.origin == "https://a.simla.com"
    assert pins.settle("a-secret-of-account-a", Preferences()).parts == Settings().show - {
        Part.ITEMS,
        Part.TAGS,
    }


def test_the_documents_example_is_read(folder: Path) -> None:
    document = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    example = document.partition("```toml\n")[2].partition("```")[0]
    for name in re.findall(r'file = "(.*?)"', example):
        (folder / name).write_text(f"text-of-{name}\n")
    named = {name: f"value-of-{name}" for name in re.findall(r'env = "(.*?)"', example)}
    pins = _settings(folder, example, **named).accounts
    assert pins
    secrets = ("value-of-SHOP_SECRET", "pick-the-next-at-random", "text-of-keys/other-block")
    assert [pins.enter("", secret).account.name for secret in secrets] == ["shop", "shop", "other"]
    assert pins.enter("", secrets[2]).key == "value-of-OTHER_CRM_KEY"
