"""First content and first map of every page, cold and warm, in a real browser.

    python -m bench.first_paint HOME

Cold: from starting the server to the page's sentence and to its painted map. Warm: the
same server, a new session. Within: a click on a link of the navigation.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from bench.serving import ROOT, browser, served


PAGES = {"Overview": "", "Coverage map": "Coverage_map", "Data": "Data_and_methods"}
SENTENCE = "[data-testid='stMain'] h4"
PAINTED = """() => [...document.querySelectorAll("iframe")].some(
    (frame) => frame.contentDocument?.querySelector("[data-painted]"))"""
PATIENCE_MS = 60_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row per page: medians of seconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args(arguments)
    print(f"{'page':16}{'cold':>8}{'map':>8}{'warm':>8}{'map':>8}{'within':>8}")
    for title, path in PAGES.items():
        rows = [_measured(asked.home, title, path) for _ in range(asked.times)]
        medians = [statistics.median(column) for column in zip(*rows, strict=True)]
        print(f"{title:16}" + "".join(f"{value:>6.2f} s" for value in medians))


def _measured(home: Path, title: str, path: str) -> tuple[float, ...]:
    began = time.perf_counter()
    with served(ROOT / "app.py", home.resolve()) as address:
        with browser() as page:
            cold = _opened(page, f"{address}/{path}", title, began)
        with browser() as page:
            warm = _opened(page, f"{address}/{path}", title, time.perf_counter())
            within = _within(page, title)
    return (*cold, *warm, within)


def _opened(page: Page, address: str, title: str, began: float) -> tuple[float, float]:
    page.goto(address)
    page.wait_for_selector(SENTENCE, timeout=PATIENCE_MS)
    words = time.perf_counter() - began
    if title == "Data":
        return words, words
    page.wait_for_function(PAINTED, timeout=PATIENCE_MS)
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
    label = "Data and methods" if title == "Data" else title
    if label in names:
        raise RuntimeError(f"{label} links to itself")
    began = time.perf_counter()
    page.get_by_test_id("stPageLink-NavLink").filter(has_text=label).click()
    page.wait_for_function(
        "([s, here]) => document.querySelector(s)?.innerText === here",
        arg=[SENTENCE, here],
        timeout=PATIENCE_MS,
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
