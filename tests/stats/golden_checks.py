"""How each method of the worked examples is asked of `phm.stats`."""

import numpy as np
import pytest

from phm.domain.indicators import Polarity
from phm.stats.benchmark import against_benchmark
from phm.stats.comparison import rate_differences, rate_ratios
from phm.stats.dispersion import dispersed_ratio_funnel, ratio_dispersion
from phm.stats.funnel import (
    average_proportion,
    count_positions,
    proportion_funnel,
    proportion_positions,
    rate_funnel,
)
from phm.stats.intervals import (
    Interval,
    byar_interval,
    exact_poisson_interval,
    rate_interval,
    wilson_interval,
)
from phm.stats.means import mean_interval
from phm.stats.quantiles import group_of_rank, quantile_of_score
from phm.stats.standardisation import (
    direct_rates,
    indirect_rates,
    repeated_event_rates,
)
from phm.stats.trends import CRITICAL, proportion_trends, value_trends
from phm.stats.xmr import Signal, screened_xmr_chart, xmr_chart
from tests.stats.golden_capacity import CAPACITY_CHECKS
from tests.stats.golden_slopes import SLOPE_CHECKS


LEVELS = {"95": 0.95, "99.8": 0.998}
DOT_SIGNALS = {
    "7 Point Trend (Increasing)": Signal.RISING,
    "2 in 3 Above CL": Signal.TWO_OF_THREE_HIGH,
}


def agrees(case, found, expected):
    tolerance = case["rel_tol"]
    assert found == pytest.approx(expected, rel=tolerance, abs=1e-15, nan_ok=True)


def floats(cells):
    return np.array(cells, dtype=float)


def ends(interval):
    return [float(interval.lower), float(interval.upper)]


def line(estimates, times=1):
    limits = estimates.at()
    return [times * limits.value, times * limits.lower, times * limits.upper]


def levels(case):
    expected = case["expected"]
    return [(LEVELS[name], expected[name]) for name in LEVELS if name in expected]


def wilson(case):
    given = case["inputs"]
    for confidence, expected in levels(case):
        found = wilson_interval(given["x"], given["n"], confidence=confidence)
        agrees(case, ends(found), expected)
    agrees(case, given["x"] / given["n"], case["expected"]["value"])


def count(case):
    observed = case["inputs"]["o"]
    for confidence, expected in levels(case):
        agrees(case, ends(byar_interval(observed, confidence=confidence)), expected)


def exact_count(case):
    count(case)
    for confidence, expected in levels(case):
        found = exact_poisson_interval(case["inputs"]["o"], confidence=confidence)
        agrees(case, ends(found), expected)


def crude_rate(case):
    given = case["inputs"]
    for confidence, expected in levels(case):
        found = rate_interval(given["x"], given["n"], confidence=confidence)
        per = [given["x"] / given["n"], *ends(found)]
        agrees(case, [given["multiplier"] * number for number in per], expected)


def direct(case):
    given = case["inputs"]
    standard = given["esp2013"]
    for confidence, expected in levels(case):
        found = direct_rates(
            floats(given["counts"]), given["pops"], standard, confidence=confidence
        )
        wanted = [np.nan] * 3 if expected is None else expected
        agrees(case, line(found.rate, given["multiplier"]), wanted)
        assert bool(found.reason) == (expected is None)


def repeated(case):
    given = case["inputs"]
    persons, times = list(given["freq"].values()), [int(f) for f in given["freq"]]
    found = repeated_event_rates(persons, times, given["pops"], given["esp2013"])
    agrees(case, line(found.rate, given["multiplier"]), case["expected"]["95"])


def indirect(case):
    given, expected = case["inputs"], case["expected"]
    tables = ("counts", "pops", "ref_counts", "ref_pops")
    for confidence, wanted in levels(case):
        found = indirect_rates(
            *(floats(given[t]) for t in tables), confidence=confidence
        )
        agrees(case, line(found.ratio), [expected["ratio"], *wanted])
    agrees(case, float(found.observed), expected["observed"])
    agrees(case, float(found.expected), expected["expected"])
    agrees(case, line(found.rate, 1000)[0], expected["israte_per_1000"])
    if "ref_rate_per_1000" in expected:
        agrees(case, 1000 * found.reference_rate, expected["ref_rate_per_1000"])
    if "shortfall_O_minus_E" in expected:
        shortfall = float(found.observed - found.expected)
        agrees(case, shortfall, expected["shortfall_O_minus_E"])


def proportion_limits(case):
    given, expected = case["inputs"], case["expected"]
    look, alert = (
        proportion_funnel(given["n"], given["baseline"], confidence=c)
        for c in LEVELS.values()
    )
    agrees(case, (100 * look.lower).tolist(), expected["lower95_pct"])
    agrees(case, (100 * look.upper).tolist(), expected["upper95_pct"])
    agrees(case, (100 * alert.lower).tolist(), expected["lower998_pct"])


def proportion_classes(case):
    x, n = case["inputs"]["x"], case["inputs"]["n"]
    found = proportion_positions(x, n, average_proportion(x, n))
    assert found.tolist() == case["expected"]["cls"]


def rate_limits(case):
    given, expected = case["inputs"], case["expected"]
    for name, confidence in (("95", 0.95), ("998", 0.998)):
        found = rate_funnel(
            given["events"], given["baseline_per_100k"], confidence=confidence
        )
        agrees(case, found.lower.tolist(), expected[f"lower{name}"])
        agrees(case, found.upper.tolist(), expected[f"upper{name}"])


def ratio_classes(case):
    found = count_positions(case["inputs"]["o"], case["inputs"]["e"])
    assert found.tolist() == case["expected"]["cls"]


