"""The digital inclusion page in a browser: look, cut, reload, keyboard, size."""

import re

import pytest
from playwright.sync_api import Page, expect

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

LOOKS = ("Barriers", "Money", "Online only", "Risk")
LISTS = ("Where (type to search)", "Cut by", "Cohort", "Rates")
HEADINGS = """(name) => [...document.querySelectorAll(".annotation-text")]
    .filter((one) => one.textContent.includes(name)).length"""
BUDGET = 20_000  # bytes of a change


@pytest.fixture
def address(crowd: str) -> str:
    """The page, of a crowd of made-up people."""
    return f"{crowd}/Digital_inclusion"


def test_look_cut_and_reload(page: Page, address: str, complaints: Complaints) -> None:
    opened(page, address)
    shows(page, "No skills")
    expect(page.get_by_role("heading", name="Lack of skills is")).to_be_visible()

    pick(page, "Cut by", "Age, age bands")
    expect(page.get_by_text(re.compile("^Most clearly above everyone"))).to_be_visible(
        timeout=SLOW
    )
    expect(page).to_have_url(re.compile("cut=age"), timeout=SLOW)
    look(page, "Online only")
    shows(page, "Missed if online only")
    look(page, "Money")
    shows(page, "£60,000")
    expect(control(page, "Cut by")).to_have_count(0)
    look(page, "Online only")
    shows(page, "Missed if online only")
    view = chosen(page)
    assert (view["look"], view["cut"]) == ("online", "age")

    page.reload()

    shows(page, "Missed if online only")
    assert chosen(page) == view
    expect(control(page, "Cut by")).to_have_value("Age, age bands")
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_tab_comes_to_every_control_in_order(page: Page, address: str) -> None:
    opened(page, address)
    shows(page, "No skills")

    reached = iter(names_reached_by_tab(page))

    wanted = ["Barriers", *LISTS, "Table: every place", "Download (CSV)"]
    missing = [one for one in wanted if not any(one in name for name in reached)]
    assert missing == []  # each is looked for after the one before it


def test_everything_fits_a_small_screen(page: Page, address: str) -> None:
    opened(page, address)
    shows(page, "No skills")

    buttons = [page.get_by_role("radio", name=name) for name in LOOKS]
    boxes = [one.bounding_box() for one in buttons if one.count()]
    boxes += [control(page, label).bounding_box() for label in LISTS]
    assert all(box and box["x"] + box["width"] <= 1280 for box in boxes)
    figure = page.locator(".js-plotly-plot").first.bounding_box()
    assert figure is not None
    assert figure["y"] < 420
    widest = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth"
    )
    assert widest <= 1280


@pytest.mark.parametrize("view", ["look=barriers&cut=pcn", "look=support", "look=risk"])
def test_text_in_figures_can_be_read_across_a_room(
    page: Page, address: str, view: str
) -> None:
    page.set_viewport_size(LARGE)
    opened(page, f"{address}?{view}")
    page.locator(".js-plotly-plot .annotation-text").first.wait_for(timeout=SLOW)

    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot text')]
            .filter((one) => one.textContent.trim())
            .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
    )

    assert len(sizes) > 20
    assert min(sizes) >= 18


def test_another_cut_sends_little(page: Page, address: str) -> None:
    received: list[int] = []
    page.on(
        "websocket",
        lambda one: one.on("framereceived", lambda frame: received.append(len(frame))),
    )
    opened(page, address)
    shows(page, "No skills")
    for cut in ("PCN", "Age, age bands"):
        page.wait_for_timeout(2_000)
        received.clear()
        pick(page, "Cut by", cut)
        page.wait_for_timeout(2_000)
        assert 1_000 < sum(received) <= BUDGET


def look(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.click()


def shows(page: Page, words: str) -> None:
    """Wait until the figure says these words."""
    page.wait_for_function(f"(name) => ({HEADINGS})(name) > 0", arg=words, timeout=SLOW)
