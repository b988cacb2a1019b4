"""The gap between two groups: from counts as shown, by the law of what was counted."""

import math
from dataclasses import replace

import pytest

from phm.domain.areas import AreaLevel
from phm.domain.indicators import Method
from phm.measures.catalogue import find_measure
from phm.measures.gap import gap_of
from phm.measures.results import Results
from phm.measures.schemes import find_scheme
from phm.stats.comparison import proportion_differences, rate_differences
from tests.charts.group_builders import by_scheme


def counted(measure_id: str, **counts: tuple[float, float] | str) -> Results:
    """Counts and totals by sex, or a status."""
    measure, shown = find_measure(measure_id), {}
    for group, one in counts.items():
        value = one if isinstance(one, str) else measure.multiplier * one[0] / one[1]
        shown[group] = value if isinstance(value, str) else (value, value, value)
    results = by_scheme("sex", shown)
    frame = results.frame.copy()
    for group, one in counts.items():
        if not isinstance(one, str):
            frame.loc[frame["sex"].eq(group), ["numerator", "denominator"]] = one
    return replace(results, measure=measure, level=AreaLevel.SYSTEM, frame=frame)


def test_a_proportion_is_binomial_and_a_rate_is_not():
    counts = {"male": (900.0, 1000.0), "female": (950.0, 1000.0)}
    share = gap_of(counted("reached_link_worker_percent", **counts))
    rate = gap_of(counted("reach_per_1000", **counts))

    assert share is not None
    assert rate is not None
    assert share.results.measure.method is Method.WILSON
    order = (900.0, 1000.0, 950.0, 1000.0)
    assert share.difference == proportion_differences(*order).scaled(100).at()
    assert rate.difference == rate_differences(*order).scaled(1000).at()
    assert share.difference.value == pytest.approx(-5.0)
    assert share.difference.excludes(0)
    assert not rate.difference.excludes(0)  # Poisson: three times as unsure


def test_of_a_hidden_group_the_gap_is_not_known():
    gap = gap_of(counted("reach_per_1000", male="suppressed", female=(20.0, 1000.0)))

    assert gap is not None
    assert math.isnan(gap.difference.value)
    assert math.isnan(gap.ratio.value)


def test_no_gap_where_nothing_compares():
    counts = {"male": (90.0, 1000.0), "female": (95.0, 1000.0)}
    rate = counted("reach_per_1000", **counts)

    assert gap_of(rate) is not None
    assert gap_of(replace(rate, standardised=True)) is None
    assert gap_of(replace(rate, measure=find_measure("share_of_need_percent"))) is None
    none_compared = replace(find_scheme("sex"), compared=None)
    assert gap_of(replace(rate, by=(none_compared,))) is None
