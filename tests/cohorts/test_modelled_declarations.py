"""The `[modelled]` table of a cohort: what it may say, and how a fault is told."""

import tomllib

import pytest

from phm.cohorts.modelled import read_modelled
from phm.cohorts.modelled_steps import AnyOf, Prevalence, Ratio, Share
from phm.domain.areas import AreaLevel
from phm.errors import DeclarationInvalid


GOOD = """
counts = "men of two groups with a condition"
finest = "place"

[people]
sexes = ["male"]
from_age = 17
to_age = 64
ethnic_groups = ["Asian", "Black"]

[[steps]]
kind = "ratio"
says = "households to a person"
times = 0.4
assumed = "Two and a half people to a household."

[[steps]]
kind = "prevalence"
says = "has it"
measure = "diabetes_prevalence_percent"
from_age = 17
sources = ["paper"]
male = { low = 1.1, central = 1.2, high = 1.3 }
ethnic = { "Asian, Black" = { low = 2, central = 3, high = 4 } }
percent_by_age = { 40 = 5, 17 = 1 }

[[steps]]
kind = "any_of"
says = "either of two"
given = "of people who have it"

[[steps.parts]]
says = "the one"
percent = 10
assumed = "A tenth."

[[steps.parts]]
says = "the other"
together = { low = 1, central = 1.5, high = 2 }
percent = { Asian = 40, Black = { low = 20, central = 30, high = 40 } }
sources = ["paper"]

[[steps]]
kind = "share"
says = "and poor"
measure = "fuel_poverty_percent"
times = { low = 0.9, central = 1, high = 1.2 }
together = { low = 1, central = 1.2, high = 1.5 }

[sources.paper]
title = "A paper"
publisher = "A journal"
period = "2019"
link = "https://example.org/paper"
"""
FAULTS = {  # what is changed → what the message names
    'finest = "place"': ('finest = "lsoa"', "modelled.finest is `lsoa`"),
    'counts = "men of two groups with a condition"': ("", "modelled has no `counts`"),
    'sexes = ["male"]': ('sexes = ["men"]', "`men` is not one of female, male"),
    "to_age = 64": ("to_age = 12", "ends at 12 and begins at 17"),
    "from_age = 17\nto_age": ('from_age = "17"\nto_age', "no age: 17"),
    'ethnic_groups = ["Asian", "Black"]': (
        'ethnic_groups = ["Asian", "Black", "White"]',
        "`the other` has no percent of White people",
    ),
    'kind = "ratio"': ('kind = "guess"', "of kind `guess`, not share, any_of"),
    "times = 0.4": ("times = -0.4", "central must be a number above 0, not -0.4"),
    "low = 1.1, central = 1.2": ("low = 1.3, central = 1.2", "does not rise: 1.3"),
    "{ low = 1.1, central = 1.2, high = 1.3 }": ("{ low = 1.1 }", "has no central"),
    "percent = 10": ("percent = 110", "above 100 percent"),
    '"Asian, Black" = { low': ('"Asian, Blue" = { low', "`Blue` is not one of Asian"),
    "percent_by_age = { 40 = 5": ("percent_by_age = { 40 = 0", "between 0 and 100"),
    "percent_by_age = {": ("percent_by_ages = {", "has no `percent_by_ages`; it has"),
    "together = { low = 1, central = 1.5, high = 2 }\n": ("", "follows another share"),
    'given = "of people who have it"': ("", "follows another share"),
    'assumed = "A tenth."': ("", "does not say it is assumed"),
    'sources = ["paper"]\nmale': ('sources = ["book"]\nmale', "`book` is not one of"),
    'publisher = "A journal"': ("", "has no `publisher`"),
    'measure = "fuel_poverty_percent"': (
        'measure = "fuel_poverty_percent"\npercent = 3',
        "either a measure or a percent",
    ),
}


def read(text):
    return read_modelled(tomllib.loads(text))


def test_a_whole_table():
    found = read(GOOD)
    kinds = [type(step) for step in found.steps]
    assert kinds == [Ratio, Prevalence, AnyOf, Share]
    assert (found.people.sexes, found.people.to_age) == (("male",), 64)
    assert found.finest is AreaLevel.PLACE
    assert found.measures == ("diabetes_prevalence_percent", "fuel_poverty_percent")
    assert [one.title for one in found.citations] == ["A paper"]
    assert len(found.assumptions) == 2
    assert found.is_by_ethnic_group
    assert found.overlaps
    assert list(found.steps[1].percent_by_age) == [17, 40]


def test_numbers_with_limits_are_listed_once_and_certain_ones_not_at_all():
    names = [one.name for one in read(GOOD).ranges]
    assert names == [
        "modelled.steps.1.ethnic.Asian, Black",
        "modelled.steps.1.male",
        "modelled.steps.2.parts.1.percent.Black",
        "modelled.steps.2.parts.1.together",
        "modelled.steps.3.times",
        "modelled.steps.3.together",
    ]


def test_a_reason_stands_alone():
    assert read('reason = "No open file tells."').reason == "No open file tells."
    with pytest.raises(DeclarationInvalid, match="has no `counts`; it has reason"):
        read('reason = "No open file tells."\ncounts = "people"')


@pytest.mark.parametrize("before", FAULTS, ids=lambda text: text[:30])
def test_a_fault_is_named_with_its_place(before):
    after, said = FAULTS[before]
    assert GOOD.count(before) >= 1
    with pytest.raises(DeclarationInvalid) as told:
        read(GOOD.replace(before, after, 1))
    assert said in told.value.message
    assert told.value.remedy


@pytest.mark.parametrize(
    "text", ["", 'counts = "people"', "steps = 3", 'steps = ["a"]', "people = 1"]
)
def test_what_is_no_table_of_steps_is_refused(text):
    with pytest.raises(DeclarationInvalid, match="cannot be used"):
        read(text)


def test_the_first_share_goes_together_with_nothing():
    alone = """
        counts = "people"
        [[steps]]
        kind = "share"
        says = "half"
        percent = 50
        given = "of them"
        assumed = "A half."
    """
    with pytest.raises(DeclarationInvalid, match="is the first share: no `given` yet"):
        read(alone)
