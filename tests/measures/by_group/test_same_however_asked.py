"""One area, one condition, another order: the same people have the same numbers."""

import numpy as np
import pandas as pd
import pytest

from phm.measures.schemes import find_scheme
from tests.measures.by_group import told


NUMBERS = ["value", "lower", "upper", "numerator", "denominator", "status"]
QUESTIONS = [
    ("reach_per_1000", "pcn", ("deprivation",), {}),
    ("reach_per_1000", "pcn", ("deprivation",), {"standardised": True}),
    ("equity_ratio", "pcn", ("ethnicity", "sex"), {}),
    ("declined_percent", "place", ("sex",), {"standardised": True}),
    ("share_of_need_percent", "place", ("inclusion_health",), {}),
    ("unmet_need_from_referrals", "system", ("sex",), {"audience": "analyst"}),
    ("reach_per_1000", "system", ("ethnicity",), {"audience": "analyst"}),
]


def numbers(frame, schemes):
    table = frame.set_index(["area_code", *schemes])[NUMBERS]
    return table.sort_index()


@pytest.mark.parametrize(("measure", "level", "by", "words"), QUESTIONS)
def test_one_area_is_a_row_of_all(crowd_answer, measure, level, by, words):
    every = crowd_answer(measure, level, by=by, **words).frame
    for area in every["area_code"].unique()[::2]:
        one = crowd_answer(measure, level, by=by, area=area, **words).frame
        whole = every[every["area_code"].eq(area)].reset_index(drop=True)
        pd.testing.assert_frame_equal(one, whole)


@pytest.mark.parametrize(("measure", "level", "by", "words"), QUESTIONS[1::2])
def test_a_condition_is_one_group_of_a_crossing(
    crowd_answer, measure, level, by, words
):
    other = "rurality" if level == "pcn" else "age"
    other = other if other not in by else "rurality"
    every = crowd_answer(measure, level, by=(*by, other), **words).frame
    for group in (*find_scheme(other).groups[::4], find_scheme(other).rest):
        some = crowd_answer(measure, level, by=by, where=((other, group.id),), **words)
        whole = every[every[other].eq(group.id)]
        pd.testing.assert_frame_equal(numbers(some.frame, by), numbers(whole, by))
        assert other not in some.frame.columns


@pytest.mark.parametrize("measure", ["reach_per_1000", "equity_ratio"])
@pytest.mark.parametrize("level", ["pcn", "place", "system"])
def test_the_order_of_dimensions_changes_no_number(crowd_answer, measure, level):
    names = ("ethnicity_two", "age")
    one, other = (
        crowd_answer(measure, level, by=by).frame for by in (names, names[::-1])
    )
    pd.testing.assert_frame_equal(numbers(one, names), numbers(other, names))


def test_rows_come_by_area_and_then_in_the_order_declared(crowd_answer):
    names = ("deprivation", "sex")
    results = crowd_answer("reach_per_1000", "pcn", by=names)
    assert tuple(scheme.id for scheme in results.by) == names
    orders = [[one.id for one in find_scheme(name).everyone] for name in names]
    wanted = [(a, b) for a in orders[0] for b in orders[1]]
    areas = list(dict.fromkeys(results.frame["area_code"]))
    rows = list(results.frame[["area_code", *names]].itertuples(index=False, name=None))
    assert rows == [(area, *pair) for area in areas for pair in wanted]
    assert "U90005" not in areas


@pytest.mark.parametrize("area", ["", "tiny_place"])
def test_benchmark_is_everybody_in_the_area_asked(crowd_answer, loops, area):
    words = {"by": ("sex",), "area": area}
    for standardised in (False, True):
        results = crowd_answer(
            "reach_per_1000", "place", **words, standardised=standardised
        )
        counts = loops.everybody[area or "tiny",]
        over, under = told.Told(counts["referred"], counts["people"]).published
        assert results.benchmark.value == pytest.approx(1000 * over / under)


def test_standardising_takes_age_and_sex_out_and_nothing_else(crowd_answer):
    """By age and by sex together, every group is expected its own: all are alike."""
    frame = crowd_answer(
        "reach_per_1000", "system", by=("age",), standardised=True
    ).frame
    system = crowd_answer("reach_per_1000", "system", by=("age",)).benchmark.value
    known = frame[frame["status"].eq("ok")]["value"] / system
    assert len(known) == 7
    assert known.tolist() == pytest.approx([1.0] * 7, rel=0.06)  # both are rounded


@pytest.mark.parametrize(
    ("by", "level"),
    [(("ethnicity",), "place"), (("age",), "pcn"), (("ethnicity", "sex"), "system")],
)
def test_analysts_see_exact_counts_with_no_small_one_alone(
    crowd_answer, loops, by, level
):
    measure = "share_of_referrals_percent"
    frame = crowd_answer(measure, level, by=by, audience="analyst").frame
    shares = told.shares(loops, measure, by)
    cells = frame[["area_code", *by]].itertuples(index=False, name=None)
    exact = np.array([shares.get(cell, told.Told()).over for cell in cells])
    known = frame["status"].eq("ok").to_numpy()
    assert frame["numerator"][known].tolist() == exact[known].tolist()
    assert (exact[known] % 5).any()
    assert not (known & (exact > 0) & (exact < 8)).any()
    # nowhere does a single hidden count stand in a row or column with its sum
    for name in by if level == "system" else ("area_code", *by):
        hidden = frame["status"].eq("suppressed").groupby(frame[name]).sum()
        assert not hidden.eq(1).any()
