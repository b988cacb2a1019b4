"""Numbers on their way to the browser keep what a chart prints of them."""

import numpy as np
import pandas as pd
import pytest

from phm.charts.sent import one_or_each, sent


@pytest.mark.parametrize(
    "values", [[1662718.0, 0.5], [12.3456, -0.001], [40_000.0], [0.1, float("nan")]]
)
def test_seven_figures_arrive(values: list[float]) -> None:
    assert sent(pd.Series(values)) == pytest.approx(values, rel=1e-7, nan_ok=True)


@pytest.mark.parametrize(
    ("values", "size"), [([0.0, 34.0], 2), ([0.6], 4), ([40_000.0], 4), ([], 2)]
)
def test_few_bytes_are_taken(values: list[float], size: int) -> None:
    assert sent(pd.Series(values, dtype=float)).itemsize == size


def test_nothing_known_is_no_number() -> None:
    assert np.isnan(sent(pd.Series([float("nan"), 1.0]))[0])


def test_a_look_is_said_once_where_none_is_chosen() -> None:
    assert one_or_each(pd.Series([False, False]), "diamond", "circle") == "circle"
    assert one_or_each(pd.Series([False, True]), 18, 13) == [13, 18]
