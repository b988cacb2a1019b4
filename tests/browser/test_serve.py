"""`phm serve` on an empty home: a demonstration in a browser, and nobody mistaken."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from phm.ui.navigation import PAGES
from tests.browser.conftest import Served


pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.name != "posix", reason="ends a process with its children"),
]

SLOW = 60_000  # milliseconds
LOUD = "SYNTHETIC: not patients"


def test_the_terminal_says_what_is_made_and_what_is_served(served: Served) -> None:
    said = " ".join(served.terminal.read_text("utf-8").split())

    assert "making a demonstration of invented people first" in said
    assert "Serving the demonstration in" in said
    assert LOUD in said


def test_the_overview_opens_with_the_badge_and_numbers(
    page: Page, served: Served
) -> None:
    page.goto(served.address)

    expect(page).to_have_title("SYNTHETIC · Overview · phm", timeout=SLOW)
    bar = page.get_by_role("note")
    expect(bar).to_contain_text(f"{LOUD}. Invented people and organisations in")
    expect(bar).to_be_in_viewport(ratio=1)
    sentence = page.get_by_role("heading", name=re.compile("^Unmet need is "))
    expect(sentence).to_be_visible(timeout=SLOW)
    chart = page.locator(".js-plotly-plot").first
    expect(chart.locator(".annotation-text", has_text=LOUD)).to_be_visible(timeout=SLOW)
    map_badge = page.frame_locator("iframe").first.locator(".phm-badge")
    expect(map_badge).to_have_text(LOUD, timeout=SLOW)
    expect(map_badge).to_be_visible()


def test_chart_and_map_begin_well_above_the_fold(page: Page, served: Served) -> None:
    page.goto(served.address)
    chart = page.locator(".js-plotly-plot").first
    chart.wait_for(timeout=SLOW)
    page.frame_locator("iframe").locator("[data-painted]").wait_for(timeout=SLOW)

    for part in (chart, page.locator("iframe").first):
        assert box(part)["y"] <= 430


def test_the_bar_covers_nothing_at_the_head_of_a_page(
    page: Page, served: Served
) -> None:
    page.goto(served.address)
    bar = page.get_by_role("note")
    expect(bar).to_be_visible(timeout=SLOW)

    link = box(page.get_by_role("link", name="Coverage map"))

    assert box(bar)["y"] == 0
    assert box(bar)["y"] + box(bar)["height"] <= link["y"]


@pytest.mark.parametrize("title", PAGES)
def test_wherever_one_scrolls_the_words_stay_in_view(
    page: Page, served: Served, title: str
) -> None:
    path = Path(PAGES[title]).stem.partition("_")[2] if title != "Overview" else ""
    page.goto(f"{served.address}/{path}")
    last = page.get_by_text("phm is not an NHS product")
    expect(last).to_be_attached(timeout=SLOW)

    last.scroll_into_view_if_needed()

    bar = page.get_by_role("note")
    expect(bar).to_be_in_viewport(ratio=1)
    expect(bar).to_contain_text(LOUD)
    expect(last).to_be_in_viewport()
    assert box(bar)["y"] + box(bar)["height"] <= box(last)["y"]


def test_another_pcn_sends_little(page: Page, served: Served) -> None:
    received: list[int] = []
    page.on(
        "websocket",
        lambda one: one.on("framereceived", lambda frame: received.append(len(frame))),
    )
    page.goto(served.address)
    page.frame_locator("iframe").locator("[data-painted]").wait_for(timeout=SLOW)
    page.wait_for_timeout(3_000)
    choice = page.get_by_role("combobox", name="PCN")
    for place in (1, 2):  # the first change tells the server what the browser holds
        received.clear()
        choice.click()
        for _ in range(place):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_timeout(3_000)

    assert 1_000 < sum(received) <= 20_000


def box(one: Locator) -> dict[str, float]:
    found = one.bounding_box()
    assert found is not None
    return dict(found)
