"""Pictures drawn without a browser: what stands in them, and that nothing leaks out."""

import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from phm.charts import theme
from phm.domain.indicators import Method
from phm.measures.disclose import SUPPRESSED
from phm.report.figure_picture import figure_picture
from phm.report.picture_form import (
    MOST_ROWS,
    PictureForm,
    fits_a_picture,
    picture_name,
)
from phm.report.picture_marks import figure_of
from phm.report.picture_sheet import sheet_of
from phm.words.sources import source_line
from tests.charts.builders import a_measure, a_row, some_results
from tests.charts.group_builders import by_scheme


SYSTEM = "Inventshire"
BADGE = "SYNTHETIC: not patients"
RATIO = a_measure(method=Method.BYAR)
AREAS = (
    a_row("alpha", 12.0, lower=9.0, upper=15.5),
    a_row("beta", 31.5, lower=26.0, upper=38.0),
    a_row("gamma", status=SUPPRESSED),
    a_row("U", 18.0, lower=10.0, upper=29.0, area_name="Unallocated"),
)
SEX = {"female": (18.0, 15.0, 21.5), "male": SUPPRESSED}


def ranked(*rows, **changes):
    """An answer by area, with the system's own value of 16."""
    return some_results(*rows, measure=RATIO, benchmark=16.0, **changes)


AREA_ANSWER = [ranked(*AREAS)]
GROUP_ANSWERS = [by_scheme("sex", SEX), by_scheme("ethnicity", {"asian": SUPPRESSED})]
BOTH = pytest.mark.parametrize("answers", [AREA_ANSWER, GROUP_ANSWERS], ids=["a", "g"])
FORMS = pytest.mark.parametrize("form", list(PictureForm))


def synthetic(answers):
    """The same answers, of people who were invented."""
    return [replace(one, tier="synthetic") for one in answers]


def drawn(answers, form=PictureForm.PNG):
    return figure_picture(answers, form, system_name=SYSTEM)


def texts(answers):
    """Every text of the picture, in any order."""
    figure = figure_of(sheet_of(answers, SYSTEM))
    figure.canvas.draw()
    own = [one.get_text() for one in figure.findobj(mpl.text.Text)]
    return [text.strip() for text in own if text.strip()]


@BOTH
def test_a_picture_says_what_where_when_and_from_whom(answers):
    said = " ".join(texts(answers))
    assert answers[0].measure.title in said
    assert "June 2026" in said
    assert SYSTEM in said
    assert source_line(*answers).split(",")[0] in said
    assert "Open data" in said
    assert BADGE not in said


def test_areas_stand_in_their_ranking_with_values_and_reasons():
    (panel,) = sheet_of(AREA_ANSWER, SYSTEM).grid.panels
    assert panel.rows["label"].tolist() == [
        "Beta",
        "Alpha",
        "Unallocated",
        "Gamma",
    ]
    assert panel.rows["printed"].str.strip().tolist() == ["31.5", "12.0", "18.0", ""]
    assert panel.rows["said"].tolist() == ["", "", "", "suppressed"]
    assert panel.rows["is_rest"].tolist() == [False, False, True, False]
    assert panel.rows["is_similar"].tolist() == [False, False, True, False]
    assert "suppressed" in texts(AREA_ANSWER)
    assert "Everyone 16.0" in texts(AREA_ANSWER)


def test_groups_stand_in_a_panel_for_each_dimension():
    panels = sheet_of(GROUP_ANSWERS, SYSTEM).grid.panels
    assert [panel.title for panel in panels] == [
        "Sex",
        "Ethnicity, five groups, Census 2021",
    ]
    women, men, others = panels[0].rows.itertuples()
    assert (women.label, women.printed.strip(), women.said) == ("Female", "18.0", "")
    assert (men.label, men.printed, men.said) == ("Male", "", "suppressed")
    assert others.is_rest
    assert {"Sex", "suppressed"} <= set(texts(GROUP_ANSWERS))


@BOTH
def test_what_is_hidden_leaves_no_mark(answers):
    figure = figure_of(sheet_of(answers, SYSTEM))
    known = sum(len(one.known) for one in answers)
    marks = [
        line
        for axes in figure.axes
        for line in axes.lines
        if line.get_marker() in ("o", "s")
    ]
    assert len(marks) == known
    assert not any("nan" in text.lower() for text in texts(answers))


@BOTH
def test_why_there_is_no_number_is_said_in_a_sentence(answers):
    assert any("fewer than 8 people" in text for text in texts(answers))


