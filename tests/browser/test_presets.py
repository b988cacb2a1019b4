"""Every declared cohort opens in a browser, with people and without."""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.cohort import Cohort
from phm.cohorts.modelled import read_modelled
from phm.domain.areas import AreaLevel
from phm.ui.cohort_controls import DEFAULT
from phm.ui.cohort_modelled import why_not
from phm.words.cohort_facts import TOLD_FROM
from phm.words.cohort_names import searched
from tests.browser.conftest import Complaints, Served
from tests.browser.test_pages import SLOW, control, finished, opened


pytestmark = pytest.mark.browser

FIGURES = ".js-plotly-plot, iframe"
NO_NUMBER = re.compile("^(Too few people|Nobody recorded) in ")


@pytest.mark.skipif(os.name != "posix", reason="ends a process with its children")
def test_every_preset_opens_on_invented_people(
    page: Page, served: Served, complaints: Complaints
) -> None:
    for _, said in looked_through(page, f"{served.address}/Cohorts"):
        if not NO_NUMBER.match(said):
            expect(page.locator(FIGURES).first).to_be_visible(timeout=SLOW)


def test_every_preset_opens_on_published_files(
    page: Page, published: str, complaints: Complaints
) -> None:
    for cohort, said in looked_through(page, f"{published}/Cohorts"):
        if cohort.finest is AreaLevel.SYSTEM:
            expect(page.get_by_text(TOLD_FROM[AreaLevel.SYSTEM])).to_be_visible()
        elif said != why_not(cohort):
            expect(page.locator(FIGURES).first).to_be_visible(timeout=SLOW)


def looked_through(page: Page, where: str) -> Iterator[tuple[Cohort, str]]:
    """Each preset chosen from the list in turn, and what is then said of it on top."""
    presets = load_cohorts()
    opened(page, where)
    yield presets[DEFAULT], sentence_of(page, presets[DEFAULT])
    for one in presets.values():
        if one.id != DEFAULT:
            choose(page, one)
            yield one, sentence_of(page, one)


def choose(page: Page, cohort: Cohort) -> None:
    words = searched(cohort)
    box = control(page, "Cohort (type to search)")
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words, exact=True).click()
    expect(page).to_have_url(re.compile(f"cohort={cohort.id}(&|$)"), timeout=SLOW)


def sentence_of(page: Page, cohort: Cohort) -> str:
    """What is said on top once it is about this cohort and the page is at rest."""
    reason = read_modelled(cohort.modelled).reason if cohort.modelled else ""
    words = filter(None, (cohort.title, reason))
    heading = page.get_by_role("heading", level=4)
    about = re.compile("|".join(map(re.escape, words)))
    expect(heading).to_have_text(about, timeout=SLOW)
    finished(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    return heading.inner_text()
