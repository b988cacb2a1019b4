"""The cohorts page in a browser: choose, click, reload, keyboard, what is sent."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Complaints
from tests.browser.test_pages import (
    LARGE,
    SLOW,
    chosen,
    click_area,
    control,
    drawn,
    finished,
    name_in_focus,
    names_reached_by_tab,
    opened,
    pick,
)


pytestmark = pytest.mark.browser

CONTROLS = ("Cohort (type to search)", "Where (type to search)")
LOOKS = ("Where", "Who they are", "Reached, declined, helped", "Digital barriers")
BUILT = "cohort=sex%20%3D%20male%20and%20lonely"
SENTENCE = re.compile("^Men and boys who are lonely – ")
MOST_SENT = 20_000  # bytes


@pytest.fixture
def address(crowd: str) -> str:
    """The page, of a crowd of made-up people."""
    return f"{crowd}/Cohorts"


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


def test_a_cohort_is_built_by_hand_shown_and_linked_to(
    page: Page, address: str, complaints: Complaints
) -> None:
    opened(page, address)
    page.get_by_text("Build a cohort").click()
    press(page, "Start anew")
    fill_in(page, "Row 1: attribute", "Circumstances · Lonely often or always")
    press(page, "Add a row")
    fill_in(page, "Row 2: attribute", "Who · Age")
    fill_in(page, "Row 2: what holds", "is less than")
    fill_in(page, "Row 2: value (years)", "50")
    expect(page.get_by_text("People aged under 50 who are lonely")).to_be_visible()
    expect(page.get_by_text("lonely and age_years < 50", exact=True)).to_be_visible()

    press(page, "Show this cohort")

    heading = page.get_by_role("heading", name=re.compile("^People aged under 50 who"))
    expect(heading).to_be_visible(timeout=SLOW)
    assert chosen(page)["cohort"] == "lonely and age_years < 50"
    said = heading.inner_text()
    assert re.search(r"– about \d[\d,]* people \(\d[\d,]* to \d[\d,]*\), ", said)
    page.goto(page.url)  # as somebody does who is sent the link
    finished(page)
    assert heading.inner_text() == said


def test_two_built_cohorts_are_compared(
    page: Page, address: str, complaints: Complaints
) -> None:
    opened(page, f"{address}?{BUILT}")
    page.get_by_text("Build a cohort").click()
    press(page, "Remove row 1")
    expect(page.get_by_text("People who are lonely", exact=True)).to_be_visible()

    press(page, "Compare with this cohort")

    both = page.get_by_text(
        re.compile("Men and boys who are lonely: .*; People who are lonely: ")
    )
    expect(both).to_be_visible(timeout=SLOW)
    assert chosen(page)["cohort"] == "sex = male and lonely"
    assert chosen(page)["versus"] == "lonely"
    expect(control(page, "Compare with")).to_have_value("People who are lonely")
    said = both.inner_text()
    page.reload()
    expect(both).to_be_visible(timeout=SLOW)
    assert both.inner_text() == said


def test_the_keyboard_alone_builds_a_cohort(
    page: Page, address: str, complaints: Complaints
) -> None:
    opened(page, address)
    for name, keys in (
        ("Build a cohort", ["Enter"]),
        ("Start anew", ["Enter"]),
        ("Row 1: attribute", [*"hypertension", "Enter"]),
        ("Add a row", ["Enter"]),
        ("Row 2: attribute", [*"lonely often", "Enter"]),
        ("Show this cohort", ["Enter"]),
    ):
        tab_to(page, name)
        for key in keys:
            page.keyboard.press(key)
        settle(page)

    expect(page).to_have_url(re.compile("cohort=hyper"), timeout=SLOW)
    assert chosen(page)["cohort"] == "hypertension and lonely"
    expect(
        page.get_by_role(
            "heading",
            name=re.compile("^People who have hypertension and are lonely – "),
        )
    ).to_be_visible(timeout=SLOW)


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


def test_links_keep_the_pcn_in_view_through_every_change(
    page: Page, address: str
) -> None:
    opened(page, f"{address}?{BUILT}")
    link = page.get_by_role("link", name="Coverage map", exact=True)
    for pcn, code, look in (
        ("Northbrook PCN", "U90001", "Who they are"),
        ("Eastmere PCN", "U90003", "Digital barriers"),
    ):
        pick(page, "Where", pcn)
        expect(link).to_have_attribute("href", re.compile(f"pcn={code}"), timeout=SLOW)
        button(page, look).click()
        expect(page).to_have_url(re.compile("show="), timeout=SLOW)
        finished(page)
        expect(link).to_have_attribute("href", re.compile(f"pcn={code}"))
        expect(page.get_by_test_id("stException")).to_have_count(0)


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


def fill_in(page: Page, label: str, words: str) -> None:
    """Choose from a list of the builder, once it is there."""
    box = control(page, label)
    expect(box).to_be_visible(timeout=SLOW)
    finished(page)  # else what is yet to come closes the list again
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words, exact=True).click()
    settle(page)


def press(page: Page, label: str) -> None:
    """Press a button of the builder, once it is there."""
    page.get_by_role("button", name=label, exact=True).click(timeout=SLOW)
    settle(page)


def settle(page: Page) -> None:
    """Wait until what was done has run, as one does who reads on before going on."""
    page.wait_for_timeout(300)
    finished(page)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what has this name."""
    for _ in range(120):  # once around and again: what was pressed may still be drawn
        page.keyboard.press("Tab")
        focus = name_in_focus(page)
        if name in focus and not focus.endswith("MAIN"):  # which has all of them
            return
    pytest.fail(f"Tab never comes to “{name}”")


def first_figure(page: Page) -> Locator:
    return page.locator(".js-plotly-plot").first


def button(page: Page, label: str) -> Locator:
    return page.get_by_test_id("stButtonGroup").get_by_text(label, exact=True)
