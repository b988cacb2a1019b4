"""The pages in a browser: the invented system, a fresh server, no other host."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from phm.settings import Home
from tests.browser.conftest import APP, Complaints


pytestmark = pytest.mark.browser

SLOW = 30_000  # milliseconds; the first page of a server imports everything
PATHS = {
    "Overview": "",
    "Coverage map": "Coverage_map",
    "Data and methods": "Data_and_methods",
}
LAST_LINE = "phm is not an NHS product"
LARGE = {"width": 1920, "height": 1080}
NORTHBROOK = "U90001"


@pytest.fixture
def address(published: str) -> str:
    """A server for the tests that do not ask for a fresh one."""
    return published


@pytest.mark.parametrize("title", PATHS)
def test_a_deep_link_opens_first_on_a_fresh_server(
    page: Page, serve, tiny_home: Home, complaints: Complaints, title: str
) -> None:
    fresh = serve(APP, tiny_home.root)

    page.goto(f"{fresh}/{PATHS[title]}?pcn={NORTHBROOK}")

    finished(page)
    expect(page).to_have_title(f"{title} · phm")
    expect(page.get_by_text("Open data", exact=True).first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_the_navigation_leads_to_every_page_and_carries_the_pcn(
    page: Page, address: str, complaints: Complaints
) -> None:
    opened(page, f"{address}/?pcn={NORTHBROOK}")

    for title in ("Coverage map", "Data and methods", "Overview"):
        page.get_by_role("link", name=title).click()
        expect(page).to_have_title(f"{title} · phm")
        finished(page)
        assert chosen(page)["pcn"] == NORTHBROOK
    expect(control(page, "PCN")).to_have_value("Northbrook PCN")


def test_a_pcn_chosen_from_the_list_goes_along(page: Page, address: str) -> None:
    opened(page, address)
    pick(page, "PCN", "Eastmere PCN")
    expect(page).to_have_url(re.compile("pcn=U90003"))

    page.get_by_role("link", name="Coverage map").click()

    expect(page).to_have_title("Coverage map · phm")
    expect(control(page, "PCN")).to_have_value("Eastmere PCN")


def test_a_layer_is_found_again_on_coming_back(page: Page, address: str) -> None:
    opened(page, f"{address}/Coverage_map")
    pick(page, "Colour areas by", "Registered patients")
    expect(page).to_have_url(re.compile("layer=registered_patients"))

    page.get_by_role("link", name="Overview").click()
    expect(page).to_have_title("Overview · phm")
    finished(page)
    page.get_by_role("link", name="Coverage map").click()

    expect(control(page, "Colour areas by")).to_have_value("Registered patients")


def test_a_click_on_a_pcn_moves_list_sentence_and_address(
    page: Page, address: str, complaints: Complaints
) -> None:
    opened(page, f"{address}/Coverage_map?circles=none")
    frame = drawn(page)

    click_area(page, frame, "U90003")

    expect(control(page, "PCN")).to_have_value("Eastmere PCN")
    expect(page.get_by_text(re.compile("^Eastmere PCN: ")).first).to_be_visible()
    expect(page).to_have_url(re.compile("pcn=U90003"))
    expect(page.get_by_text("Need inside this PCN")).to_be_visible()


def test_a_click_on_a_neighbourhood_chooses_its_pcn(page: Page, address: str) -> None:
    opened(page, f"{address}/Coverage_map?level=lsoa&circles=none")
    frame = drawn(page)

    click_area(page, frame, "E01900001")

    expect(control(page, "PCN")).to_have_value("Northbrook PCN")
    expect(page).to_have_url(re.compile("pcn=U90001"))


def test_another_layer_repaints_and_keeps_the_zoom(
    page: Page, address: str, complaints: Complaints
) -> None:
    opened(page, f"{address}/Coverage_map?circles=none")
    frame = drawn(page)
    frame.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(500)  # Leaflet's zoom animation
    zoom = state(frame, "window.map.getZoom()")
    before = state(frame, "+document.querySelector('#map_div').dataset.painted")
    state(frame, "window.mark = 'the same frame'")

    pick(page, "Colour areas by", "Registered patients")

    frame.locator(f"[data-painted='{before + 1}']").wait_for(timeout=SLOW)
    assert state(frame, "window.map.getZoom()") == zoom
    assert state(frame, "window.mark") == "the same frame"
    legend = page.locator("strong", has_text="Registered patients")
    expect(legend).to_be_visible()


@pytest.mark.parametrize(
    "view",
    [
        f"?pcn={NORTHBROOK}",
        f"Coverage_map?level=lsoa&layer=rural_percent&circles=none&pcn={NORTHBROOK}",
        "Data_and_methods?measure=need_index",
    ],
)
def test_a_view_reloads_from_its_address(page: Page, address: str, view: str) -> None:
    opened(page, f"{address}/{view}")
    asked, before = chosen(page), said(page)

    page.reload()

    finished(page)
    assert chosen(page) == asked
    assert (
        chosen(page).items()
        >= {
            name: values[0] for name, values in parse_qs(urlsplit(view).query).items()
        }.items()
    )
    assert said(page) == before


def test_nonsense_in_the_address_runs_and_links_nothing(
    page: Page, address: str, complaints: Complaints
) -> None:
    page.add_init_script("window.alert = () => { window.hurt = true; }")
    evil = {
        "pcn": "<img src=x onerror=alert(1)>",
        "layer": "`[x](http://example.org)`",
        "circles": "[free money](http://example.org)",
        "level": "www.example.org me@example.org",
    }

    opened(page, f"{address}/Coverage_map?{urlencode(evil)}")

    notes = page.get_by_test_id("stToast")
    expect(notes).to_have_count(len(evil))
    expect(notes.first).to_contain_text("is not one of the choices")
    expect(notes.get_by_role("link")).to_have_count(0)
    expect(notes.locator("img")).to_have_count(0)
    assert page.evaluate("window.hurt") is None
    assert chosen(page)["layer"] == "need_per_1000"


def test_a_download_saves_the_table_with_its_source(page: Page, address: str) -> None:
    opened(page, f"{address}/Coverage_map?circles=none&layer=registered_patients")

    with page.expect_download() as saved:
        page.get_by_role("button", name="Download (CSV)").click()

    assert saved.value.suggested_filename == "registered_patients_by_pcn.csv"
    text = saved.value.path().read_text("utf-8-sig")
    assert "Northbrook PCN" in text
    assert "Cite as" in text


def test_the_keyboard_reaches_navigation_controls_and_downloads(
    page: Page, address: str
) -> None:
    opened(page, f"{address}/Coverage_map")
    drawn(page)
    page.locator(".js-plotly-plot").nth(1).wait_for(timeout=SLOW)
    wanted = ["Overview", "Data and methods", "PCNs", "Colour areas by"]
    wanted += ["Circles on top", "PCN (type to search)", "Download (CSV)", "Table: "]

    reached = names_reached_by_tab(page)

    missing = [name for name in wanted if not any(name in one for one in reached)]
    assert missing == []
    assert sum("Download (CSV)" in one for one in reached) >= 2
    assert not any("Link to heading" in one for one in reached)


def test_the_keyboard_alone_chooses_a_pcn(page: Page, address: str) -> None:
    opened(page, address)
    control(page, "PCN").focus()

    page.keyboard.type("eastm")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("pcn=U90003"))


@pytest.mark.parametrize("title", PATHS)
def test_nothing_has_to_be_scrolled_sideways(
    page: Page, address: str, title: str
) -> None:
    opened(page, f"{address}/{PATHS[title]}?pcn={NORTHBROOK}")

    widest = page.evaluate(
        """() => Math.max(document.documentElement.scrollWidth,
            document.querySelector('[data-testid=stMain]').scrollWidth)"""
    )

    assert widest <= 1280


@pytest.mark.parametrize("title", PATHS)
def test_text_can_be_read_across_a_room(page: Page, address: str, title: str) -> None:
    page.set_viewport_size(LARGE)
    opened(page, f"{address}/{PATHS[title]}?pcn={NORTHBROOK}")

    sizes = page.evaluate(
        """() => [...document.querySelectorAll(
              '[data-testid=stMarkdown] p, [data-testid=stMarkdown] li, ' +
              '[data-testid=stHeading] h1, [data-testid=stHeading] h2')]
            .filter((one) => one.innerText.trim() && !one.querySelector('small'))
            .map((one) => ({
                text: one.innerText,
                size: parseFloat(getComputedStyle(one).fontSize),
            }))"""
    )

    assert len(sizes) > 3
    assert [one for one in sizes if one["size"] < 18] == []


def test_the_overview_answers_within_one_small_screen(page: Page, address: str) -> None:
    opened(page, address)
    drawn(page)
    page.locator(".js-plotly-plot").first.wait_for(timeout=SLOW)

    sentence = page.get_by_role("heading", name=re.compile("Unmet need is highest"))
    assert bottom(sentence) <= 200
    for part in (page.locator("iframe").first, page.locator(".js-plotly-plot").first):
        assert top(part) <= 420  # at least 300 pixels of it are in view
    expect(sentence).to_be_in_viewport(ratio=1)


def test_an_empty_home_says_what_to_do(
    page: Page, serve, tmp_path, complaints: Complaints
) -> None:
    page.goto(f"{serve(APP, tmp_path)}/Coverage_map")

    expect(page.get_by_text("Nothing to show yet")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("phm demo --home")).to_be_visible()
    expect(page.get_by_text("phm build --system")).to_be_visible()
    expect(page.get_by_role("link", name="Overview")).to_be_visible()


def opened(page: Page, where: str) -> None:
    page.goto(where)
    finished(page)


def finished(page: Page) -> None:
    """Wait for the last line of the page and the end of the run."""
    expect(page.get_by_text(LAST_LINE)).to_be_attached(timeout=SLOW)
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=SLOW
    )


def drawn(page: Page) -> FrameLocator:
    """The map's frame, once it has been painted."""
    frame = page.frame_locator("iframe")
    frame.locator("[data-painted]").wait_for(timeout=SLOW)
    return frame


