"""From a change of a control to its figure on the screen, in a real browser.

    python -m bench.repaint HOME             a home with people, such as the synthetic
    python -m bench.repaint HOME --usual     and with Streamlit's own chart

Beside each row stands how long a million additions took just then: what shares a
machine can halve its speed for an hour, and rows of two runs compare by that alone.
A change starts with the key that chooses going down; the figure is there with the
second frame after its last change, the page with the second frame after its own. Where
nothing is drawn (a cohort too small to tell) the page's time stands for both.
"""

import argparse
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from playwright.sync_api import Locator, Page

from bench.serving import ROOT, browser, served


FIGURE = ".js-plotly-plot .main-svg"
PATIENCE_MS = 60_000
AHEAD_MS = 60_000
ATTEMPTS = 4
WATCH = """
if (window === top) (() => {
  const seen = { figure: 0, page: 0, began: 0 };
  window.seen = seen;
  const stamp = (what) => requestAnimationFrame(() => requestAnimationFrame(() => {
    seen[what] = performance.now();
  }));
  const inside = (node, where) =>
    (node.nodeType === 1 ? node : node.parentElement)?.closest(where);
  new MutationObserver((changes) => {
    const anyIn = (where) => changes.some(({ target }) => inside(target, where));
    if (anyIn(".js-plotly-plot")) stamp("figure");
    if (anyIn("[data-testid=stMain]")) stamp("page");
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["d", "x", "y", "transform", "width"],
  });
  window.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") Object.assign(seen, { began: performance.now(), figure: 0 });
  }, true);
})();
"""
SETTLED = """() => seen.page > seen.began &&
    performance.now() - Math.max(seen.figure, seen.page) > 900"""


@dataclass(frozen=True)
class Change:
    """The next choice in the list of a control, over and over."""

    title: str
    page: str
    control: str
    times: int


@dataclass(frozen=True)
class Measured:
    """Medians over the changes: milliseconds to the figure and to all, and bytes."""

    figure: float
    slowest: float
    page: float
    sent: float


CHANGES = (
    Change("Overview, PCN", "", "PCN", 12),
    Change("Four dimensions, area", "Four_dimensions", "Where", 12),
    Change("Four dimensions, measure", "Four_dimensions", "Show", 7),
    Change("Four dimensions, cohort", "Four_dimensions", "Cohort", 12),
    Change("Cohorts, cohort", "Cohorts", "Cohort", 12),
    Change("Cohorts, area", "Cohorts", "Where", 12),
    Change("Inclusion health, area", "Inclusion_health", "Where", 3),
    Change("Digital inclusion, area", "Digital_inclusion", "Where", 12),
)
OURS, USUAL = "streamlit", "bench.usual_chart"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row per change, and the usual way's ratio where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--usual", action="store_true")
    parser.add_argument("--only", default="", help="changes whose title has this text")
    asked = parser.parse_args(arguments)
    wanted = [one for one in CHANGES if asked.only in one.title]
    usual = _measured(asked.home, USUAL, wanted) if asked.usual else repeat(None)
    columns = ("figure", "slowest", "page", "sent", "additions")
    print(f"{'change':28}{''.join(f'{one:>11}' for one in columns)}  usual")
    for change, one, other in zip(
        wanted, _measured(asked.home, OURS, wanted), usual, strict=False
    ):
        print(
            f"{change.title:28}{one.figure:>8,.0f} ms{one.slowest:>8,.0f} ms"
            f"{one.page:>8,.0f} ms{one.sent / 1000:>8,.1f} kB"
            f"{_additions_ms():>8,.0f} ms"
            + (f"{other.figure / one.figure:>6.1f}×" if other else ""),
            flush=True,
        )


def _measured(home: Path, way: str, changes: Sequence[Change]) -> Iterator[Measured]:
    with served(ROOT / "app.py", home.resolve(), module=way) as address:
        _open_and_wait(address)
        yield from (_of_change(address, one) for one in changes)


def _open_and_wait(address: str) -> None:
    """A server is met as on a working day: what it answers ahead is answered."""
    with browser() as page:
        page.goto(address)
        page.wait_for_selector(FIGURE, timeout=PATIENCE_MS)
        page.wait_for_timeout(AHEAD_MS)


def _of_change(address: str, change: Change) -> Measured:
    received: list[int] = []
    with browser(WATCH) as page:
        page.on(
            "websocket",
            lambda socket: socket.on(
                "framereceived", lambda payload: received.append(len(payload))
            ),
        )
        page.goto(f"{address}/{change.page}")
        page.wait_for_selector(FIGURE, timeout=PATIENCE_MS)
        page.wait_for_timeout(4_000)
        taken = [_changed(page, change.control, received) for _ in range(change.times)]
    figures, pages, sent = zip(*taken, strict=True)
    median = statistics.median
    return Measured(median(figures), max(figures), median(pages), median(sent))


def _additions_ms() -> float:
    begun, total = time.perf_counter(), 0
    for number in range(1_000_000):
        total += number
    return 1000 * (time.perf_counter() - begun)


def _changed(page: Page, control: str, received: list[int]) -> tuple[float, float, int]:
    """Milliseconds to the figure and to the whole page, and bytes, of one change."""
    box = page.get_by_role("combobox", name=control).first
    before = box.input_value()
    for _ in range(ATTEMPTS):  # the first step down may stay where one is
        box.click()
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(300)
        received.clear()
        page.keyboard.press("Enter")
        if _has_moved(page, box, before):
            break
    else:
        raise RuntimeError(f"{control} has no choice after {before}")
    page.wait_for_function(SETTLED, timeout=PATIENCE_MS)
    seen = page.evaluate("window.seen")
    whole = seen["page"] - seen["began"]
    figure = seen["figure"] - seen["began"] if seen["figure"] else whole
    return figure, whole, sum(received)


def _has_moved(page: Page, box: Locator, before: str) -> bool:
    """Whether another choice is shown for good; between two it may be empty."""
    page.wait_for_timeout(150)
    shown = box.input_value()
    while shown != before:
        page.wait_for_timeout(150)
        last, shown = shown, box.input_value()
        if shown == last:
            return True
    return False


if __name__ == "__main__":
    main()
