"""The Talks page in a real browser: a permalink, a row, the milestones, no other host."""

import re

import pytest
from playwright.sync_api import Page, expect

from components.analysis.talks import milestone_marks
from components.charts.fighting_and_talks import DEFAULT_KINDS
from components.dataset.evidence import of_evidence
from components.dataset.load import load
from components.dataset.sources import document_names
from tests.browsing import choose_first_row

PAINTED = 60_000
EVERYTHING = of_evidence(load(), "core")
KINDS = (*DEFAULT_KINDS, "alliance")
MARKED = len(milestone_marks(EVERYTHING.milestones, KINDS, document_names(EVERYTHING.sources), years=(2011, 2024)))


@pytest.fixture
def page(small_page: Page) -> Page:
    return small_page


def opened(page: Page, server: str, query: str = "") -> None:
    core = "" if "evidence" in query else f"{'&' if query else '?'}evidence=core"
    page.goto(f"{server}/talks{query}{core}")
    expect(page.get_by_role("heading", name="Who sat opposite")).to_be_visible(timeout=PAINTED)
    expect(page.locator(".st-key-fighting_talking_figure .main-svg").first).to_be_visible(timeout=PAINTED)


def test_a_permalink_opens_the_meeting_and_its_button_the_agreement(page: Page, app_server: str) -> None:
    opened(page, app_server, "?id=M23")
    expect(page.get_by_text("M23 · Meeting 15, 8–10 Oct 2013, Myitkyina").first).to_be_visible(timeout=PAINTED)
    page.get_by_role("button", name=re.compile("E028")).click()
    expect(page).to_have_url(re.compile("id=E028"), timeout=PAINTED)
    expect(page.get_by_text("E028 · Agreement, 10 Oct 2013").first).to_be_visible(timeout=PAINTED)


def test_a_click_on_a_row_opens_its_record(page: Page, app_server: str) -> None:
    opened(page, app_server)
    choose_first_row(page, "kachin-meetings")
    expect(page).to_have_url(re.compile("id=M01"), timeout=PAINTED)
    expect(page.get_by_text("M01 · Terms of the KIO refused by the government, 2011").first).to_be_visible(timeout=PAINTED)


def test_a_kind_of_milestone_is_switched_on_and_kept_in_the_link(page: Page, app_server: str) -> None:
    opened(page, app_server)
    page.get_by_role("button", name="alliance").click()
    expect(page).to_have_url(re.compile("milestones=alliance"), timeout=PAINTED)
    marked = page.get_by_text(f"The {MARKED} milestones marked")
    expect(marked).to_be_visible(timeout=PAINTED)
    opened(page, app_server, f"?{page.url.split('?')[1]}")
    expect(marked).to_be_visible(timeout=PAINTED)


def test_the_venues_are_painted(page: Page, app_server: str) -> None:
    opened(page, app_server)
    expect(page.locator("[data-testid=stDeckGlJsonChart] canvas").first).to_be_visible(timeout=PAINTED)
