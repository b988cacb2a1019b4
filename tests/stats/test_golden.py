"""Intervals and deciles against worked examples that others have published."""

import numpy as np
import pytest

from phm.stats.intervals import byar_interval, rate_interval, wilson_interval
from phm.stats.quantiles import group_of_rank
from tests.golden.cases import golden_cases


CONFIDENCES = ("95", "99.8")


def limits(interval):
    return [float(interval.lower), float(interval.upper)]


def agrees(case, found, expected):
    return found == pytest.approx(expected, rel=case["rel_tol"], abs=1e-15)


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("case", golden_cases("wilson_proportion"))
def test_wilson(case, confidence):
    given = case["inputs"]
    found = wilson_interval(given["x"], given["n"], confidence=float(confidence) / 100)
    assert agrees(case, limits(found), case["expected"][confidence])


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("case", golden_cases("byar_count", "exact_poisson_count"))
def test_count(case, confidence):
    found = byar_interval(case["inputs"]["o"], confidence=float(confidence) / 100)
    assert agrees(case, limits(found), case["expected"][confidence])


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("case", golden_cases("crude_rate_per_1000"))
def test_crude_rate(case, confidence):
    given, expected = case["inputs"], case["expected"][confidence]
    found = rate_interval(given["x"], given["n"], confidence=float(confidence) / 100)
    per_1000 = [given["multiplier"] * limit for limit in limits(found)]
    assert agrees(case, per_1000, expected[1:])
    assert given["multiplier"] * given["x"] / given["n"] == pytest.approx(expected[0])


@pytest.mark.parametrize("edition", ["25", "19"])
@pytest.mark.parametrize("case", golden_cases("imd_decile_from_rank"))
def test_decile_of_a_deprivation_rank(case, edition):
    areas = case["inputs"][f"N{edition}"]
    last = np.array(case["expected"][f"20{edition}_max_rank"], dtype=int)
    deciles = np.arange(1, 11)
    assert group_of_rank(last, areas=areas, groups=10).tolist() == deciles.tolist()
    following = group_of_rank(last[:-1] + 1, areas=areas, groups=10)
    assert following.tolist() == deciles[1:].tolist()
