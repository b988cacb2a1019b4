import math
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.maps.breaks import Breaks
from phm.maps.classes import AreaValues, classify


def shown(values, *, statuses=None, decimals=1, midpoint=None):
    codes = [f"A{i}" for i in range(len(values))]
    return AreaValues(
        title="Link workers",
        unit="per 10,000",
        decimals=decimals,
        values=dict(zip(codes, values, strict=True)),
        statuses=dict(zip(codes, statuses or ["ok"] * len(values), strict=True)),
        midpoint=midpoint,
    )


def classes_of(values, *, breaks=None, **facts):
    given_values = shown(values, **facts)
    return classify(given_values, list(given_values.values), breaks=breaks)


def test_quantiles_split_distinct_values_into_equal_groups():
    classes = classes_of([float(i) for i in range(10)], decimals=0)

    assert classes.digits == "0011223344"
    assert classes.labels == ("0 to 1", "2 to 3", "4 to 5", "6 to 7", "8 to 9")
    assert classes.method == "Groups hold about the same number of areas (quantiles)."


def test_a_tie_is_never_split_and_the_rest_still_gets_its_classes():
    classes = classes_of([0.0] * 30 + [1, 2, 3, 4, 5, 6], decimals=0)

    assert Counter(classes.digits)["0"] == 30
    assert classes.labels[0] == "0"
    assert len(classes.labels) == 5


def test_values_that_read_the_same_share_a_class():
    classes = classes_of([0.04, 0.06, 0.14, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])

    assert classes.digits[1] == classes.digits[2]  # both are shown as 0.1


def test_few_distinct_values_have_a_class_each():
    classes = classes_of([2, 1, 1, 3], decimals=0)

    assert classes.digits == "1002"
    assert classes.labels == ("1", "2", "3")
    assert classes.method == "One group for each value."


def test_all_equal_is_one_class():
    assert classes_of([5.0, 5.0, 5.0]).labels == ("5.0",)


@pytest.mark.parametrize(
    ("status", "digit"), [("suppressed", "5"), ("not reported", "6"), ("no data", "7")]
)
def test_statuses_have_digits_of_their_own_even_with_a_value(status, digit):
    classes = classes_of([1.0, 2.0], statuses=["ok", status])

    assert classes.digits == f"0{digit}"


@pytest.mark.parametrize("value", [math.nan, math.inf, None])
def test_an_ok_row_without_a_number_is_no_data(value):
    assert classes_of([1.0, value]).digits == "07"


def test_areas_without_a_row_are_no_data_and_rows_without_a_shape_are_listed():
    classes = classify(shown([1.0, 2.0]), ["A1", "Z9"])

    assert classes.digits == "07"
    assert classes.unplaced == ("A0",)


def test_nothing_known_has_no_classes():
    classes = classes_of([math.nan, math.nan])

    assert (classes.digits, classes.labels) == ("77", ())
    assert classes.method == "No values to group."


def test_equal_intervals_are_equally_wide():
    classes = classes_of([0, 1, 2, 49], breaks=Breaks.EQUAL_INTERVAL, decimals=0)

    assert classes.labels == ("0 to 9", "10 to 19", "20 to 29", "30 to 39", "40 to 49")
    assert classes.digits == "0004"


def test_a_midpoint_is_the_centre_of_mirrored_classes():
    values = [0.5, 0.8, 0.9, 1.0, 1.1, 1.2, 1.5]
    classes = classes_of(values, midpoint=1.0, decimals=2)

    mirrored = "".join(str(4 - int(digit)) for digit in reversed(classes.digits))
    assert classes.breaks is Breaks.AROUND_MIDPOINT
    assert classes.digits == mirrored
    assert classes.digits[3] == "2"
    assert classes.labels[0].startswith("below ")
    assert classes.labels[-1].endswith(" or more")
    assert "1.00" in classes.method


def test_everything_at_the_midpoint_is_in_the_middle():
    assert classes_of([1.0, 1.0], midpoint=1.0).digits == "22"


def test_a_midpoint_cut_needs_a_midpoint():
    with pytest.raises(ValueError, match="no midpoint"):
        classes_of([1.0, 2.0], breaks=Breaks.AROUND_MIDPOINT)


def test_quantile_labels_end_at_values_that_occur():
    assert classes_of([1, 2, 9], decimals=0).labels == ("1", "2", "9")


def test_labels_have_thousands_separators_and_a_true_minus():
    assert classes_of([-1234.0, 5000.0], decimals=0).labels == ("−1,234", "5,000")


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=60))
def test_classes_rise_with_values(values):
    digits = [int(digit) for digit in classes_of(values).digits]
    by_value = [digits[i] for i in np.argsort(values, kind="stable")]

    assert by_value == sorted(by_value)
    assert set(digits) == set(range(max(digits) + 1))


def results(codes):
    frame = pd.DataFrame({"area_code": codes, "value": 1.0, "status": "ok"})
    measure = SimpleNamespace(
        short_title="Link workers", unit="per 10,000", decimals=2, diverges_at=None
    )
    return SimpleNamespace(frame=frame, measure=measure, tier="local")


def test_values_of_results_keep_title_unit_decimals_and_tier():
    assert AreaValues.of(results(["A", "B"])) == AreaValues(
        title="Link workers",
        unit="per 10,000",
        decimals=2,
        values={"A": 1.0, "B": 1.0},
        statuses={"A": "ok", "B": "ok"},
        tier="local",
    )


def test_classes_keep_the_tier_of_their_values():
    assert classify(AreaValues.of(results(["A", "B"])), ["A", "B"]).tier == "local"


def test_values_of_results_refuse_several_rows_for_an_area():
    with pytest.raises(ValueError, match="one row per area"):
        AreaValues.of(results(["A", "A"]))
