"""Every measure by groups agrees with plain loops over the files that were sent."""

import numpy as np
import pytest

from phm.measures.schemes import find_scheme
from tests.measures.by_group import told, twin, twin_groups


LEVELS = ("system", "place", "pcn")
SINGLE = [
    (scheme, level)
    for scheme in twin_groups.GROUPS
    for level in LEVELS
    if level != "pcn" or find_scheme(scheme).finest == "pcn"
]
BY = [("deprivation", "pcn"), ("inclusion_health", "place")]
CROSSED = [
    (("deprivation", "ethnicity_two"), "pcn"),
    (("sex", "deprivation"), "pcn"),  # not in the order of the declarations
    (("ethnicity", "sex"), "place"),
    (("ethnicity_2001", "rurality"), "place"),
    (("inclusion_health", "sex"), "place"),
    (("ethnicity_two", "rurality", "sex"), "system"),
    (("inclusion_health", "ethnicity_two", "sex"), "system"),
]
IN_THREE = ("low", "central", "high")


def test_the_crowd_is_as_hard_as_it_is_meant_to_be(loops):
    people = loops.people
    alike = {
        "no fixed abode": [p for p in people if p["no_fixed_abode"] == "1"],
        "a hostel": [p for p in people if p["no_fixed_abode"] == "1" and p["fifth"]],
        "home unknown": [p for p in people if not p["lsoa_code"]],
        "ethnicity unknown": [p for p in people if p["ethnic_category"] in "Z99"],
        "age unknown": [p for p in people if p["age"] is None],
        "in no PCN": [p for p in people if "pcn" not in p["areas"]],
        "referred twice": [p for p in people if p["referrals"] > 1],
        "in two groups": [
            p for p in people if len(twin_groups.groups_of(p, "inclusion_health")) > 1
        ],
    }
    assert {what: len(some) for what, some in alike.items() if len(some) < 30} == {}


@pytest.mark.parametrize(("scheme", "level"), SINGLE)
def test_rate_by_every_scheme_at_every_level(crowd_answer, loops, scheme, level):
    results = crowd_answer("equity_ratio", level, by=(scheme,))
    told.hidden_beside(results, told.rates(loops, "equity_ratio", [scheme]), [scheme])


@pytest.mark.parametrize("measure", told.RATES)
@pytest.mark.parametrize(("scheme", "level"), BY)
def test_every_rate_by_a_scheme(crowd_answer, loops, measure, scheme, level):
    results = crowd_answer(measure, level, by=(scheme,))
    told.hidden_beside(results, told.rates(loops, measure, [scheme]), [scheme])


@pytest.mark.parametrize("measure", told.SHARES)
@pytest.mark.parametrize(
    ("scheme", "level"), [("ethnicity", "pcn"), ("age", "place"), ("sex", "system")]
)
def test_every_share_by_a_scheme(crowd_answer, loops, measure, scheme, level):
    results = crowd_answer(measure, level, by=(scheme,))
    told.hidden_beside(results, told.shares(loops, measure, [scheme]), [scheme])


@pytest.mark.parametrize("measure", ["reach_per_1000", "equity_ratio"])
@pytest.mark.parametrize(("schemes", "level"), CROSSED)
def test_rate_where_schemes_cross(crowd_answer, loops, measure, schemes, level):
    results = crowd_answer(measure, level, by=schemes)
    told.hidden_beside(results, told.rates(loops, measure, schemes), schemes)


@pytest.mark.parametrize(
    ("by", "where", "level"),
    [
        ((), (("sex", "male"),), "pcn"),
        (("ethnicity_two",), (("sex", "female"),), "pcn"),
        (("deprivation",), (("inclusion_health", "homelessness"),), "system"),
        (("sex",), (("deprivation", "no_fixed_abode"),), "place"),
        (("sex",), (("ethnicity", "asian"), ("age", "30-44")), "system"),
    ],
)
def test_rate_of_some_people_only(crowd_answer, loops, by, where, level):
    results = crowd_answer("reach_per_1000", level, by=by, where=where)
    names = (*by, *(scheme for scheme, _ in where))
    wanted = tuple(group for _, group in where)
    every = told.rates(loops, "reach_per_1000", names)
    some = {
        cell[: 1 + len(by)]: one
        for cell, one in every.items()
        if cell[1 + len(by) :] == wanted
    }
    told.hidden_beside(results, some, by)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("reach_per_1000", "people"), ("declined_percent", "offered")],
)
@pytest.mark.parametrize(
    ("scheme", "level"),
    [("deprivation", "pcn"), ("sex", "place"), ("inclusion_health", "system")],
)
def test_standardised_is_observed_over_expected_by_the_rate_of_the_system(
    crowd_answer, loops, measure, expected, scheme, level
):
    over, under, per = told.RATES[measure]
    plain = told.rates(loops, measure, [scheme])
    by_age = loops.expected((scheme,), over, expected)
    system = loops.everybody["tiny",]
    rate = told.Told(system[over], system[under]).published
    frame = crowd_answer(measure, level, by=(scheme,), standardised=True).frame
    beside = 0
    for _, row in frame.iterrows():
        cell = row["area_code"], row[scheme]
        if row[scheme] == "no_fixed_abode" and level == "pcn":
            assert row["status"] == "suppressed"
            continue
        counts = told.Told(plain[cell].over, by_age[cell], plain[cell].people)
        if plain[cell].is_small or counts.is_small:
            assert row["status"] == "suppressed", (row, counts)
            assert np.isnan(row["value"])
        elif row["status"] == "suppressed":
            beside += 1
        elif counts.is_empty or plain[cell].is_empty:
            assert row["status"] == "no data", (row, counts)
        else:
            observed, held = counts.published
            wanted = per * observed / held * rate[0] / rate[1]
            assert row["value"] == pytest.approx(wanted, rel=1e-9)
            assert row["denominator"] == plain[cell].published[1]
    assert beside <= 1
    assert frame["status"].eq("ok").any()


@pytest.mark.parametrize(
    ("scheme", "level"), [("ethnicity", "pcn"), BY[0], ("age", "place")]
)
def test_unmet_need_of_a_group_taken_as_a_whole(crowd_answer, loops, scheme, level):
    frame = crowd_answer("unmet_need_from_referrals", level, by=(scheme,)).frame
    shown = 0
    for _, row in frame.iterrows():
        counts = loops.counted((scheme,)).get((row["area_code"], row[scheme]))
        if counts is None:
            continue
        need, least = twin.unmet(counts), (counts["referred"], counts["declined"])
        low, central, high = (told.as_published(need[band]) for band in IN_THREE)
        if central is None or None in map(told.as_published, least):
            assert row["status"] == "suppressed", (row, counts)
        elif row["status"] == "ok":
            shown += 1
            assert list(row[["lower", "value", "upper"]]) == [low or 0, central, high]
    assert shown > 3