def chosen(page: Page) -> dict[str, str]:
    """What the address holds."""
    return {k: v[-1] for k, v in parse_qs(urlsplit(page.url).query).items()}


def said(page: Page) -> list[str]:
    """Headings and sentences of the page."""
    return page.get_by_test_id("stMarkdown").all_inner_texts()


def control(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=re.compile(re.escape(label)))


def pick(page: Page, label: str, words: str) -> None:
    """Choose from a list as a person does: type, then Enter."""
    control(page, label).click()
    page.keyboard.type(words)
    page.get_by_role("option", name=words, exact=True).click()


def state(frame: FrameLocator, script: str) -> object:
    return frame.locator("#map_div").evaluate(f"() => {script}")


def click_area(page: Page, frame: FrameLocator, code: str) -> None:
    """Click in the middle of an area, where the layer's own file says it is."""
    place = frame.locator("#map_div").evaluate(
        """async (_, code) => {
            const names = performance.getEntriesByType("resource").map((r) => r.name);
            const facts = names.find((name) => /(pcn|lsoa)-.*\\.json/.test(name));
            const layer = await (await fetch(facts)).json();
            return window.map.latLngToContainerPoint(
                layer.centroids[layer.ids.indexOf(code)]);
        }""",
        code,
    )
    frame.locator("#map_div").click(position={"x": place["x"], "y": place["y"]})


def names_reached_by_tab(page: Page) -> list[str]:
    """What Tab comes to, by its words; enough presses to go round more than once.

    A page that is still settling may take the focus back to its top.
    """
    page.evaluate("document.activeElement.blur()")
    names: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        name = name_in_focus(page)
        names += [name] if name else []
    return names


def name_in_focus(page: Page) -> str:
    """What the keyboard acts on, by its words; nothing where that is the page."""
    return str(
        page.evaluate(
            """() => {
                const one = document.activeElement;
                return one === document.body ? "" :
                    [one.getAttribute("aria-label"), one.innerText, one.tagName]
                    .filter(Boolean).join(" ");
            }"""
        )
    )


def top(one: Locator) -> float:
    return box(one)["y"]


def bottom(one: Locator) -> float:
    return box(one)["y"] + box(one)["height"]


def box(one: Locator) -> dict[str, float]:
    found = one.bounding_box()
    assert found is not None
    return dict(found)
