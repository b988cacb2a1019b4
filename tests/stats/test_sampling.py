"""How many there are in all, from those met in a sample."""

import numpy as np
import pytest
from scipy.stats import binom

from phm.stats.sampling import total_interval


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
@pytest.mark.parametrize("people", [20, 60, 300, 4_000])
def test_the_interval_holds_the_number_nineteen_times_in_twenty(people, share):
    met = np.arange(people + 1)
    limits = total_interval(met, share)
    holds = (limits.lower <= people) & (people <= limits.upper)
    assert 0.91 < binom.pmf(met, people, share)[holds].sum() < 0.985


def test_never_fewer_than_were_met():
    met = np.arange(50)
    for share in (0.01, 0.5, 0.999, 1):
        limits = total_interval(met, share)
        assert (limits.lower >= met).all()
        assert (limits.upper >= limits.lower).all()


def test_of_everybody_there_is_no_doubt():
    limits = total_interval([0, 8, 4_200], 1)
    assert limits.lower.tolist() == limits.upper.tolist() == [0, 8, 4_200]


def test_more_confidence_is_wider():
    usual, sure = (total_interval(100, 0.5, confidence=one) for one in (0.95, 0.99))
    assert sure.lower < usual.lower < 200 < usual.upper < sure.upper


@pytest.mark.parametrize("share", [0, -0.5, 1.1])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ValueError, match="share must be above 0"):
        total_interval(10, share)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        total_interval(-1, 0.5)
