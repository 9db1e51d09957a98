"""Settings are checked all together, each problem with its remedy, and documented."""

import re
from contextlib import suppress
from dataclasses import fields
from ipaddress import ip_network
from pathlib import Path

import certifi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.model import Part, Preferences
from service.settings import Bind, Settings, SettingsError

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"
NAMES = [f"BLOCK_{field.name.upper()}" for field in fields(Settings)]


def test_nothing_set_means_the_defaults() -> None:
    settings = Settings.from_environ({"PATH": "/bin"})
    assert settings == Settings()
    assert (settings.bind, settings.deadline_seconds, settings.threads) == (Bind("127.0.0.1", 8000), 5, 32)


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("BLOCK_BIND", "[::1]:0", Bind("::1", 0)),
        ("BLOCK_CRM_URL", "http://127.0.0.1:8001/{subdomain}/", "http://127.0.0.1:8001/{subdomain}"),
        ("BLOCK_CRM_URL", "http://[::1]:1/{subdomain}", "http://[::1]:1/{subdomain}"),
        ("BLOCK_CRM_DOMAINS", " Simla.com, retailcrm.ru ", ("simla.com", "retailcrm.ru")),
        (
            "BLOCK_CRM_HOSTS",
            "CRM.shop.example , crm.other.example",
            ("crm.shop.example", "crm.other.example"),
        ),
        ("BLOCK_CRM_HOSTS", "none", ()),
        ("BLOCK_CRM_NETWORKS", "10.1.0.0/16, fd00::/8", (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))),
        ("BLOCK_CRM_CA", certifi.where(), certifi.where()),
        ("BLOCK_DEADLINE_SECONDS", "0.5", 0.5),
        ("BLOCK_REDIS_URL", "redis://host", "redis://host"),
        ("BLOCK_REDIS_URL", "rediss://user:word@host:6380/1", "rediss://user:word@host:6380/1"),
        ("BLOCK_REDIS_URL", "unix:///run/redis.sock?db=1", "unix:///run/redis.sock?db=1"),
        ("BLOCK_REDIS_URL", "none", ""),
        ("BLOCK_LANG", "pt-br", "pt_BR"),
        ("BLOCK_PHONE_REGION", "br", "BR"),
        ("BLOCK_THREADS", " 8 ", 8),
        ("BLOCK_SHOW", "manager_comment,-tags", frozenset(Part) - {Part.TAGS}),
        ("BLOCK_TIME_ZONE", "europe/moscow", "Europe/Moscow"),
        ("BLOCK_TIME_ZONE", "none", ""),
        ("BLOCK_TRACKING_URL", "https://track.example.com/{number}", "https://track.example.com/{number}"),
    ],
)
def test_a_value_is_read(name: str, value: str, read: object) -> None:
    assert getattr(Settings.from_environ({name: value}), name.removeprefix("BLOCK_").lower()) == read


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("https://{subdomain}.{domain}", frozenset()),
        ("https://{subdomain}.crm.example", frozenset()),
        ("http://127.0.0.1:8001/{subdomain}", frozenset({"127.0.0.1"})),
        ("https://crm.example:8443/{subdomain}", frozenset({"crm.example"})),
    ],
)
def test_only_a_host_in_which_no_request_has_a_part_is_trusted(url: str, trusted: frozenset[str]) -> None:
    assert Settings.from_environ({"BLOCK_CRM_URL": url}).trusted_hosts == trusted


