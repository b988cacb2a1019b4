"""The map in a browser: hand-made squares, real Leaflet, no other host."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect


pytestmark = pytest.mark.browser

ROWS, COLUMNS = 3, 4
IDS = [f"U9{row}{column:03}" for row in range(ROWS) for column in range(COLUMNS)]

PAGE = """
import streamlit as st

from phm.maps.classes import AreaValues, classify
from phm.maps.layer import find_layer, load_layer
from phm.maps.picture import Picture, PointFile
from phm.settings import current_home
from phm.ui.assets import settle_memory
from phm.ui.map_view import draw_map

settle_memory()
st.set_page_config(layout="wide")
home = current_home()
layer = load_layer(find_layer(home.geometry, "squares"))
measure = st.radio("Measure", ["Rising", "Falling"])
second = st.checkbox("Circles")

order = layer.ids if measure == "Rising" else layer.ids[::-1]
values = AreaValues(
    title=measure,
    unit="per <b>10,000</b>",
    decimals=0,
    values={code: float(i) for i, code in enumerate(order)},
    statuses={code: "ok" for code in layer.ids} | {layer.ids[0]: "suppressed"},
)
areas = classify(values, layer.ids)
picture = Picture(
    layer,
    areas,
    second=areas if second else None,
    selected=st.session_state.get("chosen"),
    points=(PointFile("dots-1a.geojson", "GP practice"),) if second else (),
    title=f"{measure} by square",
)
clicked = draw_map(picture, home=home, key="map", height=400)
runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
if clicked:
    st.session_state.setdefault("clicks", []).append(clicked)
    st.session_state["chosen"] = clicked
st.text(f"Clicks: {' '.join(st.session_state.get('clicks', []))}.")
st.text(f"Runs: {runs}.")
"""


def square(index: int) -> dict[str, object]:
    row, column = divmod(index, COLUMNS)
    west, south = column * 0.1, 51 + row * 0.1
    east, north = west + 0.1, south + 0.1
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "id": IDS[index], "properties": {}, "geometry": shape}


def middle(index: int) -> list[float]:
    row, column = divmod(index, COLUMNS)
    return [51.05 + row * 0.1, 0.05 + column * 0.1]


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one layer of twelve squares and a file of two points."""
    home = tmp_path_factory.mktemp("home")
    geometry = home / "geometry"
    geometry.mkdir()
    everything = range(len(IDS))
    shapes = {"type": "FeatureCollection", "features": [square(i) for i in everything]}
    facts = {
        "layer": "squares",
        "file": "squares-1a.geojson",
        "ids": IDS,
        "names": [f"Square {code}" for code in IDS],
        "bounds": [[51.0, 0.0], [51.3, 0.4]],
        "centroids": [middle(i) for i in everything],
        "vintage": "made by hand",
    }
    dots = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Point", "coordinates": middle(i)[::-1]},
        }
        for i in (3, 5)
    ]
    (geometry / "squares-1a.geojson").write_text(json.dumps(shapes))
    (geometry / "squares-1a.json").write_text(json.dumps(facts))
    (geometry / "dots-1a.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": dots})
    )
    (home / "secret.txt").write_text("not for the browser")
    (home / "page.py").write_text(PAGE)
    return home


@pytest.fixture(scope="module")
def address(serve, squares: Path) -> str:
    return serve(squares / "page.py", squares)


@pytest.fixture
def frame(page: Page, address: str) -> FrameLocator:
    page.goto(address)
    return drawn(page)


def drawn(page: Page) -> FrameLocator:
    """The map's frame, once it has been painted."""
    frame = page.frame_locator("iframe")
    frame.locator("[data-painted]").wait_for(timeout=30_000)
    return frame


def painted(frame: FrameLocator) -> int:
    return int(frame.locator("#map_div").get_attribute("data-painted") or 0)


def colour_at(frame: FrameLocator, index: int, pane: str = "overlay") -> list[int]:
    """Red, green, blue, alpha where a square's middle is (off its label)."""
    latitude, longitude = middle(index)
    return frame.locator(f".leaflet-{pane}-pane canvas").evaluate(
        """(canvas, at) => {
            const map = window.map, frame = canvas.getBoundingClientRect();
            const box = map.getContainer().getBoundingClientRect();
            const point = map.latLngToContainerPoint(at);
            const scale = canvas.width / frame.width;
            const pixel = canvas.getContext("2d").getImageData(
                (point.x + box.x - frame.x) * scale,
                (point.y + box.y - frame.y) * scale, 1, 1);
            return [...pixel.data];
        }""",
        [latitude, longitude],
    )


def click(page: Page, frame: FrameLocator, index: int) -> None:
    at = frame.locator("#map_div").evaluate(
        "(_, at) => window.map.latLngToContainerPoint(at)", middle(index)
    )
    frame.locator("#map_div").click(position={"x": at["x"], "y": at["y"] + 20})


def switch(page: Page, frame: FrameLocator, measure: str) -> None:
    before = painted(frame)
    page.get_by_text(measure, exact=True).first.click()
    expect(frame.locator(f"[data-painted='{before + 1}']")).to_be_attached()


