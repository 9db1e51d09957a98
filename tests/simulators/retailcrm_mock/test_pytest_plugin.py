"""The plugin as its users have it: real runs of pytest that find it by its entry point."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulators.kit.client import ControlClient
from simulators.retailcrm_mock.own_account import serving

pytest_plugins = ["pytester", "tests.simulators.installed"]
ROOT = Path(__file__).parents[3]

# Each inner test leaves behind all it can; the others must see none of it.
STRANGERS = """
import pytest, requests

def total(crm, what):
    with requests.Session() as session:
        return session.get(f"{crm.api}/{what}", headers={"X-API-KEY": crm.key}, timeout=20)

@pytest.mark.parametrize("turn", range(6))
def test_a_stranger_was_never_here(retailcrm, turn):
    assert (retailcrm.journal(), retailcrm.faults()) == ([], [])
    assert retailcrm.clock.now().year != 2031
    assert set(retailcrm.dialect().values()) >= {"digits-substring"}
    assert total(retailcrm, "customers").json()["pagination"]["totalCount"] == 0
    retailcrm.load(customers=[{"firstName": "Anna"}])
    assert total(retailcrm, "customers").json()["pagination"]["totalCount"] == 1
    retailcrm.clock.freeze("2031-01-01T00:00:00Z")
    retailcrm.dialect(name_match="whole", error_language="ru")
    retailcrm.inject("status", status=503)
    assert total(retailcrm, "orders").status_code == 503
    assert [entry["number"] for entry in retailcrm.journal()] == [1, 2, 3]
"""


@pytest.fixture
def simulator() -> Iterator[str]:
    with serving() as url:
        yield url


def test_tests_of_parallel_workers_share_a_simulator_and_nothing_in_it(
    installed: pytest.Pytester, simulator: str
) -> None:
    installed.makepyfile(STRANGERS)
    run = installed.runpytest_subprocess("-n", "2", "--retailcrm-url", simulator)

    run.assert_outcomes(passed=6)
    with ControlClient(simulator) as control:
        assert control.state() == {}


def test_every_worker_starts_a_simulator_when_none_is_named(installed: pytest.Pytester) -> None:
    installed.makepyfile(STRANGERS)

    installed.runpytest_subprocess("-n", "2").assert_outcomes(passed=6)


def test_a_simulator_may_be_named_by_the_environment(
    installed: pytest.Pytester, simulator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETAILCRM_SIMULATOR_URL", simulator)
    installed.makepyfile(
        f"def test_it(retailcrm, retailcrm_simulator):\n"
        f"    assert retailcrm_simulator == {simulator!r}\n"
        f"    assert retailcrm.url == {simulator!r} + '/' + retailcrm.account\n"
    )

    installed.runpytest_subprocess("-p", "no:xdist").assert_outcomes(passed=1)


def test_a_verification_that_fails_tells_what_came_instead(installed: pytest.Pytester) -> None:
    installed.makepyfile("""
        import requests

        def test_it(retailcrm):
            retailcrm.inject("status", status=502, nth=2)
            with requests.Session() as session:
                for _ in range(2):
                    session.get(f"{retailcrm.api}/orders", headers={"X-API-KEY": retailcrm.key}, timeout=20)
            retailcrm.verify("listOrders", count=2, timeout=5)
            retailcrm.verify("listOrders", status=200, count=2)

        def test_silence(retailcrm):
            retailcrm.verify(order=["listCustomers", "listOrders"])
    """)
    run = installed.runpytest_subprocess("-p", "no:randomly")

    run.assert_outcomes(failed=2)
    run.stdout.fnmatch_lines(
        [
            "E*wanted calls: exactly 2 with operation listOrders, status 200; 1 of the 2 calls*match",
            "E*  #1 listOrders answered 200",
            "E*  #2 listOrders answered 502 (struck by status): status is 502, not 200",
            "E*wanted calls: at least 1 of these, in the order listCustomers, listOrders; no call came",
        ]
    )
    assert "own_account.py" not in run.stdout.str()  # the reader is shown their own line


def test_a_mark_says_what_an_account_is_made_with(installed: pytest.Pytester) -> None:
    installed.makepyfile("""
        import pytest, requests

        @pytest.mark.retailcrm(customers=3, locale="pt_BR", rate_limit=True)
        @pytest.mark.parametrize("reset", [False, True])
        def test_it(retailcrm, reset):
            retailcrm.reset() if reset else None
            retailcrm.clock.freeze()
            with requests.Session() as session:
                session.headers["X-API-KEY"] = retailcrm.key
                answers = [session.get(f"{retailcrm.api}/customers", timeout=20) for _ in range(11)]
            assert answers[0].json()["pagination"]["totalCount"] == 3
            assert [answer.status_code for answer in answers] == [200] * 10 + [503]
            assert retailcrm.violations() == []

        def test_unasked(retailcrm):
            retailcrm.reset()
            retailcrm.clock.freeze()
            with requests.Session() as session:
                session.headers["X-API-KEY"] = retailcrm.key
                assert {session.get(f"{retailcrm.api}/orders", timeout=20).ok for _ in range(30)} == {True}

        @pytest.mark.retailcrm(custmers=3)
        def test_mistaken(retailcrm):
            raise AssertionError("never begins")
    """)
    run = installed.runpytest_subprocess("--strict-markers")

    run.assert_outcomes(passed=3, errors=1)
    run.stdout.fnmatch_lines(
        ["no account for the fixture retailcrm: no option 'custmers'; did you mean 'customers'?"]
    )


def test_an_address_where_no_simulator_listens_is_told_in_a_sentence(installed: pytest.Pytester) -> None:
    with serving() as gone:
        pass
    installed.makepyfile("def test_it(retailcrm): raise AssertionError('never begins')")
    run = installed.runpytest_subprocess("--retailcrm-url", gone)

    run.assert_outcomes(errors=1)
    run.stdout.fnmatch_lines([f"no account for*: no simulator answers at {gone}/_sim/ (ConnectionError); *"])


def test_suites_that_ask_for_no_account_pay_nothing(installed: pytest.Pytester) -> None:
    installed.makepyfile("""
        import sys

        def test_it(pytestconfig):
            assert pytestconfig.pluginmanager.hasplugin("retailcrm")
            assert not {"flask", "jsonschema_rs", "simulators.kit.control"} & set(sys.modules)
    """)

    installed.runpytest_subprocess("-p", "no:schemathesis").assert_outcomes(passed=1)


def test_the_recipe_of_the_page_works_as_it_stands(installed: pytest.Pytester) -> None:
    page = (ROOT / "docs" / "simulators.md").read_text(encoding="utf-8")
    recipe = page.partition("```python\n")[2].partition("```")[0]
    installed.makepyfile(recipe)

    installed.runpytest_subprocess("-p", "no:xdist").assert_outcomes(passed=1)
