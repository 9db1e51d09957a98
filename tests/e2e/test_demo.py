"""The demo as a developer meets it: one command, tickets of every kind, a clean end."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from simulators.demo.scenarios import scenarios

OUTCOMES = {
    "Phone with orders": "found-by-phone",
    "Phone without orders (hidden, with the reason)": "hidden",
    "E-mail without orders": "found-by-email",
    "E-mail and phone of two different people": "found-by-phone",
    "One phone, two customers": "found-by-phone",
    "Nothing to search by": "nothing-to-search-by",
    "Client only in WhatsApp": "found-by-phone",
    "Unknown client": "not-found",
    "57 orders": "found-by-email",
    "Hostile names": "found-by-email",
    "An order, but no customer's card": "found-in-orders",
    "Brazil: a number without its ninth digit": "found-by-phone",
    "VIP: tags, manager, discounts, address": "found-by-phone",
    "Bad client": "found-by-phone",
    "One person, three cards": "found-by-phone",
    "Contact person of a company": "found-by-email",
    "Orders of several shops": "found-by-phone",
    "23 orders: 5 shown, 15 folded": "found-by-phone",
    "Payments: paid, a part, unpaid": "found-by-email",
    "A parcel on its way, with its number": "found-by-phone",
    "An order with cancelled items": "found-by-phone",
    "Comments of the client and of managers": "found-by-email",
    "Overdue, and asks to be called back": "found-by-phone",
}
TOLD = {
    "VIP: tags, manager, discounts, address": ["VIP", "постоянный", "manager: Мария Орлова", "Тверь", "7%"],
    "Bad client": ["Bad client", "manager: Ольга Белова"],
    "One person, three cards": ["(same phone)", "(same e-mail)", "Comes first: the e-mail matches too."],
    "Contact person of a company": ["9307A"],
    "Orders of several shops": ["Основной магазин", "Дисконт", "$89.90"],
    "23 orders: 5 shown, 15 folded": ["Orders: 5 of 23", "15 more orders"],
    "Payments: paid, a part, unpaid": ["paid RUB", "unpaid", "6,000", "12,990"],
    "A parcel on its way, with its number": ["Почта России", "В пути", "EX00009353RU"],
    "An order with cancelled items": ["Рюкзак городской (cancelled)", "and 2 more items"],
    "Comments of the client and of managers": ["Client:", "Manager:"],
    "Overdue, and asks to be called back": ["overdue", "call back"],
}


def three_free_ports() -> int:
    """The first of three neighbouring ports that are free now."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first:
            port: int = first.getsockname()[1]
            if port < 65_000 and all(_free(port + step) for step in (1, 2)):
                return port


def _free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def demo() -> Iterator["subprocess.Popen[str]"]:
    environment = {**os.environ, "DEMO_PORT": str(three_free_ports())}
    command = [sys.executable, "-m", "simulators.demo"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603
        try:
            yield program
        finally:
            program.terminate()


@pytest.fixture(scope="module")
def address(demo: "subprocess.Popen[str]") -> str:
    for line in demo.stdout or ():
        if line.startswith("Demo ready: "):
            return line.removeprefix("Demo ready: ").strip()
    raise AssertionError(f"the demo ended with {demo.wait()} before it was ready")


def test_every_scenario_has_an_expectation() -> None:
    assert [one.subject for one in scenarios()] == list(OUTCOMES)


def test_every_look_of_a_block_has_its_ticket() -> None:
    assert set(TOLD) == set(OUTCOMES) - {one.subject for one in scenarios()[:12]}


def test_everybody_was_a_customer_before_the_first_order() -> None:
    since = [customer["createdAt"] for one in scenarios() for customer in one.customers]
    ordered = [order["createdAt"] for one in scenarios() for order in one.orders]
    assert max(since) < min(ordered)


@pytest.mark.parametrize("subject", OUTCOMES)
def test_every_ticket_shows_what_its_name_says(page: Page, address: str, subject: str) -> None:
    page.goto(f"{address}tickets")
    page.get_by_role("link", name=subject, exact=True).click()

    expect(page.locator("[data-outcome].rcb-block")).to_have_attribute("data-outcome", OUTCOMES[subject])
    expect(page.locator(".dynamic-block").locator("img, script, [onerror]")).to_have_count(0)
    for text in TOLD.get(subject, []):
        expect(page.locator(".rcb-block")).to_contain_text(text)


def test_of_57_orders_five_are_open_and_fifteen_folded_and_the_rest_is_a_link_away(
    page: Page, address: str
) -> None:
    page.goto(f"{address}tickets")
    page.get_by_role("link", name="57 orders", exact=True).click()

    expect(page.locator(".rcb-block .rcb-order").filter(visible=True)).to_have_count(5)
    expect(page.locator(".rcb-block .rcb-order")).to_have_count(20)
    expect(page.locator(".rcb-block")).to_contain_text("Orders: 5 of 57")


def test_the_page_at_the_root_of_each_program_says_what_it_is(page: Page, address: str) -> None:
    usedesk = int(address.rstrip("/").rpartition(":")[2])
    for port, told in ((usedesk - 2, "RetailCRM block"), (usedesk - 1, "RetailCRM"), (usedesk, "Usedesk")):
        page.goto(f"http://127.0.0.1:{port}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(told)


def test_a_bad_demo_port_is_refused_by_name() -> None:
    environment = {**os.environ, "DEMO_PORT": "many"}
    command = [sys.executable, "-m", "simulators.demo"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    told = "DEMO_PORT is 'many'; give the first of three free ports, for example 9000\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_a_port_in_use_is_told_with_what_to_do_before_anything_starts() -> None:
    first = three_free_ports()
    command = [sys.executable, "-m", "simulators.demo"]
    with socket.create_server(("127.0.0.1", first + 1)):
        environment = {**os.environ, "DEMO_PORT": str(first)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    told = f"port {first + 1} is in use; choose three free neighbours: DEMO_PORT=9000 make demo\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


def test_the_demo_ends_cleanly_when_it_is_told_to() -> None:
    environment = {**os.environ, "DEMO_PORT": str(three_free_ports())}
    command = [sys.executable, "-m", "simulators.demo"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603
        for line in program.stdout or ():
            if line.startswith("Demo ready: "):
                program.send_signal(signal.SIGTERM)
        ended = program.wait(timeout=30)

    assert ended == 0
