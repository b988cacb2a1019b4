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


SYSTEM_ONLY = ["modern_slavery", "sex_worker"]


@pytest.mark.parametrize(
    ("audience", "by"),
    [("published", ()), ("published", ("sex",)), ("analyst", ()), ("public", ())],
)
def test_groups_for_the_whole_system_alone_are_told_for_no_place(
    crowd_answer, audience, by
):
    def rows(level, **words):
        asked = crowd_answer("recorded_per_1000", level, audience=audience, **words)
        return asked.frame

    by = ("inclusion_health", *by)
    small = rows("place", by=by)
    own = small[small["inclusion_health"].isin(SYSTEM_ONLY)]
    assert set(own["status"]) == {"suppressed"}
    assert own[["value", *NUMBERS]].isna().all(axis=None)
    assert set(small.loc[small.index.difference(own.index), "status"]) >= {"ok"}
    whole = rows("system", by=by)
    assert whole[whole["inclusion_health"].isin(SYSTEM_ONLY)]["status"].eq("ok").any()


def test_nor_where_they_are_a_condition(crowd_answer):
    asked = {"by": ("sex",), "where": (("inclusion_health", "sex_worker"),)}
    assert not crowd_answer("reach_per_1000", "place", **asked).known.size
    assert crowd_answer("recorded_per_1000", "system", **asked).known.size


@pytest.mark.parametrize(
    ("scheme", "audience"),
    [
        *(("deprivation", "published"), ("deprivation", "analyst")),
        *(("deprivation_local", "published"), ("rurality", "published")),
    ],
)
def test_no_fixed_abode_stands_with_not_known_in_a_network(
    crowd_answer, loops, scheme, audience
):
    def rows(level):
        asked = {"by": (scheme,), "audience": audience}
        frame = crowd_answer("share_of_people_percent", level, **asked).frame
        return frame.set_index(["area_code", scheme])

    networks, places = rows("pcn"), rows("place")
    homeless = networks.xs("no_fixed_abode", level=scheme)
    assert set(homeless["status"]) == {"suppressed"}
    assert homeless[["value", *NUMBERS]].isna().all(axis=None)
    assert places.xs("no_fixed_abode", level=scheme)["status"].eq("ok").any()
    known = networks[networks["status"].eq("ok")]
    for (area, group), row in known.iterrows():
        people = loops.counted((scheme,))[area, group]["people"]
        assert abs(row["numerator"] - people) <= 2
    assert known.xs("not_known", level=scheme).size


def test_nobody_counts_as_told_of_a_group_that_is_for_no_network(crowd_answer):
    asked = {"by": ("sex",), "where": (("deprivation", "no_fixed_abode"),)}
    rows = crowd_answer("share_of_people_percent", "pcn", **asked).frame
    assert set(rows["status"]) == {"suppressed"}
