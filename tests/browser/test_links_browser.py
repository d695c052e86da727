"""Every internal link of every page, followed in a real browser: it leads to a page and keeps the filters."""

import ast
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT

SHOWN = 60_000
YEARS = ["2012", "2014"]
TOWNSHIP = "Momauk"
SIDEBAR, IN_THE_PAGE = "[data-testid=stSidebarNav] a", "[data-testid=stMain] [data-testid=stPageLink] a"


def call_name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def listed_pages() -> Iterator[tuple[str, str]]:
    """The path and the script of each page that dashboard.py lists; a default page is at /."""
    for node in ast.walk(ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or call_name(node) != "Page":
            continue
        script = ast.literal_eval(node.args[0])
        options_of = {keyword.arg: ast.literal_eval(keyword.value) for keyword in node.keywords if keyword.arg}
        path = "" if options_of.get("default") else options_of.get("url_path", script.split("/")[-1].removesuffix(".py"))
        yield f"/{path}", script


def written_title(script: str) -> str:
    found = [
        ast.literal_eval(node.args[0])
        for node in ast.walk(ast.parse((ROOT / script).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and call_name(node) == "title" and isinstance(node.args[0], ast.Constant)
    ]
    assert len(found) == 1, f"{script} writes {len(found)} titles in plain words; the walk needs one"
    return str(found[0])


SCRIPTS = dict(listed_pages())
PAGES = {path: written_title(script) for path, script in SCRIPTS.items()}


@pytest.fixture
def page(small_page: Page) -> Page:
    return small_page


def opened(page: Page, server: str, path: str) -> None:
    page.goto(f"{server}{path}?years={YEARS[0]}&years={YEARS[1]}&township=Momauk")
    arrived(page, path)


def arrived(page: Page, path: str) -> None:
    """Wait for the page of a path, and hold it to its title, no error and the filters."""
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[path], timeout=SHOWN)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=SHOWN)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stAlert").filter(has_text="Ignored in the address")).to_have_count(0)
    expect(page.get_by_test_id("stAlert").filter(has_text="Page not found")).to_have_count(0)
    expect(page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect").first).to_contain_text("Momauk", timeout=SHOWN)
    page.wait_for_url(keeps_the_filters, wait_until="commit", timeout=SHOWN)


def keeps_the_filters(url: str) -> bool:
    kept = parse_qs(urlsplit(url).query)
    return (kept.get("years"), kept.get("township")) == (YEARS, [TOWNSHIP])


def path_of(href: str) -> str:
    """Where a link of this dashboard leads, as a path; the links are written relative to its root."""
    return f"/{urlsplit(href).path.strip('/')}"


def paths_of(links: Locator) -> list[str]:
    return [path_of(link.get_attribute("href") or "") for link in links.all()]


def test_every_listed_page_has_a_path_and_a_title_of_its_own() -> None:
    assert "/" in PAGES
    assert all(PAGES.values())
    assert len(PAGES) == len(set(PAGES.values()))


def test_the_sidebar_and_every_link_in_a_page_lead_to_a_page_and_keep_the_filters(page: Page, app_server: str) -> None:
    opened(page, app_server, "/")
    assert paths_of(page.locator(SIDEBAR)) == list(PAGES)
    followed = 0
    for number, path in enumerate(PAGES):
        page.locator(SIDEBAR).nth(number).click()
        arrived(page, path)
        links = page.locator(IN_THE_PAGE)
        if "st.page_link(" in (ROOT / SCRIPTS[path]).read_text(encoding="utf-8"):
            links.first.wait_for(timeout=SHOWN)
        targets = paths_of(links)
        assert set(targets) <= set(PAGES), f"a link in {path} leads to no listed page"
        for target in dict.fromkeys(targets):
            links.nth(targets.index(target)).click()
            arrived(page, target)
            page.go_back()
            arrived(page, path)
            expect(links).to_have_count(len(targets), timeout=SHOWN)
            followed += 1
    assert followed >= len(PAGES) / 2
