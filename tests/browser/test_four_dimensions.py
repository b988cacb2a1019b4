"""The four dimensions page in a browser: choose, follow a link, reload, keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Complaints
from tests.browser.test_pages import (
    LARGE,
    SLOW,
    chosen,
    control,
    names_reached_by_tab,
    opened,
    pick,
)


pytestmark = pytest.mark.browser

CONTROLS = (
    *("Show", "Where (type to search)", "Only", "And only"),
    *("Deprivation by", "Ethnicity by", "Rurality by", "Panels"),
)
FOUR = ("Deprivation", "Ethnicity", "Inclusion health", "Rurality")
SENTENCE = re.compile("^Equity ratio ")


@pytest.fixture
def address(crowd: str) -> str:
    """The page, of a crowd of made-up people."""
    return f"{crowd}/Four_dimensions"


def test_choose_follow_a_crossing_and_reload(
    page: Page, address: str, complaints: Complaints
) -> None:
    opened(page, address)
    expect(page.get_by_role("heading", name=SENTENCE)).to_be_visible(timeout=SLOW)
    shows(page, *FOUR)

    pick(page, "Show", "Declined")
    expect(page.get_by_role("heading", name=re.compile("Declined"))).to_be_visible(
        timeout=SLOW
    )
    pick(page, "Where", "Northbrook PCN")
    expect(page).to_have_url(re.compile("area=U90001"), timeout=SLOW)
    expect(page.get_by_text("Inclusion health is not told for a PCN")).to_be_visible(
        timeout=SLOW
    )
    shows(page, "Deprivation", "Ethnicity", "Rurality")
    assert chosen(page)["by_group"] == "declined_percent"

    page.get_by_role("link", name="Open").first.click()
    expect(page).to_have_url(re.compile("panels=six"), timeout=SLOW)
    expect(page.get_by_role("heading", name=SENTENCE)).to_be_visible(timeout=SLOW)
    shows(page, *FOUR, "Age", "Sex")
    view = chosen(page)
    assert view["by_group"] == "equity_ratio"
    assert view["area"] == "all"
    page.reload()
    expect(page.get_by_role("heading", name=SENTENCE)).to_be_visible(timeout=SLOW)
    shows(page, *FOUR, "Age", "Sex")
    assert chosen(page) == view
    expect(control(page, "Panels")).to_have_value("Age and sex too")
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_tab_comes_to_every_control_in_order(page: Page, address: str) -> None:
    opened(page, address)
    first_figure(page).wait_for(timeout=SLOW)

    reached = iter(names_reached_by_tab(page))

    wanted = [*CONTROLS, "Table: every group", "Download (CSV)", "Open"]
    missing = [one for one in wanted if not any(one in name for name in reached)]
    assert missing == []  # each is looked for after the one before it


def test_the_head_of_the_page_takes_little_room_on_a_small_screen(
    page: Page, address: str
) -> None:
    opened(page, address)
    first_figure(page).wait_for(timeout=SLOW)
    rows = {
        round(box["y"])
        for label in CONTROLS
        if (box := control(page, label).bounding_box())
    }

    assert len(rows) == 2
    figure = first_figure(page).bounding_box()
    assert figure is not None
    assert figure["y"] < 420
    widest = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth"
    )
    assert widest <= 1280


def test_text_in_figures_can_be_read_across_a_room(page: Page, address: str) -> None:
    page.set_viewport_size(LARGE)
    opened(page, address)
    first_figure(page).wait_for(timeout=SLOW)

    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot text')]
            .filter((one) => one.textContent.trim())
            .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
    )

    assert len(sizes) > 50
    assert min(sizes) >= 18


def first_figure(page: Page) -> Locator:
    return page.locator(".js-plotly-plot").first


def shows(page: Page, *dimensions: str) -> None:
    """Wait until the first figure has panels of these dimensions, in this order."""
    page.wait_for_function(
        """(wanted) => {
            const known = ["Deprivation", "Ethnicity", "Inclusion health", "Rurality",
                           "Age", "Sex"];
            const figure = document.querySelector(".js-plotly-plot");
            const found = figure ? figure.querySelectorAll(".annotation-text") : [];
            const texts = [...found];
            const titles = texts.map((one) => one.textContent.split(",")[0]);
            return titles.filter((one) => known.includes(one)).join() === wanted.join();
        }""",
        arg=list(dimensions),
        timeout=SLOW,
    )
