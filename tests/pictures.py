"""Takes the pictures of the docs, from the running demo, the gallery and the set-up: `nox -s pictures`."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from simulators.demo.__main__ import ACCOUNT, KEY, fill
from simulators.demo.programs import started
from simulators.demo.scenarios import scenarios
from tests import browser, setup_pictures
from tests.gallery.__main__ import make

PICTURES = Path("docs/pictures")


@contextlib.contextmanager
def filled() -> Iterator[tuple[str, str]]:
    """The demo on free ports; gives the CRM's and the helpdesk's address."""
    with contextlib.ExitStack() as programs:
        key = ("--account", ACCOUNT, "--key", KEY)
        crm = programs.enter_context(started("simulators.retailcrm_mock", "--port", "0", *key))
        settings = {"BLOCK_BIND": "127.0.0.1:0", "BLOCK_CRM_URL": f"{crm}/{{subdomain}}"}
        service = programs.enter_context(started("service", environment=settings))
        usedesk = programs.enter_context(started("simulators.usedesk_mock", "--port", "0"))
        fill(crm, usedesk, service, scenarios())
        yield f"{crm}/{ACCOUNT}", usedesk


def take(page: Page, crm: str, usedesk: str) -> None:
    """Open what is worth seeing, one picture each."""
    page.goto(f"{usedesk}/tickets")
    page.get_by_role("link", name="Phone with orders", exact=True).click()
    page.locator("[data-outcome='found-by-phone']").wait_for()
    page.screenshot(path=PICTURES / "demo.png")
    page.goto(f"{usedesk}/settings/blocks/1")
    page.screenshot(path=PICTURES / "usedesk-block.png", full_page=True)
    page.goto(f"{crm}/admin/api-keys/add")
    page.screenshot(path=PICTURES / "retailcrm-key.png", full_page=True)
    page.goto(f"{crm}/orders/9001/edit")
    page.screenshot(path=PICTURES / "retailcrm-order.png")


def take_blocks(page: Page) -> None:
    """Some of the block's states side by side, and one in every shell, as the gallery shows them."""
    views = {
        "blocks-languages": "sample=found-by-phone&lang=en,ru,es,pt_BR",
        "blocks-shells": "sample=a-vip-who-is-bad&lang=en&width=300&shell=classic,bare,narrow,dark",
    }
    with tempfile.TemporaryDirectory() as folder:
        gallery = make(Path(folder)).as_uri()
        for name, view in views.items():
            page.goto("about:blank")
            page.goto(f"{gallery}#{view}")
            page.locator("iframe").first.wait_for()
            page.wait_for_function("!document.querySelector('.waiting')")
            page.screenshot(path=PICTURES / f"{name}.png")


def main() -> int:
    """Write docs/pictures; exit code 0."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with filled() as (crm, usedesk), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=browser.arguments())
        take(chromium.new_page(viewport={"width": 1280, "height": 720}), crm, usedesk)
        take_blocks(chromium.new_page(viewport={"width": 1440, "height": 900}))
        setup_pictures.take(chromium, PICTURES / "setup")
        chromium.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
