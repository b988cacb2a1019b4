"""A second cohort from the address, and pictures to take along."""

import io
import xml.etree.ElementTree as ET

import pytest
from PIL import Image
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.testing.v1 import app_test

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import find_cohort
from phm.ui.cohort_address import NO_SECOND
from phm.ui.cohort_compare import NO_MORE
from phm.ui.cohort_download import TOO_MANY
from phm.words.cohort_pair import IN_BOTH
from tests.charts_shown import charts_of
from tests.ui.pieces import opened, shown


FIRST, SECOND = "people_with_long_term_conditions", "isolated_over_50s_type_2_diabetes"
BUILT = "sex = male and lonely"
START = """
import streamlit as st

from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.measures.cohort_card import Focus
from phm.measures.question import Question
from phm.settings import current_home
from phm.ui.cohort_compare import compare
from phm.ui.cohort_download import offer_pictures
from phm.ui.view import View
from phm.warehouse.connect import current_warehouse


home = current_home()
view = View(home, current_warehouse(home), None)
"""
COMPARE = f"{START}\ncompare(view, Focus(find_cohort('{FIRST}')))\n"
COMPARE_BUILT = f"{START}\ncompare(view, Focus(find_cohort('{BUILT}')))\n"
AREAS = f"""{START}
ratio = Question("equity_ratio", AreaLevel.PCN, cohort="{FIRST}")
offer_pictures(view, view.answer(ratio), find_cohort("{FIRST}"), key="where")
"""
GROUPS = f"""{START}
panels = [
    view.answer(Question("equity_ratio", AreaLevel.SYSTEM, by=(one,), cohort="{FIRST}"))
    for one in ("sex", "deprivation")
]
offer_pictures(view, panels, find_cohort("{FIRST}"), key="who")
"""
TOO_LONG = f"""{START}
import pandas as pd
from dataclasses import replace

one = view.ask("equity_ratio", AreaLevel.PCN)
many = replace(one, frame=pd.concat([one.frame] * 80))
offer_pictures(view, many, find_cohort("{FIRST}"), key="many")
"""
pytestmark = pytest.mark.usefixtures("on_crowd")


@pytest.fixture
def saved(monkeypatch):
    """`saved(button)` is the file that a click would save."""
    kept = []

    def manager(storage):
        kept.append((storage, MediaFileManager(storage)))
        return kept[-1][1]

    monkeypatch.setattr(app_test, "MediaFileManager", manager)

    def file_of(button):
        storage, files = kept[-1]
        assert isinstance(storage, MemoryMediaFileStorage)
        url = button.proto.url or files.execute_deferred(button.proto.deferred_file_id)
        return storage.get_file(url.rpartition("/")[2])

    return file_of


def buttons(app):
    return app.get("download_button")


def test_nothing_is_compared_until_a_second_is_chosen():
    app = opened(COMPARE)
    (choice,) = app.selectbox
    assert choice.value == "none"
    assert choice.options[0] == NO_MORE
    assert len(choice.options) == len(load_cohorts())  # itself left out, none added
    assert app.query_params["versus"] == "none"
    assert not charts_of(app)


def test_a_second_cohort_in_the_address_is_set_beside_it():
    app = opened(COMPARE, versus=SECOND)
    first, second = (load_cohorts()[one].title for one in (FIRST, SECOND))
    assert shown(app).count(f"{first}: ") >= 1
    assert f"{second}: " in shown(app)
    assert IN_BOTH in shown(app)
    (chart,) = charts_of(app)
    assert second in str(chart.figure)
    assert app.query_params["versus"] == SECOND


def test_a_built_second_is_set_beside_it_under_its_canonical_text():
    app = opened(COMPARE, versus="sex=male   and lonely")
    assert app.query_params["versus"] == BUILT
    assert app.selectbox[0].value == BUILT
    assert len(app.selectbox[0].options) == len(load_cohorts()) + 1
    (chart,) = charts_of(app)
    assert find_cohort(BUILT).title in str(chart.figure)
    assert not app.warning


def test_a_built_second_stays_on_offer_after_another_is_chosen():
    app = opened(COMPARE, versus=BUILT)
    app.selectbox[0].set_value(SECOND).run()
    assert app.query_params["versus"] == SECOND
    assert find_cohort(BUILT).title in app.selectbox[0].options
    app.selectbox[0].set_value(BUILT).run()
    assert app.query_params["versus"] == BUILT
    assert not app.toast


@pytest.mark.parametrize(
    "nonsense",
    [
        *("", "x'; drop", "no_such", "age_years >= 37", "unpaid_carers/99"),
        "[free money](http://example.org) **b**",
        "lonely and carer and copd and asthma and stroke",
    ],
)
def test_what_cannot_be_read_compares_with_nothing_and_says_why(nonsense):
    app = opened(COMPARE, versus=nonsense)
    assert app.query_params["versus"] == app.selectbox[0].value == "none"
    assert [one.value for one in app.warning] == [NO_SECOND]
    assert len(app.code) == 1  # quoted as code, where nothing becomes a link
    assert not any("example.org" in one.value for one in app.markdown)
    assert not app.toast
    assert not charts_of(app)


@pytest.mark.parametrize(
    ("page", "itself"), [(COMPARE, FIRST), (COMPARE_BUILT, "sex=male and  lonely")]
)
def test_a_cohort_is_not_compared_with_itself(page, itself):
    app = opened(page, versus=itself)
    assert app.selectbox[0].value == "none"
    assert app.toast
    assert not charts_of(app)


def test_the_table_is_sent_once_it_is_unfolded(saved):
    folded = opened(COMPARE, versus=SECOND)
    assert not folded.dataframe
    app = opened(COMPARE, unfolded="pair", versus=SECOND)
    (table,) = app.dataframe
    assert set(table.value["Cohort"]) == {
        load_cohorts()[one].title for one in (FIRST, SECOND)
    }
    (button,) = buttons(app)
    assert saved(button).content.startswith(b"\xef\xbb\xbfdata_tier,Measure,Cohort")


@pytest.mark.parametrize("page", [AREAS, GROUPS], ids=["areas", "groups"])
def test_pictures_are_drawn_when_they_are_clicked(page, saved):
    app = opened(page)
    png, svg = buttons(app)
    assert png.proto.deferred_file_id
    assert not png.proto.url  # nothing was drawn yet
    drawn = saved(png)
    assert drawn.filename.startswith(f"equity_ratio_of_{FIRST}_by_")
    assert drawn.filename.endswith(".png")
    assert Image.open(io.BytesIO(drawn.content)).size[0] > 1000
    assert b"<desc>" in saved(svg).content
    assert ET.fromstring(saved(svg).content).tag.endswith("svg")  # noqa: S314 - ours
    assert "PNG" in png.label
    assert "SVG" in svg.label


def test_too_many_rows_are_no_picture():
    app = opened(TOO_LONG)
    assert TOO_MANY in shown(app)
    assert not buttons(app)
