"""Rates, limits and status tell no more than the counts they are shown with."""

from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

from phm.measures.audience import find_audience
from phm.measures.catalogue import find_measure
from phm.measures.disclose import LOCAL_ACCESS, disclose
from phm.measures.estimate import estimate


SHOWN = ["status", "value", "lower", "upper", "numerator", "denominator"]


def every_row(most, totals):
    """All numerators up to ``most`` with each of the totals."""
    pairs = [(n, total) for n in range(most) for total in totals]
    numerators, totals = np.array(pairs, dtype=float).T
    return pd.DataFrame(
        {
            "numerator": numerators,
            "denominator": totals,
            "lower_value": np.nan,
            "upper_value": np.nan,
            "fewest": np.nan,
            "status": "ok",
        }
    )


@pytest.mark.parametrize("audience", ["published", "public"])
@pytest.mark.parametrize(
    "measure", ["diabetes_prevalence_percent", "reach_per_1000"]
)  # Wilson and Byar
def test_nothing_shown_of_a_row_belongs_to_one_numerator(audience, measure):
    rule, exact = find_audience(audience), every_row(60, range(998, 1003))
    counts = disclose(exact, access=LOCAL_ACCESS, rule=rule)
    seen = estimate(counts, find_measure(measure))
    possible = defaultdict(set)
    rows = seen[SHOWN].fillna(-1).itertuples(index=False, name=None)
    for row, numerator in zip(rows, exact["numerator"], strict=True):
        possible[row].add(numerator)
    alone = [values for values in possible.values() if len(values) == 1]
    assert all(values == {0.0} for values in alone)
    least = rule.suppress_up_to
    assert all(
        max(v) > least or min(v) == 0 or len(v) == least for v in possible.values()
    )
