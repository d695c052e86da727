"""What a reader does on several pages, for the tests in a real browser."""

from playwright.sync_api import Page, expect

DRAWN = 60_000


def choose_first_row(page: Page, table: str) -> None:
    """Click the mark before the first row of the record table of that name, once it is drawn and the page moves no more."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=DRAWN)
    grid = page.locator(f"[class*=st-key-records_{table}] [data-testid=stDataFrame]")
    expect(grid.locator("canvas").first).to_be_visible(timeout=DRAWN)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 18, box["y"] + 52)
