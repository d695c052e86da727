"""What a reader does on several pages, for the tests in a real browser."""

import re

from playwright.sync_api import ConsoleMessage, Page, expect

from tests.looks import DRAWN


def choose_first_row(page: Page, table: str) -> None:
    """Click the mark before the first row of the record table of that name, once it is drawn and the page moves no more."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=DRAWN)
    grid = page.locator(f"[class*=st-key-records_{table}] [data-testid=stDataFrame]")
    expect(grid.locator("canvas").first).to_be_visible(timeout=DRAWN)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 18, box["y"] + 52)


def watched(page: Page) -> list[str]:
    """What the browser refuses to load or to run from now on, as it says itself."""
    refused: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and re.search(
            r"Content.Security.Policy|Permissions-Policy|REFUSED", message.text
        ):
            refused.append(message.text)

    page.on("console", note)
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('REFUSED', e.violatedDirective, e.blockedURI))"
    )
    return refused
