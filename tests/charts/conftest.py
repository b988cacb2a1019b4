"""Results that several charts are tried with."""

import pytest

from phm.measures.results import Results
from tests.charts.builders import a_row, some_results


@pytest.fixture
def ranged() -> Results:
    """Three PCNs with ranges, one not reported, and the patients in no PCN."""
    return some_results(
        a_row("beech", 10.0, lower=5.0, upper=30.0),
        a_row("ash", 20.0, lower=12.0, upper=50.0),
        a_row("cedar", 0.0, lower=0.0, upper=8.0),
        a_row("damson"),
        a_row("U", area_name="Unallocated (in no PCN)"),
        benchmark=12.5,
    )
