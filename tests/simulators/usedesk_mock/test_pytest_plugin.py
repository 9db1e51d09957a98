"""The plugin as its users have it: real runs of pytest that find it by its entry point."""

from pathlib import Path

import pytest

from simulators.kit.client import ControlClient
from simulators.usedesk_mock.own_company import serving

pytest_plugins = ["pytester", "tests.simulators.installed"]
ROOT = Path(__file__).parents[3]

# Each inner test leaves behind all it can; the others must see none of it.
STRANGERS = """
import pytest

@pytest.mark.parametrize("turn", range(6))
def test_a_stranger_was_never_here(usedesk, turn):
    assert (usedesk.journal(), usedesk.faults()) == ([], [])
    assert usedesk.clock.now().year != 2031
    assert usedesk.dialect()["numbers"] == "ints"
    usedesk.block("http://127.0.0.1:9/")
    ticket = usedesk.ticket(client={"name": "Anna"}, contact="anna@example.com")
    assert (ticket.id, ticket.client_id) == (1001, 50001)
    assert usedesk.open(ticket).outcome == "unreachable"
    usedesk.clock.freeze("2031-01-01T00:00:00Z")
    usedesk.dialect(numbers="strings")
    usedesk.inject("status", status=503)
    assert usedesk.open(ticket).outcome == "http_error"
    assert [entry["number"] for entry in usedesk.journal()] == [1, 2]
"""


def test_tests_of_parallel_workers_share_a_simulator_and_nothing_in_it(installed: pytest.Pytester) -> None:
    installed.makepyfile(STRANGERS)
    with serving() as url:
        installed.runpytest_subprocess("-n", "2", "--usedesk-url", url).assert_outcomes(passed=6)
        with ControlClient(url) as control:
            assert control.state() == {}


def test_a_worker_starts_a_simulator_when_none_is_named(installed: pytest.Pytester) -> None:
    installed.makepyfile(STRANGERS)

    installed.runpytest_subprocess("-p", "no:xdist").assert_outcomes(passed=6)


def test_a_mark_says_what_a_company_is_made_with(installed: pytest.Pytester) -> None:
    installed.makepyfile("""
        import pytest

        @pytest.mark.usedesk(tickets=3, seed=7)
        def test_it(usedesk):
            assert [usedesk.find(number).id for number in (1001, 1003)] == [1001, 1003]

        @pytest.mark.usedesk(ticket=3)
        def test_mistaken(usedesk):
            raise AssertionError("never begins")
    """)
    run = installed.runpytest_subprocess("--strict-markers")

    run.assert_outcomes(passed=1, errors=1)
    run.stdout.fnmatch_lines(
        ["no account for the fixture usedesk: no option 'ticket'; did you mean 'tickets'?"]
    )


def test_the_recipe_of_the_page_works_as_it_stands(installed: pytest.Pytester) -> None:
    page = (ROOT / "docs" / "usedesk-simulator.md").read_text(encoding="utf-8")
    installed.makepyfile(page.partition("```python\n")[2].partition("```")[0])

    installed.runpytest_subprocess("-p", "no:xdist").assert_outcomes(passed=1)
