"""The inclusion health page in a browser: choose, reload, keyboard, type, size."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints
from tests.browser.test_pages import (
    LARGE,
    SLOW,
    chosen,
    names_reached_by_tab,
    opened,
    pick,
)


pytestmark = pytest.mark.browser

SENTENCE = re.compile("recorded as|on record|records are loaded|No record")
MOST_BYTES = 20_000  # of one interaction
SMALLEST = 18  # pixels of text, on a large screen
REACHED = (
    *("Where", "Table: every group", "Download (CSV)", "Table: languages"),
    *("What each source sees", "Table: places", "How to read these numbers"),
)


@pytest.fixture
def address(crowd: str) -> str:
    """The page, of a crowd of made-up people."""
    return f"{crowd}/Inclusion_health"


def test_a_place_is_chosen_kept_in_the_address_and_found_again(
    page: Page, address: str, complaints: Complaints
) -> None:
    received: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived", lambda frame: received.append(len(frame))
        ),
    )
    opened(page, address)
    finished(page)
    received.clear()

    pick(page, "Where", "Little")
    expect(page).to_have_url(re.compile("place=little_place"), timeout=SLOW)
    expect(page.get_by_role("heading", name="Little")).to_be_visible(timeout=SLOW)
    page.wait_for_timeout(500)  # until the last of it has come

    assert 0 < sum(received) < MOST_BYTES
    page.reload()
    finished(page)
    assert chosen(page)["place"] == "little_place"
    expect(page.get_by_role("heading", name="Little")).to_be_visible(timeout=SLOW)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_tab_comes_to_every_control_in_order(page: Page, address: str) -> None:
    opened(page, address)
    finished(page)

    reached = iter(names_reached_by_tab(page))

    assert [
        one for one in REACHED if not any(one in name for name in reached)
    ] == []  # each is looked for after the one before it


@pytest.mark.parametrize("size", [LARGE, {"width": 1280, "height": 720}])
def test_text_can_be_read_and_nothing_is_cut_off(
    page: Page, address: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    opened(page, address)
    finished(page)

    sizes = page.evaluate(
        """() => [...document.querySelectorAll(
                '.js-plotly-plot text, [data-testid=stTable] :is(td, th)')]
            .filter((one) => one.textContent.trim())
            .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
    )
    assert len(sizes) > 80
    assert min(sizes) >= SMALLEST
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) => {
            const edge = plot.getBoundingClientRect().right + 1;
            return [...plot.querySelectorAll('text')]
                .filter((one) => one.getBoundingClientRect().right > edge)
                .map((one) => one.textContent);
        })"""
    )
    assert cut == []
    widest = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth"
    )
    assert widest <= size["width"]


def finished(page: Page) -> None:
    """Wait for the sentence, the words beside the first figure, the end of the run."""
    expect(page.get_by_role("heading", name=SENTENCE).first).to_be_visible(timeout=SLOW)
    page.wait_for_function(
        """() => document.querySelectorAll('.js-plotly-plot').length === 3
            && [...document.querySelectorAll('.annotation-text')]
                .some((one) => one.textContent.includes('of those expected'))""",
        timeout=SLOW,
    )
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=SLOW
    )
