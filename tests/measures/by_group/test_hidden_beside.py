"""What is hidden of groups beside small counts, given all that else is told."""

import numpy as np
import pandas as pd
import pytest

from phm.measures.audience import find_audience
from phm.measures.by_group.protect import told_beside
from phm.measures.schemes import find_scheme


NUMBERS = ["numerator", "denominator"]
SEX = find_scheme("sex")
PLACES = {"P1": "east", "P2": "east", "P3": "east", "P4": "west", "P5": "west"}


def table(women, men, places=PLACES):
    """A table of PCNs by sex, nobody's sex unknown."""
    rows = [
        (pcn, places[pcn], group, count)
        for pcn, *counts in zip(places, women, men, [0] * len(places), strict=True)
        for group, count in zip(("female", "male", "not_known"), counts, strict=True)
    ]
    return pd.DataFrame(rows, columns=["area_code", "parent_code", "sex", "count"])


def hidden(counts, audience="analyst"):
    """Rows that are hidden: small counts are, and what is found beside them."""
    told = told_beside(counts, counts, [SEX], ["count"], find_audience(audience))
    return counts[told | counts["count"].between(1, 7)]


def test_a_place_less_its_other_networks_tells_no_small_count():
    # in the column of all PCNs the cheapest to hide beside P2 is far from it: P5
    counts = table([60, 3, 70, 50, 9], [90, 80, 90, 95, 99])
    found = hidden(counts)
    assert len(found) >= 2
    for _, part in found.groupby(["parent_code", "sex"]):
        assert len(part) >= 2
        assert part["count"].sum() > 7


def test_networks_of_no_place_and_of_one_place_are_parts_of_the_system():
    counts = table([60, 3, 70, 50, 9], [90, 80, 90, 95, 99])
    alone = counts.assign(parent_code="only")
    nowhere = counts.assign(parent_code=None)
    assert hidden(alone).index.tolist() == hidden(nowhere).index.tolist()
    assert set(hidden(alone)["area_code"]) == {"P2", "P5"}


def test_nothing_is_hidden_where_no_count_is_small():
    counts = table([60, 30, 70, 50, 9], [90, 80, 90, 95, 99])
    assert hidden(counts).empty


def test_unknown_counts_hide_nothing():
    counts = table([60, 3, 70, 50, 9], [90, 80, 90, 95, 99]).assign(count=np.nan)
    assert hidden(counts).empty


EXACT = ["declined_percent", "reached_link_worker_percent", "got_intervention_percent"]


@pytest.mark.parametrize("measure", EXACT)
@pytest.mark.parametrize(("level", "above"), [("practice", "pcn"), ("pcn", "place")])
def test_exact_areas_give_back_neither_few_nor_all_but_few(
    crowd_answer, measure, level, above
):
    parts, wholes = (
        crowd_answer(measure, one, audience="analyst").frame for one in (level, above)
    )
    shown = wholes[wholes["status"].eq("ok")].set_index("area_code")
    for area, part in parts.groupby("parent_code"):
        if area in shown.index and part["status"].eq("suppressed").any():
            assert part["status"].eq("suppressed").sum() >= 2
            left = shown.loc[area, NUMBERS] - part[NUMBERS].sum()
            others = left["denominator"] - left["numerator"]
            assert not {*range(1, 8)} & {*left, others}