def test_every_square_is_painted_in_its_class(frame: FrameLocator) -> None:
    palest, darkest = colour_at(frame, 1), colour_at(frame, 11)

    assert palest[3] == darkest[3] == 255
    assert sum(palest) > sum(darkest) + 150


def test_a_switch_repaints_and_keeps_the_zoom(page: Page, frame: FrameLocator) -> None:
    frame.locator(".leaflet-control-zoom-in").click()
    frame.locator("#map_div:not(:has(.leaflet-zoom-anim))").wait_for()
    page.wait_for_timeout(400)  # Leaflet's zoom animation
    zoom = frame.locator("#map_div").evaluate("() => window.map.getZoom()")
    frame.locator("#map_div").evaluate("() => { window.mark = 'same frame'; }")
    before = colour_at(frame, 5)

    switch(page, frame, "Falling")

    state = frame.locator("#map_div").evaluate(
        "() => [window.mark, window.map.getZoom()]"
    )
    assert state == ["same frame", zoom]
    assert colour_at(frame, 5) != before


def test_a_click_is_reported_once_and_again_when_repeated(
    page: Page, frame: FrameLocator
) -> None:
    click(page, frame, 6)
    expect(page.get_by_text(f"Clicks: {IDS[6]}.")).to_be_visible()

    switch(page, frame, "Falling")
    expect(page.get_by_text(f"Clicks: {IDS[6]}.")).to_be_visible()

    click(page, frame, 6)
    expect(page.get_by_text(f"Clicks: {IDS[6]} {IDS[6]}.")).to_be_visible()


def test_a_chosen_square_gets_a_dark_outline(page: Page, frame: FrameLocator) -> None:
    click(page, frame, 6)
    expect(page.get_by_text(f"Clicks: {IDS[6]}.")).to_be_visible()
    switch(page, frame, "Falling")

    blackest = frame.locator(".leaflet-selected-pane canvas").evaluate(
        """(canvas) => {
            const seen = canvas.getContext("2d")
                .getImageData(0, 0, canvas.width, canvas.height).data;
            let black = 0;
            for (let i = 0; i < seen.length; i += 4) {
                const [red, green, blue, alpha] = seen.slice(i, i + 4);
                black += alpha === 255 && red + green + blue === 0;
            }
            return black;
        }"""
    )
    assert blackest > 200
    expect(frame.locator(".phm-chosen")).to_have_text(f"Square {IDS[6]}")


def test_moving_the_map_runs_nothing(page: Page, frame: FrameLocator) -> None:
    expect(page.get_by_text("Runs: 1.")).to_be_visible()

    frame.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(1_000)

    expect(page.get_by_text("Runs: 1.")).to_be_visible()


def test_circles_lie_over_the_areas_and_clicks_go_through(
    page: Page, frame: FrameLocator
) -> None:
    before = painted(frame)
    page.get_by_text("Circles", exact=True).click()
    expect(frame.locator(f"[data-painted='{before + 1}']")).to_be_attached()

    assert colour_at(frame, 11, pane="circles")[3] > 200
    at = frame.locator("#map_div").evaluate(
        "(_, at) => window.map.latLngToContainerPoint(at)", middle(11)
    )
    frame.locator("#map_div").click(position={"x": at["x"], "y": at["y"]})
    expect(page.get_by_text(f"Clicks: {IDS[11]}.")).to_be_visible()


def test_the_legend_stands_beside_the_map(page: Page, frame: FrameLocator) -> None:
    for label in ("1 to 2", "Suppressed (small numbers)"):
        expect(page.get_by_text(label).first).to_be_visible()
    expect(page.get_by_text("Not reported")).to_have_count(0)  # none is
    expect(page.get_by_text("per <b>10,000</b>")).to_be_visible()  # escaped
    expect(page.get_by_text("Crown copyright")).to_be_visible()


def test_the_map_says_what_it_shows(page: Page, frame: FrameLocator) -> None:
    said = frame.locator("#map_div").get_attribute("aria-label")

    assert said is not None
    assert said.startswith("Map. Rising by square. Rising (per <b>10,000</b>)")
    assert page.locator("iframe").get_attribute("title") == said


def test_only_the_geometry_folder_is_served(
    page: Page, address: str, squares: Path, frame: FrameLocator
) -> None:
    folder = frame.locator("#map_div").evaluate(
        "() => performance.getEntriesByType('resource').map((one) => one.name)"
        ".find((name) => name.endsWith('squares-1a.geojson'))"
    )
    place = folder.rpartition("/")[0]

    assert page.request.get(f"{place}/squares-1a.json").ok
    for path in ("%2e%2e/secret.txt", "..%2fsecret.txt", f"{squares}/secret.txt"):
        assert not page.request.get(f"{place}/{path}").ok


def test_it_works_under_a_base_path(page: Page, serve, squares: Path) -> None:
    address = serve(squares / "page.py", squares, "--server.baseUrlPath=deep/down")

    page.goto(f"{address}/deep/down")

    assert colour_at(drawn(page), 1)[3] == 255
