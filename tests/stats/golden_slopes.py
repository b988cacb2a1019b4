"""How the worked examples of inequality slopes are asked of `phm.stats.slopes`.

OHID's intervals are simulated, so its published limits hold only as closely as its own
runs repeat; limits in closed form hold at the tolerance of the case.
"""

import numpy as np
import pytest

from phm.stats.intervals import Interval, byar_interval, wilson_interval
from phm.stats.scales import Scale
from phm.stats.slopes import simulated_slope_index, slope_index


AS_SIMULATED = {  # absolute; stated by the cases, where they state one
    "S01": {"sii": 0.05, "rii": 0.001},
    "S03": {"sii": 0.01, "rii": 0.0005},
    "S04": {"sii": 0.0001, "rii": 0.0005},
    "S06": {"sii": 0.0001, "rii": 0.001},
}
ENDS = {"sii": ("sii_lo", "sii_hi"), "rii": ("rii_lo", "rii_hi")}
PUBLISHED = {"sii": "published_simulated_ci", "rii": "published_sim_rii_ci"}


def agrees(case, found, expected):
    for key in ("sii", "rii"):
        limits = getattr(found, key)
        assert limits.value == pytest.approx(expected[key], rel=case["rel_tol"])
        if ENDS[key][0] in expected:
            wanted = [expected[end] for end in ENDS[key]]
            assert both(limits) == pytest.approx(wanted, rel=case["rel_tol"])
        if PUBLISHED[key] in expected:
            wide = AS_SIMULATED[case["id"]][key]
            assert both(limits) == pytest.approx(expected[PUBLISHED[key]], abs=wide)
    if "intercept" in expected:
        assert found.intercept == pytest.approx(
            expected["intercept"], rel=case["rel_tol"]
        )


def both(limits):
    return [limits.lower, limits.upper]


def of_values(case, scale):
    given = case["inputs"]
    limits = Interval(np.array(given["lcl"]), np.array(given["ucl"]))
    return slope_index(given["values"], given["pops"], limits, scale=scale)


def proportions(case):
    x, n = (np.array(case["inputs"][key]) for key in ("x", "pops"))
    return x / n, n, wilson_interval(x, n)


def rates(case):
    x, n = (np.array(case["inputs"][key]) for key in ("x", "pops"))
    per, limits = case["inputs"]["per"], byar_interval(x)
    return per * x / n, n, Interval(per * limits.lower / n, per * limits.upper / n)


def means(case):
    found = of_values(case, Scale.LINEAR)
    agrees(case, found, case["expected"])
    analytic = case["expected"]["analytic_ci"]
    assert both(found.sii) == pytest.approx(analytic, rel=case["rel_tol"])


def rates_on_the_log_scale(case):
    agrees(case, of_values(case, Scale.LOG), case["expected"])


def proportions_untransformed(case):
    found = simulated_slope_index(*proportions(case), errors=Scale.LOGIT)
    agrees(case, found, case["expected"])


def proportions_turned(case):
    times = case["inputs"]["multiplier"]
    found = slope_index(*proportions(case), scale=Scale.LOGIT, multiplier=times)
    agrees(case, found, case["expected"])


def counted_on_the_log_scale(case):
    agrees(case, slope_index(*rates(case), scale=Scale.LOG), case["expected"])


def counted_untransformed(case):
    agrees(case, slope_index(*rates(case)), case["expected"])


def on_both_scales(case):
    for scale in (Scale.LOG, Scale.LINEAR):
        agrees(case, of_values(case, scale), case["expected"][scale.value])


SLOPE_CHECKS = {
    "sii_normal_deciles": means,
    "sii_rate_deciles_log_transform": rates_on_the_log_scale,
    "sii_proportion_deciles_no_transform": proportions_untransformed,
    "sii_proportion_logit_multiplier_minus1": proportions_turned,
    "sii_referral_rate_quintiles_log": counted_on_the_log_scale,
    "sii_referral_rate_quintiles_linear": counted_untransformed,
    "sii_rate_quintiles_log_and_linear": on_both_scales,
}
