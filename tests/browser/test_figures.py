"""Charts in a browser: changed in place, as wide as the page, named, or said so."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import SLOW, opened, pick


pytestmark = pytest.mark.browser

FIGURE = ".js-plotly-plot"
TITLE = f"{FIGURE} .gtitle"
DECLINED = re.compile("declined", re.IGNORECASE)


@pytest.fixture
def address(crowd: str) -> str:
    """The four dimensions of a crowd of made-up people."""
    return f"{crowd}/Four_dimensions"


def test_a_change_keeps_the_figure_and_draws_it_anew(page: Page, address: str) -> None:
    opened(page, address)
    page.locator(TITLE).first.wait_for(timeout=SLOW)
    page.evaluate(f"document.querySelector('{FIGURE}').mine = 'yes'")

    pick(page, "Show", "Declined")

    expect(page.locator(TITLE).first).to_have_text(DECLINED, timeout=SLOW)
    assert page.evaluate(f"document.querySelector('{FIGURE}').mine") == "yes"
    figure = page.get_by_role("figure").first
    expect(figure).to_have_attribute("aria-label", DECLINED)


def test_a_figure_is_as_wide_as_its_page_before_and_after_the_window_changes(
    page: Page, address: str
) -> None:
    opened(page, address)
    page.locator(TITLE).first.wait_for(timeout=SLOW)
    for width in (1280, 1920, 1280):
        page.set_viewport_size({"width": width, "height": 720})
        page.wait_for_function(
            f"""() => {{
                const figure = document.querySelector('{FIGURE}');
                const drawn = figure.querySelector('.main-svg').clientWidth;
                const place = figure.closest('[data-testid=stBidiComponentRegular]');
                return drawn === place.clientWidth && drawn > {width} * 0.8;
            }}""",
            timeout=SLOW,
        )


def test_plotly_is_fetched_once_for_all_figures(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    opened(page, address)
    page.locator(TITLE).nth(1).wait_for(timeout=SLOW)
    pick(page, "Show", "Declined")
    expect(page.locator(TITLE).first).to_have_text(DECLINED, timeout=SLOW)

    assert sum(url.endswith("plotly-basic.min.js") for url in asked) == 1


def test_a_figure_that_cannot_be_drawn_says_so(page: Page, address: str) -> None:
    page.route("**/plotly-basic.min.js", lambda route: route.abort())
    opened(page, address)

    said = page.get_by_text("The figure could not be drawn.").first
    expect(said).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Table: every group")).to_be_visible(timeout=SLOW)


def test_a_figure_is_drawn_once_plotly_can_be_had(page: Page, address: str) -> None:
    page.route("**/plotly-basic.min.js", lambda route: route.abort())
    opened(page, address)
    said = page.get_by_text("The figure could not be drawn.")
    expect(said.first).to_be_visible(timeout=SLOW)
    page.unroute("**/plotly-basic.min.js")

    pick(page, "Show", "Declined")

    expect(page.locator(TITLE).first).to_have_text(DECLINED, timeout=SLOW)
    expect(page.get_by_role("figure").first).not_to_contain_text("could not be drawn")
