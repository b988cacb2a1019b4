"""Digital barriers agree with plain loops over what was sent, hidden cells included."""

import csv
from collections import defaultdict
from itertools import product

import pytest

from phm.measures.digital import ASKED, MISSED, NO_NHS_APP
from phm.measures.schemes import load_schemes
from tests.measures.by_group import told
from tests.measures.by_group.told import Told
from tests.measures.by_group.twin_groups import GROUPS, band_of, groups_of, groups_told


FOUR = ("equipment", "connectivity", "confidence", "skills")
LEVELS = ("pcn", "place", "system")
OVER = {  # measure → who is counted of a person's answers, or None where not known
    "no_digital_equipment_percent": lambda said: said["equipment"],
    "no_digital_connectivity_percent": lambda said: said["connectivity"],
    "low_digital_confidence_percent": lambda said: said["confidence"],
    "low_digital_skills_percent": lambda said: said["skills"],
    "any_digital_barrier_percent": lambda said: _any([said[one] for one in FOUR]),
    NO_NHS_APP: lambda said: None if said["app"] is None else not said["app"],
    MISSED: lambda said: _any(
        [*(said[one] for one in FOUR), None if said["app"] is None else not said["app"]]
    ),
}
BY = [("age", "pcn"), ("deprivation", "place"), ("inclusion_health", "system")]
CROSSED = [(("ethnicity_two", "sex"), "pcn"), (("deprivation", "age"), "system")]


def _any(answers):
    return None if None in answers else any(answers)


@pytest.fixture(scope="module")
def answers(crowd_home, loops):
    """Each person's answers beside the person: True, False, or None for a blank."""
    with (crowd_home.raw / "patients.csv").open(encoding="utf-8", newline="") as file:
        sent = {row["person_key"]: row for row in csv.DictReader(file)}
    flag = {"1": True, "0": False, "": None}
    return [
        (
            one,
            {
                **{
                    name: flag[sent[one["person_key"]][f"digital_no_{name}"]]
                    for name in FOUR
                },
                "app": flag[sent[one["person_key"]]["nhs_app"]],
            },
        )
        for one in loops.people
    ]


def counted(answers, measure, schemes):
    """Area and groups → how many have it, of how many known."""
    found = defaultdict(lambda: [0, 0])
    people = defaultdict(int)
    for person, said in answers:
        has = OVER[measure](said)
        for level, area in person["areas"].items():
            groups = [groups_told(person, scheme, level) for scheme in schemes]
            for cell in product([area], *groups):
                people[cell] += 1
                if has is not None:
                    found[cell][0] += has
                    found[cell][1] += 1
    return {
        cell: Told(*found[cell], people=number, per=100, of_all=True)
        for cell, number in people.items()
    }


def test_the_crowd_left_blanks_of_every_kind(answers):
    for name in FOUR:
        kinds = {said[name] for _, said in answers}
        assert kinds == {True, False, None}
    some = [said for _, said in answers if _any([said[one] for one in FOUR]) is None]
    assert any(said["skills"] for said in some)  # one barrier known, the others not


@pytest.mark.parametrize("measure", OVER)
@pytest.mark.parametrize("level", LEVELS)
def test_of_everybody_in_an_area(crowd_answer, answers, measure, level):
    results = crowd_answer(measure, level)
    told.hidden_beside(results, at(level, results, counted(answers, measure, ())), [])


@pytest.mark.parametrize("measure", OVER)
@pytest.mark.parametrize(("scheme", "level"), BY)
def test_by_a_scheme(crowd_answer, answers, measure, scheme, level):
    results = crowd_answer(measure, level, by=(scheme,))
    cells = counted(answers, measure, (scheme,))
    told.hidden_beside(results, cells, [scheme])


@pytest.mark.parametrize("measure", ["low_digital_skills_percent", MISSED])
@pytest.mark.parametrize(("schemes", "level"), CROSSED)
def test_where_schemes_cross(crowd_answer, answers, measure, schemes, level):
    results = crowd_answer(measure, level, by=schemes)
    told.hidden_beside(results, counted(answers, measure, schemes), schemes)


@pytest.mark.parametrize("level", LEVELS)
def test_how_many_were_asked_about_all_four(crowd_answer, answers, level):
    asked, people = defaultdict(int), defaultdict(int)
    for person, said in answers:
        for area in person["areas"].values():
            people[area] += 1
            asked[area] += None not in [said[one] for one in FOUR]
    for _, row in crowd_answer(ASKED, level).frame.iterrows():
        area = row["area_code"]
        if area not in people:
            assert row["status"] == "not reported"
            continue
        over, under = told.as_published(asked[area]), told.as_published(people[area])
        assert (row["numerator"], row["denominator"]) == (over, under)


@pytest.mark.parametrize("measure", ["low_digital_skills_percent", MISSED])
def test_standardised_by_the_rates_of_age_and_sex_of_those_known(
    crowd_answer, answers, measure
):
    """Observed over what the system's own rates by age and sex make of those asked."""
    top, bottom = defaultdict(float), defaultdict(float)
    for person, said in answers:
        has = OVER[measure](said)
        if has is not None:
            top[_stratum(person)] += has
            bottom[_stratum(person)] += 1
    expected = defaultdict(float)
    for person, said in answers:
        if OVER[measure](said) is not None:
            stratum = _stratum(person)
            for group in groups_of(person, "ethnicity_two"):
                expected[group] += top[stratum] / bottom[stratum]
    plain = counted(answers, measure, ("ethnicity_two",))
    whole = counted(answers, measure, ())["tiny",].published
    frame = crowd_answer(
        measure, "system", by=("ethnicity_two",), standardised=True
    ).frame
    assert frame["status"].eq("ok").all()
    for _, row in frame.iterrows():
        group = row["ethnicity_two"]
        observed = plain["tiny", group].published[0]
        held = told.as_published(expected[group])
        wanted = 100 * whole[0] / whole[1] * observed / held
        assert row["value"] == pytest.approx(wanted)


def test_a_cohort_is_asked_as_everybody_is(crowd_answer, answers, in_everybody):
    """Whom online-only would miss among people with hypertension recorded."""
    results = crowd_answer(MISSED, "system", cohort="hypertension")
    some = [(p, said) for p, said in answers if p["hypertension"] == "1"]
    over, under = counted(some, MISSED, ())["tiny",].published
    (row,) = (row for _, row in results.frame.iterrows())
    assert (row["numerator"], row["denominator"]) == (over, under)


@pytest.mark.parametrize("measure", OVER)
def test_no_cell_of_one_to_seven_is_told_by_any_scheme(crowd_answer, answers, measure):
    for scheme in load_schemes().values():
        if scheme.id not in GROUPS:
            continue
        level = "pcn" if scheme.finest == "pcn" else "place"
        results = crowd_answer(measure, level, by=(scheme.id,))
        exact = counted(answers, measure, (scheme.id,))
        for _, row in results.frame.iterrows():
            cell = exact.get((row["area_code"], row[scheme.id]), Told())
            if 0 < cell.over < 8 or 0 < cell.under < 8 or cell.is_small:
                assert row["status"] == "suppressed", (row, cell)
                assert row[["value", "lower", "upper"]].isna().all()


def at(level, results, cells):
    """The cells of one level's areas."""
    codes = set(results.frame["area_code"])
    assert codes
    return {cell: one for cell, one in cells.items() if cell[0] in codes}


def _stratum(person):
    return band_of(person), person["sex"] or "not known"
