"""Replays a script on the three programs, as the machine left it: `python -m tests.machine FILE`."""

import argparse
import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import expect as see

from tests import browser
from tests.machine import script as scripts
from tests.machine import steps
from tests.machine.driving import Driver
from tests.machine.expected import NO_BLOCK, REMEMBERED_HOURS, REMEMBERS, Remembering, expected
from tests.machine.playing import Opening, Oracle, Play
from tests.stack import PATIENT, Turned, as_programs, in_process

DIFFERS, UNREADABLE = 1, 2


def main(arguments: Sequence[str] | None = None, oracle: Oracle = expected) -> int:
    """Exit code 0 when every ticket shows what the oracle says, 1 when one does not, 2 without a script."""
    asked = _asked(arguments)
    try:
        script = scripts.read(asked.file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{asked.file} cannot be replayed: {error}", file=sys.stderr)
        return UNREADABLE
    wrong = _replay(script, oracle, asked)
    print(f"{len(script)} steps; {wrong or 'no'} opened tickets differ")
    return DIFFERS if wrong else 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.machine", description=__doc__)
    parser.add_argument("file", type=Path, help="the script, one step a line, as in reports/machine")
    parser.add_argument(
        "--remembering",
        action="store_true",
        help="with a service that remembers, and its clock turned: all three run inside this program",
    )
    parser.add_argument("--headed", action="store_true", help="open each ticket in a browser, to watch")
    parser.add_argument("--slowmo", type=int, default=0, metavar="MS", help="wait so long at each move")
    return parser.parse_args(arguments)


def _replay(script: list[steps.Step], oracle: Oracle, asked: argparse.Namespace) -> int:
    """Play it and tell it; answers how many tickets differed."""
    wrong = 0
    with contextlib.ExitStack() as held:
        driver, oracle = held.enter_context(_remembering() if asked.remembering else _forgetful(oracle))
        window = held.enter_context(_window(asked)) if asked.headed or asked.slowmo else None
        play = held.enter_context(contextlib.closing(Play(driver, oracle)))
        for number, (step, openings) in enumerate(play.steps(script), 1):
            print(f"{number:3}  {step}", flush=True)
            for opening in openings:
                print(_told(opening), flush=True)
                wrong += not opening.right
                if window is not None:
                    _watch(window, driver.page(opening.ticket), shown=opening.shown != NO_BLOCK)
    return wrong


@contextlib.contextmanager
def _forgetful(oracle: Oracle) -> Iterator[tuple[Driver, Oracle]]:
    with as_programs(customers=0, BLOCK_NAMES_SECONDS="0", **PATIENT) as stack:
        yield Driver(stack), oracle


@contextlib.contextmanager
def _remembering() -> Iterator[tuple[Driver, Oracle]]:
    clock = Turned()
    with in_process(clock, **REMEMBERS) as stack:
        yield Driver(stack, clock.turn), Remembering(REMEMBERED_HOURS)


def _told(opening: Opening) -> str:
    if opening.right:
        return f"       ticket {opening.ticket} shows {opening.shown}, as expected"
    return (
        f"     ! ticket {opening.ticket}\n"
        f"         expected {opening.expected}\n"
        f"         shown    {opening.shown}"
    )


@contextlib.contextmanager
def _window(asked: argparse.Namespace) -> Iterator[Page]:
    path = browser.find(headed=asked.headed)
    if path is None:
        raise SystemExit(browser.REMEDY)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=browser.arguments(), headless=not asked.headed, slow_mo=asked.slowmo
        )
        yield chromium.new_page(viewport={"width": 1440, "height": 900})
        chromium.close()


def _watch(window: Page, ticket: str, *, shown: bool) -> None:
    window.goto(ticket)
    see(window.locator(".dynamic-block [data-outcome]")).to_have_count(int(shown), timeout=30_000)


if __name__ == "__main__":
    raise SystemExit(main())
