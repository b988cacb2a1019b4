"""Every cohort that ships says how many it has by open data alone, or why not."""

import pytest

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.modelled import read_modelled
from phm.measures.modelled import modelled_estimate


COHORTS = load_cohorts()


@pytest.mark.parametrize("cohort", COHORTS.values(), ids=COHORTS)
def test_a_preset_has_an_estimate_or_a_reason(cohort, connection):
    modelled = read_modelled(cohort.modelled)
    found = modelled_estimate(connection, modelled, modelled.finest)
    assert bool(modelled.reason) == (found is None)
    if found is not None:
        assert found.caveats[0].startswith("MODELLED")
        assert found.sources
