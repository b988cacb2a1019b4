"""How many people's group is known, for partitions and for groups that overlap."""

import pandas as pd
import pytest

from phm.measures.schemes import find_scheme
from phm.measures.shares import Shares
from phm.words.completeness import completeness_sentence


def shares(scheme_id, rest_percent, status="ok"):
    scheme = find_scheme(scheme_id)
    groups = [group.id for group in scheme.everyone]
    frame = pd.DataFrame({"group": groups, "people_percent": 1.0, "status": "ok"})
    frame.loc[frame["group"].eq(scheme.rest.id), ["people_percent", "status"]] = (
        rest_percent,
        status,
    )
    return Shares(scheme, "Tiny", "2026", "local", frame)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([shares("ethnicity", 7.24)], "Known: ethnicity for 92.8 % of people."),
        (
            [shares("rurality", float("nan"), "no data")],
            "Known: rurality for 100.0 % of people.",
        ),
        ([shares("ethnicity", float("nan"), "suppressed")], ""),
        (
            [shares("inclusion_health", 98.8)],
            "In a recorded group of inclusion health: 1.2 % of people.",
        ),
        (
            [shares("deprivation", 0.1), shares("ethnicity", 7.0)],
            "Known: deprivation for 99.9 % and ethnicity for 93.0 % of people.",
        ),
    ],
)
def test_completeness(given, said):
    assert completeness_sentence(given) == said
