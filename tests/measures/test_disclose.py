"""Small counts never leave: not as counts, not as rates, not as limits."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.measures.audience import find_audience
from phm.measures.catalogue import find_measure
from phm.measures.disclose import LOCAL_ACCESS, OPEN_ACCESS, SUPPRESSED, disclose
from phm.measures.estimate import estimate
from tests.golden.cases import golden_cases


def frame(numerators, denominators=None):
    size = len(numerators)
    return pd.DataFrame(
        {
            "numerator": pd.Series(numerators, dtype=float),
            "denominator": pd.Series(denominators or [10_000] * size, dtype=float),
            "lower_value": [1.0] * size,
            "upper_value": [2.0] * size,
            "fewest": [np.nan] * size,
            "status": ["ok"] * size,
        }
    )


counts = st.lists(
    st.one_of(st.integers(0, 2000), st.floats(0, 40, allow_nan=False), st.just(np.nan)),
    min_size=1,
)


def test_published_files_pass_as_published():
    before = frame([0, 1, 7, 8, 1003])
    pd.testing.assert_frame_equal(disclose(before, access=OPEN_ACCESS), before)


@pytest.mark.parametrize("case", golden_cases("hes_disclosure_round"))
def test_rule_of_the_hospital_data(case):
    seen = disclose(frame(case["inputs"]["values"]), access=LOCAL_ACCESS)
    shown = seen["numerator"].where(seen["status"] != SUPPRESSED, "*").to_list()
    assert shown == case["expected"]["out"]


@pytest.mark.parametrize("small", [0.001, 0.5, 1, 1.4, 6.9, 7, 7.2, 7.6, 7.999])
def test_anything_between_nothing_and_eight_is_hidden(small):
    seen = disclose(frame([small]), access=LOCAL_ACCESS)
    assert seen["status"].to_list() == [SUPPRESSED]
    hidden = ["numerator", "denominator", "lower_value", "upper_value"]
    assert seen[hidden].isna().to_numpy().all()


def test_small_denominator_hides_too():
    seen = disclose(frame([0, 0, 100], [5, 0, 100]), access=LOCAL_ACCESS)
    assert seen["status"].to_list() == [SUPPRESSED, "ok", "ok"]


def test_number_of_staff_is_neither_hidden_nor_rounded():
    seen = disclose(frame([22], [1.25]), access=LOCAL_ACCESS, people=["numerator"])
    assert seen[["numerator", "denominator"]].to_numpy().tolist() == [[20, 1.25]]
    assert seen["status"].to_list() == ["ok"]


def test_count_that_subtraction_would_give_away_hides_the_row():
    before = frame([85.0, 85.0, 85.0]).assign(fewest=[3, 0, 8])
    seen = disclose(before, access=LOCAL_ACCESS)
    assert seen["status"].to_list() == [SUPPRESSED, "ok", "ok"]
    assert seen["fewest"].isna().all()


def test_limits_of_a_model_are_rounded_and_a_small_low_is_nothing():
    before = frame([22, 22]).assign(lower_value=[6.4, 13.0], upper_value=[58, 61.9])
    seen = disclose(before, access=LOCAL_ACCESS)
    assert seen["lower_value"].to_list() == [0, 15]
    assert seen["upper_value"].to_list() == [60, 60]


def test_absent_stays_absent():
    before = frame([np.nan, 12]).assign(status=["not reported", "ok"])
    seen = disclose(before, access=LOCAL_ACCESS)
    assert seen["status"].to_list() == ["not reported", "ok"]
    assert seen["numerator"].isna().to_list() == [True, False]


def test_public_sees_less_and_analysts_see_exact_counts():
    before = frame([7, 8, 11, 14, 23])
    seen = {
        audience: disclose(before, access=LOCAL_ACCESS, rule=find_audience(audience))
        for audience in ("public", "analyst")
    }
    assert seen["public"]["numerator"].fillna(-1).to_list() == [-1, -1, 10, 10, 20]
    assert seen["analyst"]["numerator"].fillna(-1).to_list() == [-1, 8, 11, 14, 23]


def test_share_that_tells_of_everybody_or_nearly_is_hidden_where_it_is_sensitive():
    before = frame([20, 20, 20, 20], [20, 27, 28, 20])
    marked = before.assign(sensitive=[True, True, True, False])
    seen = disclose(marked, access=LOCAL_ACCESS)
    assert seen["status"].to_list() == [SUPPRESSED, SUPPRESSED, "ok", "ok"]
    assert "sensitive" not in seen
    per_staff = disclose(marked, access=LOCAL_ACCESS, people=["numerator"])
    assert per_staff["status"].to_list() == ["ok"] * 4


@given(counts)
def test_no_numerator_from_1_to_7_is_ever_published(numerators):
    seen = disclose(frame(numerators), access=LOCAL_ACCESS)["numerator"].dropna()
    assert not ((seen > 0) & (seen < 8)).any()
    assert (seen % 5 == 0).all()


@given(counts)
def test_what_is_published_is_within_half_a_step(numerators):
    before = frame(numerators)
    seen = disclose(before, access=LOCAL_ACCESS)
    known = seen["numerator"].notna()
    moved = (seen["numerator"] - before["numerator"])[known].abs()
    assert (moved <= 2.5).all()


@given(st.integers(8, 900), st.integers(900, 5000))
def test_rates_and_limits_come_from_the_rounded_counts(count, total):
    measure = find_measure("diabetes_prevalence_percent")
    seen = estimate(disclose(frame([count], [total]), access=LOCAL_ACCESS), measure)
    row = seen.iloc[0]
    assert row["value"] == pytest.approx(100 * row["numerator"] / row["denominator"])
    same = estimate(frame([row["numerator"]], [row["denominator"]]), measure).iloc[0]
    assert (row["lower"], row["upper"]) == (same["lower"], same["upper"])


def test_suppressed_row_gives_no_value_and_no_limits():
    measure = find_measure("diabetes_prevalence_percent")
    seen = estimate(disclose(frame([3], [400]), access=LOCAL_ACCESS), measure)
    assert seen[["value", "lower", "upper"]].isna().to_numpy().all()
