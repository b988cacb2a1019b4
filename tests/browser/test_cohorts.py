"""The cohorts page in a browser: choose, click, reload, keyboard, what is sent."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from phm.settings import PROJECT_ROOT
from tests.browser.test_pages import (
    LARGE,
    SLOW,
    Complaints,
    chosen,
    click_area,
    control,
    drawn,
    names_reached_by_tab,
    opened,
    pick,
)
from tests.measures.by_group.crowd import crowd_home


pytestmark = pytest.mark.browser

APP = PROJECT_ROOT / "app.py"
CONTROLS = ("Cohort (type to search)", "Where (type to search)")
LOOKS = ("Where", "Who they are", "Reached, declined, helped", "Digital barriers")
BUILT = "cohort=sex%20%3D%20male%20and%20lonely"
SENTENCE = re.compile("^Men and boys who are lonely – ")
MOST_SENT = 20_000  # bytes


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A server that shows a crowd of made-up people."""
    return f"{serve(APP, crowd_home(tmp_path_factory).root)}/Cohorts"


@pytest.fixture
def complaints(page: Page) -> Iterator[Complaints]:
    """The test fails when the browser complained."""
    heard = Complaints()
    page.on("console", heard.hear)
    page.on("pageerror", lambda error: heard.said.append(str(error)))
    yield heard
    assert heard.said == []


def test_choose_look_and_reload(
    page: Page, address: str, complaints: Complaints
) -> None:
    opened(page, f"{address}?{BUILT}")
    expect(page.get_by_role("heading", name=SENTENCE)).to_be_visible(timeout=SLOW)

    pick(page, "Where", "Northbrook PCN")
    expect(page).to_have_url(re.compile("area=U90001"), timeout=SLOW)
    button(page, "Who they are").click()
    expect(page.get_by_text("Who they are, ")).to_be_visible(timeout=SLOW)
    view = chosen(page)
    assert view["show"] == "who"
    page.reload()
    expect(page.get_by_role("heading", name=SENTENCE)).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Who they are, ")).to_be_visible(timeout=SLOW)
    assert chosen(page) == view
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_preset_is_found_by_what_else_it_is_called(page: Page, address: str) -> None:
    opened(page, f"{address}?{BUILT}")
    box = control(page, "Cohort")
    box.click()
    box.fill("BAME carers")
    page.get_by_role("option").first.click()

    expect(page).to_have_url(re.compile("cohort=minority_unpaid_carers"), timeout=SLOW)


def test_a_click_on_the_map_looks_at_that_pcn(page: Page, address: str) -> None:
    opened(page, f"{address}?{BUILT}")
    frame = drawn(page)

    click_area(page, frame, "U90003")

    expect(page).to_have_url(re.compile("area=U90003"), timeout=SLOW)
    expect(control(page, "Where")).to_have_value("Eastmere PCN")


def test_tab_comes_to_every_control_in_order(page: Page, address: str) -> None:
    opened(page, f"{address}?{BUILT}&show=reached")
    first_figure(page).wait_for(timeout=SLOW)

    reached = iter(names_reached_by_tab(page))

    wanted = [
        *CONTROLS,
        LOOKS[2],
        "This cohort in the four dimensions",
        "Table: the whole card",
        "Download (CSV)",
    ]
    missing = [one for one in wanted if not any(one in name for name in reached)]
    assert missing == []  # each is looked for after the one before it


def test_a_change_sends_little(page: Page, address: str) -> None:
    sent: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda data: sent.append(len(data))),
    )
    opened(page, f"{address}?{BUILT}&show=who")
    first_figure(page).wait_for(timeout=SLOW)
    for look in ("Reached, declined, helped", "Digital barriers", "Who they are"):
        page.wait_for_timeout(1000)
        sent.clear()
        button(page, look).click()
        page.wait_for_timeout(2500)
        assert 0 < sum(sent) < MOST_SENT


@pytest.mark.parametrize("look", ["where", "who", "reached", "digital"])
def test_text_in_figures_can_be_read_across_a_room(
    page: Page, address: str, look: str
) -> None:
    page.set_viewport_size(LARGE)
    opened(page, f"{address}?{BUILT}&show={look}")
    first_figure(page).wait_for(timeout=SLOW)

    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot text')]
            .filter((one) => one.textContent.trim())
            .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
    )

    assert len(sizes) > 10
    assert min(sizes) >= 18


def test_a_small_screen_is_wide_enough(page: Page, address: str) -> None:
    opened(page, f"{address}?{BUILT}")
    first_figure(page).wait_for(timeout=SLOW)

    widest = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth"
    )
    assert widest <= 1280


def first_figure(page: Page) -> Locator:
    return page.locator(".js-plotly-plot").first


def button(page: Page, label: str) -> Locator:
    return page.get_by_test_id("stButtonGroup").get_by_text(label, exact=True)
