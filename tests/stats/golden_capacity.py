"""How the worked examples on capacity and targets are asked of `phm.stats`."""

import pytest

from phm.stats.capacity import capacity, fte_needed, local_share, utilisation


def check_target(case):
    asked, told, tolerance = case["inputs"], case["expected"], case["rel_tol"]
    everywhere = asked["england_registered"]
    share = local_share(asked["target"], asked["pcn_registered"], everywhere)
    per_1000 = local_share(asked["target"], 1000, everywhere)
    assert float(share) == pytest.approx(told["pcn_equivalent"], rel=tolerance)
    assert float(per_1000) == pytest.approx(told["per_1000"], rel=tolerance)


def check_capacity(case):
    asked, told, tolerance = case["inputs"], case["expected"], case["rel_tol"]
    fte, caseloads, expected = asked["fte"], asked["caseload"], asked["expected"]
    middle = caseloads[1]
    assert capacity(fte, caseloads).tolist() == pytest.approx(
        told["capacity"], rel=tolerance
    )
    assert float(utilisation(expected, fte, middle)) == pytest.approx(
        told["utilisation_expected_mid"], rel=tolerance
    )
    assert float(fte_needed(expected, middle)) == pytest.approx(
        told["fte_needed_mid"], rel=tolerance
    )
    cover = 10_000 * fte / asked["registered"]
    assert cover == pytest.approx(told["fte_per_10k"], rel=tolerance)


CAPACITY_CHECKS = {
    "ltp_target_equivalent": check_target,
    "capacity_vs_demand": check_capacity,
}
