"""Switch to repaint, and bytes sent, in a real browser: our map and the usual one.

    python -m bench.map_switch                   900 made-up areas
    python -m bench.map_switch --england         and 33,755
    python -m bench.map_switch --home DIR ...    the layer `lsoa` of built homes

A switch starts with the pointer going down on the control and ends with the second
frame after the map's last change. Bytes are those of the page's websocket.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from bench.map_pages.grid import write_grid
from bench.map_pages.values import MEASURES
from bench.serving import browser, served


PAGES = Path(__file__).parent / "map_pages"
SYSTEM, ENGLAND = 900, 33_755
# The usual way takes so long for England that two switches must do.
PATIENCE = 5_000

# The page watches the document of every map's frame: an attribute that ours sets, or
# the elements of the usual way. Two frames after the last change it is on the screen.
WATCH = """
if (window === top) (() => {
  const drawn = (one) => one.attributeName === "data-painted" ||
    one.target.namespaceURI?.endsWith("svg");
  const watched = new WeakSet();
  function watch(inner) {
    const soon = inner.defaultView.requestAnimationFrame.bind(inner.defaultView);
    const told = () => soon(() => soon(() => { window.ended = Date.now(); }));
    new inner.defaultView.MutationObserver((seen) => { if (seen.some(drawn)) told(); })
      .observe(inner, { subtree: true, childList: true, attributes: true,
                        attributeFilter: ["data-painted"] });
    if (inner.querySelector("[data-painted], path")) told();
  }
  setInterval(() => {
    for (const { contentDocument: inner } of document.querySelectorAll("iframe")) {
      if (!inner?.body || watched.has(inner)) continue;
      watched.add(inner);
      watch(inner);
    }
  }, 10);
  window.addEventListener("pointerdown", () => { window.began = Date.now(); }, true);
})();
"""
SETTLED = "() => window.ended > (window.began ?? 0) && Date.now() - window.ended > 700"


@dataclass(frozen=True)
class Way:
    """One way to draw the map."""

    name: str
    script: str
    settle: str = "yes"


@dataclass(frozen=True)
class Measured:
    """Medians over the switches of one way; milliseconds, bytes, and seconds."""

    name: str
    switch: float
    sent: float
    first: float
    zoom_kept: str


WAYS = (
    Way("streamlit-folium as usually written", "usual.py"),
    Way("ours, memory not settled", "ours.py", settle="no"),
    Way("ours", "ours.py"),
)


def main() -> None:
    """Measure every way on every layer asked for and print one table each."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as place:
        for title, home in _homes(asked, Path(place)):
            areas = _areas(home)
            rows = [_measure(way, home, areas, asked.switches) for way in WAYS]
            _print(f"{title}: {areas:,} areas", rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, action="append", default=[])
    parser.add_argument("--england", action="store_true")
    parser.add_argument("--switches", type=int, default=9, choices=range(1, 13))
    return parser.parse_args()


def _homes(asked: argparse.Namespace, place: Path) -> Iterator[tuple[str, Path]]:
    made_up = ([] if asked.home else [SYSTEM]) + ([ENGLAND] if asked.england else [])
    for home in asked.home:
        yield f"home {home.name}", home.resolve()
    for areas in made_up:
        write_grid(place / str(areas) / "geometry", areas)
        yield "made up", place / str(areas)


def _areas(home: Path) -> int:
    from phm.maps.layer import find_layer, load_layer  # noqa: PLC0415

    return len(load_layer(find_layer(home / "geometry", "lsoa")).ids)


def _measure(way: Way, home: Path, areas: int, switches: int) -> Measured:
    few = way.script == "usual.py" and areas > PATIENCE
    settings = {"PHM_BENCH_LAYER": "lsoa", "PHM_BENCH_SETTLE": way.settle}
    with (
        served(PAGES / way.script, home, settings) as address,
        browser(WATCH) as page,
    ):
        received: list[int] = []
        page.on(
            "websocket",
            lambda socket_: socket_.on(
                "framereceived", lambda payload: received.append(len(payload))
            ),
        )
        began = time.perf_counter()
        page.goto(address)
        page.wait_for_function(SETTLED, timeout=180_000)
        first = time.perf_counter() - began - 0.7
        page.frames[-1].evaluate("window.same = 'yes'")
        taken = [_switch(page, received, i) for i in range(2 if few else switches)]
        kept = page.frames[-1].evaluate("window.same ?? 'no'")
    times, sent = zip(*taken, strict=True)
    return Measured(
        way.name, statistics.median(times), statistics.median(sent), first, kept
    )


def _switch(page: Page, received: list[int], turn: int) -> tuple[float, int]:
    received.clear()
    target = page.get_by_text(MEASURES[turn + 1], exact=True).first
    target.click(timeout=120_000)
    page.wait_for_function(SETTLED, timeout=180_000)
    page.wait_for_timeout(300)
    return page.evaluate("window.ended - window.began"), sum(received)


def _print(title: str, rows: list[Measured]) -> None:
    print(f"\n{title}")
    print(f"{'way':38}{'switch':>11}{'sent':>13}{'first':>8}{'kept':>6}{'ratio':>8}")
    usual = rows[0].switch
    for row in rows:
        print(
            f"{row.name:38}{row.switch:>8,.0f} ms{row.sent / 1000:>10,.1f} kB"
            f"{row.first:>6.1f} s{row.zoom_kept:>6}{usual / row.switch:>7.1f}×"
        )


if __name__ == "__main__":
    main()