def test_blocks_that_do_not_say_look_as_the_settings_say() -> None:
    environment = {
        "BLOCK_LANG": "ru",
        "BLOCK_PHONE_REGION": "BR",
        "BLOCK_SHOW": "-items",
        "BLOCK_TIME_ZONE": "UTC",
    }
    wanted = Preferences("ru", "BR", parts=Settings().show - {Part.ITEMS}, time_zone="UTC")
    assert Settings.from_environ(environment).preferences == wanted
    assert Settings().preferences == Preferences()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BLOCK_BIND", "8000"),
        ("BLOCK_BIND", "host:99999"),
        ("BLOCK_CRM_URL", "http://{subdomain}.{domain}"),
        ("BLOCK_CRM_URL", "https://retailcrm.ru"),
        ("BLOCK_CRM_URL", "https://{subdomain}.{other}"),
        ("BLOCK_CRM_URL", "ftp://{subdomain}"),
        ("BLOCK_CRM_DOMAINS", ","),
        ("BLOCK_CRM_DOMAINS", "localhost"),
        ("BLOCK_CRM_URL", "https://{subdomain}.{domain}:8443"),
        ("BLOCK_CRM_HOSTS", "https://crm.shop.example"),
        ("BLOCK_CRM_HOSTS", "crm.shop.example:8443"),
        ("BLOCK_CRM_HOSTS", "10.0.0.1"),
        ("BLOCK_CRM_HOSTS", "localhost"),
        ("BLOCK_CRM_NETWORKS", "10.1.0.1/16"),
        ("BLOCK_CRM_CA", "/nowhere.pem"),
        ("BLOCK_CRM_CA", __file__),
        ("BLOCK_DEADLINE_SECONDS", "nan"),
        ("BLOCK_DEADLINE_SECONDS", "0"),
        ("BLOCK_CRM_RATE", "ten"),
        ("BLOCK_REDIS_URL", "localhost:6379"),
        ("BLOCK_REDIS_URL", "http://localhost"),
        ("BLOCK_REDIS_URL", "redis://"),
        ("BLOCK_REDIS_URL", "redis://host:99999"),
        ("BLOCK_REDIS_URL", "unix://"),
        ("BLOCK_BREAKER_FAILURES", "0"),
        ("BLOCK_FRESH_SECONDS", "60"),
        ("BLOCK_LANG", "klingon"),
        ("BLOCK_PHONE_REGION", "Russia"),
        ("BLOCK_THREADS", "0"),
        ("BLOCK_THREADS", "²"),
        ("BLOCK_WORKERS", "65"),
        ("BLOCK_SHOW", "tags,photos"),
        ("BLOCK_TIME_ZONE", "Moscow"),
        ("BLOCK_TRACKING_URL", "http://track.example.com/{number}"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_the_remedy(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{name} is {re.escape(repr(value))}: (write|use) "):
        Settings.from_environ({name: value})


def test_a_user_in_an_address_is_refused_and_not_printed() -> None:
    with pytest.raises(SettingsError, match=r"^BLOCK_CRM_URL is 'https://…@\{subdomain\}': write an address"):
        Settings.from_environ({"BLOCK_CRM_URL": "https://user:pa55@{subdomain}"})


def test_more_than_one_worker_need_redis() -> None:
    with pytest.raises(SettingsError, match=r"^BLOCK_WORKERS is '2': set BLOCK_REDIS_URL, .*; or write 1$"):
        Settings.from_environ({"BLOCK_WORKERS": "2"})
    together = Settings.from_environ({"BLOCK_WORKERS": "2", "BLOCK_REDIS_URL": "redis://host"})
    assert together.workers == 2


def test_an_unknown_name_that_is_like_no_other_is_told_what_there_is() -> None:
    with pytest.raises(SettingsError, match=r"^BLOCK_QQQ is no setting: there are BLOCK_ACCOUNTS, BLOCK_"):
        Settings.from_environ({"BLOCK_QQQ": "1"})


def test_all_problems_come_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ({"BLOCK_THREADS": "x", "BLOCK_LANG": "x", "BLOCK_TREADS": "4"})
    assert str(caught.value).splitlines() == [
        "BLOCK_LANG is 'x': use one of en, ru, es, pt_BR",
        "BLOCK_THREADS is 'x': write a whole number from 1 to 256",
        "BLOCK_TREADS is no setting: did you mean BLOCK_THREADS? Correct or remove it",
    ]


@given(st.sampled_from(NAMES), st.text())
def test_any_value_is_read_or_refused(name: str, value: str) -> None:
    with suppress(SettingsError):
        assert isinstance(Settings.from_environ({name: value}), Settings)


def test_the_document_lists_every_setting_with_its_default_and_meaning() -> None:
    rows = re.findall(r"^\| `(BLOCK_\w+)` \| `(.*)` \| (.*) \|$", DOCUMENT.read_text(), re.MULTILINE)
    in_code = [(each.metadata["default"], each.metadata["meaning"]) for each in fields(Settings)]
    assert rows == [(name, *rest) for name, rest in zip(NAMES, in_code, strict=True)]


def test_a_password_is_not_printed_with_the_settings() -> None:
    settings = Settings.from_environ({"BLOCK_REDIS_URL": "redis://:pa55@host"})
    assert "pa55" not in f"{settings!r} {settings}"
