"""First content and first picture of every page, cold and warm, in a real browser.

    python -m bench.first_paint HOME

Cold: from starting the server to the page's sentence, and to the last of its first
figure and its map. Warm: the same server, a new session. Within: a click on a link of
the navigation.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from bench.serving import ROOT, browser, served


SENTENCE = "[data-testid='stMain'] h4"
MAP = """() => [...document.querySelectorAll("iframe")].some(
    (frame) => frame.contentDocument?.querySelector("[data-painted]"))"""
FIGURE = "() => document.querySelector('.js-plotly-plot .main-svg') !== null"
PATIENCE_MS = 60_000


class Opened(NamedTuple):
    """A page and what is drawn on it before anybody scrolls or unfolds."""

    title: str
    path: str
    drawn: tuple[str, ...]


PAGES = (
    Opened("Overview", "", (FIGURE, MAP)),
    Opened("Coverage map", "Coverage_map", (MAP,)),
    Opened("Four dimensions", "Four_dimensions", (FIGURE,)),
    Opened("Cohorts", "Cohorts", (FIGURE, MAP)),
    Opened("Inclusion health", "Inclusion_health", (FIGURE,)),
    Opened("Digital inclusion", "Digital_inclusion", (FIGURE,)),
    Opened("Data and methods", "Data_and_methods", ()),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row per page: medians of seconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args(arguments)
    print(f"{'page':18}{'cold':>8}{'drawn':>8}{'warm':>8}{'drawn':>8}{'within':>8}")
    for one in PAGES:
        rows = [_measured(asked.home, one) for _ in range(asked.times)]
        medians = [statistics.median(column) for column in zip(*rows, strict=True)]
        print(f"{one.title:18}" + "".join(f"{value:>6.2f} s" for value in medians))


def _measured(home: Path, one: Opened) -> tuple[float, ...]:
    began = time.perf_counter()
    with served(ROOT / "app.py", home.resolve()) as address:
        with browser() as page:
            cold = _opened(page, address, one, began)
        with browser() as page:
            warm = _opened(page, address, one, time.perf_counter())
            within = _within(page, one.title)
    return (*cold, *warm, within)


def _opened(page: Page, address: str, one: Opened, began: float) -> tuple[float, float]:
    page.goto(f"{address}/{one.path}")
    page.wait_for_selector(SENTENCE, timeout=PATIENCE_MS)
    words = time.perf_counter() - began
    for drawn in one.drawn:
        page.wait_for_function(drawn, timeout=PATIENCE_MS)
    return words, time.perf_counter() - began


def _within(page: Page, title: str) -> float:
    """To another page and back: seconds from the click back to the sentence."""
    here = page.locator(SENTENCE).first.inner_text()
    links = page.get_by_test_id("stPageLink-NavLink")
    names = links.all_inner_texts()
    links.nth(0).click()
    page.wait_for_function(
        "([s, here]) => document.querySelector(s)?.innerText !== here",
        arg=[SENTENCE, here],
        timeout=PATIENCE_MS,
    )
    page.wait_for_timeout(1500)
    if title in names:
        raise RuntimeError(f"{title} links to itself")
    began = time.perf_counter()
    page.get_by_test_id("stPageLink-NavLink").filter(has_text=title).click()
    page.wait_for_function(
        "([s, here]) => document.querySelector(s)?.innerText === here",
        arg=[SENTENCE, here],
        timeout=PATIENCE_MS,
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
