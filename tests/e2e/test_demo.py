"""The demo as a developer meets it: one command, tickets of every kind, a clean end."""

import os
import signal
import socket
import subprocess

from playwright.sync_api import Page, expect

from simulators.demo.scenarios import scenarios
from tests.e2e.demo import COMMAND, READY, Demo, three_free_ports
from tests.e2e.expected import OUTCOMES, TOLD


def test_every_scenario_has_an_expectation() -> None:
    assert [one.subject for one in scenarios()] == list(OUTCOMES)


def test_every_look_of_a_block_has_its_ticket() -> None:
    assert set(TOLD) == set(OUTCOMES) - {one.subject for one in scenarios()[:12]}


def test_everybody_was_a_customer_before_the_first_order() -> None:
    since = [customer["createdAt"] for one in scenarios() for customer in one.customers]
    ordered = [order["createdAt"] for one in scenarios() for order in one.orders]
    assert max(since) < min(ordered)


def test_of_57_orders_five_are_open_and_fifteen_folded_and_the_rest_is_a_link_away(
    page: Page, demo: Demo
) -> None:
    page.goto(f"{demo.usedesk}/tickets")
    page.get_by_role("link", name="57 orders", exact=True).click()

    expect(page.locator(".rcb-block .rcb-order").filter(visible=True)).to_have_count(5)
    expect(page.locator(".rcb-block .rcb-order")).to_have_count(20)
    expect(page.locator(".rcb-block")).to_contain_text("Orders: 5 of 57")


def test_the_page_at_the_root_of_each_program_says_what_it_is(page: Page, demo: Demo) -> None:
    for address, told in (
        (demo.service, "RetailCRM block"),
        (demo.crm, "RetailCRM"),
        (demo.usedesk, "Usedesk"),
    ):
        page.goto(f"{address}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(told)


def test_a_bad_demo_port_is_refused_by_name() -> None:
    environment = {**os.environ, "DEMO_PORT": "many"}
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    told = "DEMO_PORT is 'many'; give the first of three free ports, for example 9000\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_a_port_in_use_is_told_with_what_to_do_before_anything_starts() -> None:
    first = three_free_ports()
    with socket.create_server(("127.0.0.1", first + 1)):
        environment = {**os.environ, "DEMO_PORT": str(first)}
        done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    told = f"port {first + 1} is in use; choose three free neighbours: DEMO_PORT=9000 make demo\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


def test_the_demo_ends_cleanly_when_it_is_told_to() -> None:
    environment = {**os.environ, "DEMO_PORT": str(three_free_ports())}
    with subprocess.Popen(COMMAND, env=environment, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603
        for line in program.stdout or ():
            if line.startswith(READY):
                program.send_signal(signal.SIGTERM)
        ended = program.wait(timeout=30)

    assert ended == 0
