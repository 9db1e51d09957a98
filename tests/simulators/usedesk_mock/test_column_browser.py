"""The right column: dragged and moved by keys, within its bounds, and remembered; the page by keys alone."""

from playwright.sync_api import Page, expect

from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.desk import block, drawer, opened, panel, says, seed

NARROW_ONLY = '<div style="width: 290px; color: #000">Wide</div>'


def width(page: Page) -> tuple[int, str | None]:
    """The column's width, and what its edge says of it."""
    edge = page.get_by_role("separator", name="Width of the right column")
    box = page.locator("#right_resize_container").bounding_box()
    assert box
    return round(box["width"]), edge.get_attribute("aria-valuenow")


def drag(page: Page, pixels: int) -> None:
    box = page.get_by_role("separator").bounding_box()
    assert box
    start = box["x"] + box["width"] / 2
    page.mouse.move(start, 400)
    page.mouse.down()
    page.mouse.move(start + pixels / 2, 420)
    page.mouse.move(start + pixels, 440)
    page.mouse.up()


def test_it_is_dragged_between_its_bounds(page: Page, desk: str) -> None:
    page.goto(f"{desk}/tickets/{seed(desk)}")
    seen = [width(page)]
    for pixels in (-60, 25, -500, 900):
        drag(page, pixels)
        seen.append(width(page))
    page.mouse.move(300, 300)  # let go means let go
    assert [*seen, width(page)] == [(one, str(one)) for one in (350, 410, 385, 460, 260, 260)]


def test_it_is_moved_by_keys(page: Page, desk: str) -> None:
    page.goto(f"{desk}/tickets/{seed(desk)}")
    edge = page.get_by_role("separator")
    seen = []
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight", "Home", "ArrowRight", "End", "ArrowRight"):
        edge.press(key)
        seen.append(width(page)[0])
    assert seen == [360, 350, 340, 260, 260, 460, 450]
    expect(edge).to_have_attribute("aria-valuetext", "450 px")
    expect(page.locator(".bench .width")).to_have_text("Right column: 450 px")


def test_it_is_remembered_but_not_by_the_narrow_shell(page: Page, desk: str) -> None:
    ticket = f"{desk}/tickets/{seed(desk)}"
    page.goto(ticket)
    page.get_by_role("separator").press("End")
    seen = []
    for shell in ("dark", "narrow", "classic"):
        page.goto(f"{ticket}?shell={shell}")
        seen.append(width(page)[0])
        page.get_by_role("separator").press("ArrowRight")
    assert seen == [460, 260, 450]


def test_a_width_nobody_can_have_is_brought_within_bounds(page: Page, desk: str) -> None:
    page.goto(f"{desk}/tickets/{seed(desk)}")
    for kept, wide in (("9000", 460), ("-1", 260), ("wide", 350)):
        page.evaluate("kept => localStorage.setItem('usedesk-simulator-column', kept)", kept)
        page.reload()
        assert width(page)[0] == wide


def test_the_linting_looks_again_when_the_column_has_moved(
    page: Page, desk: str, server: BlockServer
) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[says(server, 'block', NARROW_ONLY)])}")
    expect(panel(page, "block")).to_contain_text("Wide")
    places = opened(page, "block").locator("[data-rule=overflows] .places")
    expect(places).to_contain_text("260 px: ")
    page.get_by_role("separator").press("Home")
    page.get_by_role("separator").press("ArrowLeft")
    expect(places).to_contain_text("270 px: ")


_FOCUSED = """() => {
  let one = document.activeElement;
  while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const named = one.labels?.[0] ?? one.firstElementChild ?? one;
  return (one.getAttribute("aria-label") || named.innerText || one.innerText).trim();
}"""


def test_every_part_is_reached_by_keys_in_the_order_it_is_read(
    page: Page, desk: str, server: BlockServer
) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer")
    page.get_by_role("link", name="To the client and the blocks").focus()
    bench = ["To the client and the blocks", "Classic", "Bare", "Narrow", "Dark"]
    ours = [*bench, "Where?", "Message", "Width of the right column", "Anna", "Refresh", "Developer"]
    seen = [page.evaluate(_FOCUSED)]
    while not seen[-1].startswith("Developer") and len(seen) < 40:
        page.keyboard.press("Tab")
        seen.append(page.evaluate(_FOCUSED))
    assert [one for one in seen if one in ours] == ours


def test_the_skip_link_leads_to_the_blocks_and_a_drawer_is_read_by_keys(
    page: Page, desk: str, server: BlockServer
) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer")
    page.get_by_role("link", name="To the client and the blocks").press("Enter")
    for _ in range(3):  # past the client's name and the refresh
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(drawer(page, "answers")).to_have_attribute("open", "")
    for _ in range(2):  # past the warnings, to the request
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(drawer(page, "answers").get_by_role("group", name="Request: Body")).to_be_visible()
