"""How many people's group is known, for partitions and for groups that overlap."""

import pytest

from phm.measures.results import Results
from phm.measures.schemes import find_scheme
from phm.words.completeness import completeness_sentence
from tests.charts.group_builders import by_scheme


def people(scheme_id: str, of_rest: float | str) -> Results:
    """Shares of people; those of the rest as a percentage, or as a status."""
    scheme = find_scheme(scheme_id)
    share = of_rest if isinstance(of_rest, str) else (of_rest, of_rest, of_rest)
    return by_scheme(scheme_id, {scheme.rest.id: share})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([people("ethnicity", 7.24)], "Known: ethnicity for 92.8 % of people."),
        (
            [people("rurality", "no data")],
            "Known: rurality for 100.0 % of people.",
        ),
        ([people("ethnicity", "suppressed")], ""),
        (
            [people("inclusion_health", 98.8)],
            "In a recorded group of inclusion health: 1.2 % of people.",
        ),
        (
            [people("deprivation", 0.1), people("ethnicity", 7.0)],
            "Known: deprivation for 99.9 % and ethnicity for 93.0 % of people.",
        ),
    ],
)
def test_completeness(given, said):
    assert completeness_sentence(given) == said
