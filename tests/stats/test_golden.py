"""Every published worked example of a statistical method, at its own tolerance."""

import pytest

from tests.golden.cases import golden_cases_but
from tests.stats.golden_checks import CHECKS


ELSEWHERE = {
    "hes_disclosure_round": "tests/measures",
    "secondary_suppression": "tests/measures",
}


@pytest.mark.parametrize("case", golden_cases_but(*ELSEWHERE))
def test_worked_example(case):
    assert case["method"] in CHECKS, f"{case['id']}: nothing here covers its method"
    CHECKS[case["method"]](case)


def test_a_method_is_covered_here_or_named_as_covered_elsewhere():
    assert CHECKS.keys().isdisjoint(ELSEWHERE)