def over_dispersion(case):
    given, expected = case["inputs"], case["expected"]
    found = ratio_dispersion(given["o"], given["e"], trimmed=given["winsorise"])
    agrees(case, found.scores.tolist(), expected["z"])
    agrees(case, found.winsorised.tolist(), expected["z_winsorised"])
    agrees(case, found.phi, expected["phi"])
    agrees(case, found.tau_squared, expected["tau2"])
    for events, limits in expected["OD_limits_95_at_E"].items():
        funnel = dispersed_ratio_funnel(float(events), found.tau_squared)
        agrees(case, ends(funnel), limits)


def xmr_limits(case):
    values = case["inputs"]["values"]
    charts = {"mdc": xmr_chart(values), "screened": screened_xmr_chart(values)}
    for name, found in charts.items():
        lines = [found.mean, found.moving_range, found.lower, found.upper]
        expected = case["expected"][name]
        agrees(case, lines, [expected[key] for key in ("mean", "mr", "lpl", "upl")])


def xmr_rule(case):
    found, expected = xmr_chart(case["inputs"]["values"]), case["expected"]
    lines = [found.mean, found.moving_range, found.lower, found.upper]
    agrees(case, lines, [expected[key] for key in ("mean", "mr", "lpl", "upl")])
    flagged = np.flatnonzero(found.signals != Signal.NONE.value)
    assert (flagged + 1).tolist() == expected["flagged_indices_1based"]
    assert set(found.signals[flagged]) == {DOT_SIGNALS[expected["type"]].value}


def proportion_trend(case):
    given, expected = case["inputs"], case["expected"]
    found = proportion_trends(given["x"], given["n"], given["years"])
    agrees(case, float(found.chi_squared), expected["chi2"])
    agrees(case, float(found.slope), expected["direction_beta"])
    agrees(case, CRITICAL, expected["critical"])
    assert str(found.direction) == expected["result"]


def value_trend(case):
    given, expected = case["inputs"], case["expected"]
    limits = Interval(floats(given["lcl"]), floats(given["ucl"]))
    found = value_trends(given["values"], limits, given["years"])
    agrees(case, float(found.slope), expected["beta"])
    agrees(case, float(found.chi_squared), expected["chi2"])
    variance = float(found.slope**2 / found.chi_squared)
    agrees(case, variance, expected["var_beta"])
    assert str(found.direction) == expected["result"]


def score_quantiles(case):
    scores, expected = case["inputs"]["scores"], case["expected"]
    assert case["inputs"]["invert"]
    assert quantile_of_score(scores, groups=5).tolist() == expected["quintile"]
    assert quantile_of_score(scores, groups=10).tolist() == expected["decile"]


def deciles_of_rank(case):
    for year in ("25", "19"):
        areas = case["inputs"][f"N{year}"]
        last = np.array(case["expected"][f"20{year}_max_rank"], dtype=int)
        deciles = list(range(1, 11))
        assert group_of_rank(last, areas=areas, groups=10).tolist() == deciles
        following = group_of_rank(last[:-1] + 1, areas=areas, groups=10)
        assert following.tolist() == deciles[1:]


def gap(case):
    pair = [case["inputs"][key] for key in ("x1", "n1", "x5", "n5")]
    ratio, difference = rate_ratios(*pair), rate_differences(*pair)
    expected = case["expected"]
    agrees(case, line(ratio), [expected["rr"], *expected["rr95"]])
    wanted = [expected["rd_per_1000"], *expected["rd95"]]
    agrees(case, line(difference, 1000), wanted)


def mean(case):
    found, expected = mean_interval(case["inputs"]["values"]), case["expected"]
    agrees(case, [found.mean.lower, found.mean.upper], expected["95"])
    agrees(case, found.mean.value, expected["mean"])
    agrees(case, found.standard_deviation, expected["sd"])


def benchmark(case):
    given = case["inputs"]
    polarity = Polarity.LOWER_IS_BETTER if given["low_is_good"] else None
    x, n = np.array(list(given["areas"].values())).T
    mark = given["benchmark_pct"] / 100
    found = against_benchmark(wilson_interval(x, n), mark, polarity=polarity)
    assert dict(zip(given["areas"], found, strict=True)) == case["expected"]


CHECKS = {
    "wilson_proportion": wilson,
    "byar_count": count,
    "exact_poisson_count": exact_count,
    "crude_rate_per_1000": crude_rate,
    "dsr_dobson_byar": direct,
    "dsr_5_adult_bands_20plus": direct,
    "dsr_nonindependent_events": repeated,
    "isr_observed_expected": indirect,
    "expected_referrals_age_sex": indirect,
    "funnel_proportion_limits": proportion_limits,
    "funnel_proportion_significance": proportion_classes,
    "funnel_rate_limits_poisson": rate_limits,
    "funnel_ratio_significance_O_over_E": ratio_classes,
    "overdispersion_spiegelhalter_SHMI": over_dispersion,
    "xmr_limits": xmr_limits,
    "xmr_rule_7_point_trend": xmr_rule,
    "xmr_rule_2_of_3": xmr_rule,
    "trend_test_proportion_chi2": proportion_trend,
    "trend_test_weighted_regression": value_trend,
    "phe_quantile": score_quantiles,
    "imd_decile_from_rank": deciles_of_rank,
    "rate_ratio_and_difference_IMD1_vs_IMD5": gap,
    "mean_t": mean,
    "rag_vs_benchmark": benchmark,
    **SLOPE_CHECKS,
    **CAPACITY_CHECKS,
}