@BOTH
def test_invented_numbers_say_so_at_the_top_behind_and_in_the_name(answers):
    invented = synthetic(answers)
    said = texts(invented)
    assert BADGE in said
    assert "SYNTHETIC" in said
    picture = np.asarray(Image.open(io.BytesIO(drawn(invented))).convert("RGB"))
    yellow = np.array([int(theme.SYNTHETIC_PAPER[n : n + 2], 16) for n in (1, 3, 5)])
    near = np.abs(picture.astype(int) - yellow).max(axis=2) < 12
    assert near[2].all()  # across the whole width
    assert near.any(axis=1).sum() > 50
    for form in PictureForm:
        assert picture_name(invented, form).startswith("SYNTHETIC_")
        assert not picture_name(answers, form).startswith("SYNTHETIC_")


@BOTH
@FORMS
def test_the_same_answer_gives_the_same_bytes_in_any_process(answers, form):
    first = drawn(answers, form)
    assert drawn(answers, form) == first
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: drawn(answers, form), range(4))) == {first}


def test_another_process_draws_the_same_bytes():
    script = (
        "import hashlib; from tests.report import test_figure_picture as t; "
        "made = [t.drawn(a, f) for a in (t.AREA_ANSWER, t.GROUP_ANSWERS) "
        "for f in t.PictureForm]; print(hashlib.sha256(b''.join(made)).hexdigest())"
    )
    seeds = [os.environ | {"PYTHONHASHSEED": seed} for seed in ("1", "2")]
    printed = [
        subprocess.check_output([sys.executable, "-c", script], env=one)
        for one in seeds
    ]
    assert printed[0] == printed[1] != b""


@BOTH
def test_no_time_is_in_a_file(answers):
    png, svg = (drawn(answers, form) for form in PictureForm)
    assert b"tIME" not in png
    assert b"dc:date" not in svg
    assert not re.search(rb"20\d\d-\d\d-\d\dT", svg + png)


@BOTH
def test_a_picture_can_be_read_out(answers):
    invented = synthetic(answers)
    told = Image.open(io.BytesIO(drawn(invented))).info
    assert told["Description"].startswith(BADGE)
    assert "uppressed" in told["Description"]
    assert told["Disclaimer"] == BADGE
    svg = ET.fromstring(drawn(invented, PictureForm.SVG))  # noqa: S314 - our own
    names = {one.tag.rpartition("}")[2]: one.text for one in list(svg)}
    assert svg.get("role") == "img"
    assert names["title"].startswith(answers[0].measure.title)
    assert names["desc"] == told["Description"]


HOSTILE = ("$\\frac{1}{", "<script>alert(1)</script>", "A & B]]>", "x\x00\x1by -- z")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_only_ever_a_name(name):
    answers = [ranked(a_row("alpha", 12.0, area_name=name))]
    svg = drawn(answers, PictureForm.SVG)
    assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314 - our own
    assert b"<script" not in svg
    assert Image.open(io.BytesIO(drawn(answers))).size[0] > 1000
    assert name.split("\x00")[0] in " ".join(texts(answers))


def test_drawing_leaves_no_trace_in_the_process():
    with mpl.rc_context({"font.size": 31, "svg.hashsalt": "mine", "axes.grid": True}):
        before = dict(mpl.rcParams)
        strange = drawn(AREA_ANSWER)
        assert dict(mpl.rcParams) == before
    assert strange == drawn(AREA_ANSWER)
    script = "import sys, phm.report.figure_picture; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", script], text=True)
    assert "matplotlib.figure" in loaded.split()
    assert "matplotlib.pyplot" not in loaded.split()


def test_a_system_fits_into_a_small_file():
    rows = [
        a_row(f"pcn {n}", 10.0 + n, lower=8.0 + n, upper=13.0 + n) for n in range(40)
    ]
    answers = synthetic([ranked(*rows)])
    assert len(drawn(answers)) < 300_000
    assert len(drawn(answers, PictureForm.SVG)) < 300_000


def test_a_measure_without_intervals_or_any_value_is_drawn():
    plain = a_measure(method=Method.NONE)
    bare = [some_results(a_row("alpha", 3.0), measure=plain, interval="")]
    assert not any("Whiskers" in text for text in texts(bare))
    nothing = [ranked(a_row("alpha", status=SUPPRESSED))]
    assert "suppressed" in texts(nothing)
    assert drawn(nothing)


def test_what_no_picture_shows_is_refused():
    other = by_scheme("sex", SEX, measure=a_measure(id="another"))
    with pytest.raises(ValueError, match="one measure"):
        drawn([GROUP_ANSWERS[0], other])
    many = [ranked(*(a_row(f"a{n}", 1.0) for n in range(MOST_ROWS + 1)))]
    assert not fits_a_picture(many)
    with pytest.raises(ValueError, match="too many"):
        drawn(many)
    assert fits_a_picture(AREA_ANSWER)
