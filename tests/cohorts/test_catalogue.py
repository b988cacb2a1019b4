"""The declared cohorts hold, and a faulty file says where and what to write."""

import re

import pytest

from phm.cohorts.catalogue import load_cohorts, read_cohort
from phm.cohorts.find import MOST_ATTRIBUTES
from phm.domain.areas import AreaLevel
from phm.domain.conditions import attributes_of
from phm.errors import DeclarationInvalid
from phm.measures.catalogue import load_measures
from phm.measures.schemes import load_dimensions


COHORTS = load_cohorts()
WHOLE = """
title = "Lonely men"
label = "Men who are recorded as lonely"
why_it_matters = "Loneliness shortens lives."
source = "An example"
condition = "sex = male and lonely"
partners = ["Link workers"]
dimension = "sex"
success_measure = "reach_per_1000"
order = 1

[[parts]]
title = "Who live alone"
condition = "lives_alone"

[pyramid]
level = "Targeted"
percent = 30

[modelled]
reason = "not modelled"
"""


def test_every_preset_of_the_seeds_is_declared():
    assert set(COHORTS) == {
        "minority_men_unmanaged_diabetes",
        "unmanaged_diabetes",
        "unpaid_carers",
        "minority_unpaid_carers",
        "digitally_excluded_long_term_conditions",
        "fuel_poor_and_isolated",
        "young_people_in_crisis",
        "older_people_alone_and_lonely",
        "frequent_users_of_services",
        "people_with_long_covid",
        "recently_discharged",
        "people_experiencing_homelessness",
        "inclusion_health_groups",
        "mild_to_moderate_mental_health",
        "out_of_work_pain_or_mental_health",
        "isolated_over_50s_type_2_diabetes",
        "everybody_registered",
        "people_with_long_term_conditions",
        "people_with_complex_needs",
    }


@pytest.mark.parametrize("cohort_id", COHORTS)
def test_preset_names_what_there_is(cohort_id):
    cohort = COHORTS[cohort_id]
    assert cohort.success_measure in load_measures()
    assert cohort.dimension in load_dimensions()
    assert cohort.partners
    assert cohort.why_it_matters.endswith(".")
    assert not cohort.is_built
    assert cohort.address == cohort_id
    inside = set(attributes_of(cohort.condition))
    assert all(inside <= set(attributes_of(part.condition)) for part in cohort.parts)


@pytest.mark.parametrize("cohort_id", COHORTS)
def test_label_names_the_groups_and_the_word_of_the_seeds_is_an_alias(cohort_id):
    cohort = COHORTS[cohort_id]
    shown = (cohort.title, cohort.label, cohort.why_it_matters, cohort.source)
    assert not any("BAME" in text for text in shown)
    if "ethnic_group" in attributes_of(cohort.condition):
        assert all(one in cohort.label for one in ("Asian", "Black", "Mixed", "Other"))
        assert sum("BAME" in alias for alias in cohort.aliases) == 1


def test_orders_and_titles_differ():
    orders = [one.order for one in COHORTS.values()]
    assert orders == sorted(set(orders))
    assert len({one.title for one in COHORTS.values()}) == len(COHORTS)


def test_inclusion_health_is_told_of_the_system_only_and_crisis_of_places():
    finest = {name: one.finest for name, one in COHORTS.items()}
    system = {name for name, level in finest.items() if level is AreaLevel.SYSTEM}
    assert system == {"people_experiencing_homelessness", "inclusion_health_groups"}
    assert finest["young_people_in_crisis"] is AreaLevel.PLACE
    assert finest["minority_men_unmanaged_diabetes"] is AreaLevel.PCN
    assert COHORTS["inclusion_health_groups"].is_sensitive
    assert not COHORTS["unpaid_carers"].is_sensitive


def test_the_three_levels_of_the_model_carry_their_published_shares():
    shares = {
        one.pyramid.level: one.pyramid.percent
        for one in COHORTS.values()
        if one.pyramid
    }
    assert shares == {"Universal": 100, "Targeted": 30, "Specialist": 5}


def test_central_watford_pilot_is_as_the_methods_say():
    cohort = COHORTS["minority_men_unmanaged_diabetes"]
    who = "sex = male and ethnic_group in (Asian, Black, Mixed, Other)"
    assert str(cohort.condition) == f"{who} and diabetes_unmanaged"
    assert [str(part.condition) for part in cohort.parts] == [
        f"{who} and diabetes_unmanaged and diabetes_uncontrolled",
        f"{who} and diabetes_unmanaged and diabetes_unmonitored",
    ]
    assert {"Central Watford", "Watford Central"} == set(cohort.shown_in)


def test_a_file_may_cross_more_than_a_form():
    crossed = [len(attributes_of(one.condition)) for one in COHORTS.values()]
    assert max(crossed) > MOST_ATTRIBUTES


def test_whole_file_is_read(tmp_path):
    cohort = read_cohort(written(tmp_path, WHOLE))
    assert (cohort.id, cohort.pyramid.percent) == ("lonely_men", 30)
    assert str(cohort.parts[0].condition) == "sex = male and lonely and lives_alone"
    assert dict(cohort.modelled) == {"reason": "not modelled"}


ENDLESS = " or ".join(["lonely"] * 400)
CONDITION = '"sex = male and lonely"'
# kind: before, after, what is said of it, what to write
FAULTS = {
    "attribute": (CONDITION, '"gender = male"', "no attribute `gender`", "attributes"),
    "attribute alike": (CONDITION, '"lonly"', "no attribute `lonly`", "`lonely`"),
    "value": (CONDITION, '"sex = men"', "no value `men`", "`male`"),
    "number with text": (CONDITION, '"age_years >= old"', "is a number", "`age_years"),
    "text with number": (CONDITION, '"sex >= 3"', "has no order", "`sex = female`"),
    "flag compared": (CONDITION, '"lonely = 1"', "yes or no", "`not lonely`"),
    "cut": (CONDITION, '"age_years >= 67"', "not cut", "`age_years >= 65`"),
    "range": (CONDITION, '"age_years from 64 to 18"', "upside down", "smaller first"),
    "spot": (CONDITION, '"sex = male and lonly"', "line 1, column 16", "`lonely`"),
    "endless": (CONDITION, f'"{ENDLESS}"', "characters", "Leave"),
    "deep": (CONDITION, f'"{"(" * 60}lonely"', "brackets are open", "fewer"),
    "empty": (CONDITION, '" "', "must be a text", "cohorts.md"),
    "injection": (CONDITION, '"lonely; drop table fct_person"', "`;` cannot", "Write"),
    "injection in a value": (CONDITION, "\"sex = 'a'' or 1'\"", "cannot", "`and`"),
    "not a text": (CONDITION, "3", "`condition` must be a text", "cohorts.md"),
    "part": ('"lives_alone"', '"lives_aline"', "no attribute", "`lives_alone`"),
    "part without title": ('title = "Who live alone"', "", "'title' is missing", "md"),
    "parts no list": ("[[parts]]", "[parts]", "list of tables", "cohorts.md"),
    "no title": ('title = "Lonely men"', "", "'title' is missing", "cohorts.md"),
    "blank title": ('title = "Lonely men"', 'title = " "', "must be a text", "md"),
    "partners": ('["Link workers"]', '"Link workers"', "list of texts", "md"),
    "partner": ('["Link workers"]', "[1]", "list of texts", "md"),
    "order": ("order = 1", 'order = "1"', "whole number", "cohorts.md"),
    "stray": ("order = 1", "order = 1\nclor = 2", "no such field as `clor`", "md"),
    "level": ("order = 1", 'order = 1\nfinest = "ward"', "'ward' is not", "md"),
    "percent": ("percent = 30", "percent = 130", "share of 100", "md"),
    "percent text": ("percent = 30", 'percent = "30"', "share of 100", "md"),
    "modelled": ("[pyramid]", "[[modelled]]\n[pyramid]", "must be a table", "md"),
    "not TOML": ("order = 1", "order = ", "Invalid value", "md"),
}
WITHOUT_MODELLED = WHOLE.split("[modelled]", maxsplit=1)[0]


@pytest.mark.parametrize("kind", FAULTS)
def test_faulty_file_names_the_file_the_spot_and_what_to_write(tmp_path, kind):
    before, after, said, remedy = FAULTS[kind]
    whole = WITHOUT_MODELLED if kind == "modelled" else WHOLE
    assert before in whole
    with pytest.raises(DeclarationInvalid) as caught:
        read_cohort(written(tmp_path, whole.replace(before, after, 1)))
    assert "Cohort lonely_men.toml cannot be used" in caught.value.message
    assert said in caught.value.message
    assert remedy in caught.value.remedy


def test_fault_in_a_part_says_that_it_is_in_a_condition(tmp_path):
    faulty = WHOLE.replace('"lives_alone"', '"lives_aline"')
    with pytest.raises(DeclarationInvalid, match=r"(?s)in `condition`.*\n\^{11}"):
        read_cohort(written(tmp_path, faulty))


@pytest.mark.parametrize("name", ["Lonely men", "lonely", "2nd", "lonely-men", "ÄRGER"])
def test_name_of_a_file_must_be_plain_and_no_attribute(tmp_path, name):
    with pytest.raises(DeclarationInvalid, match=re.escape(f"{name}.toml")):
        read_cohort(written(tmp_path, WHOLE, name))


def test_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "lonely_men.toml"
    path.write_bytes(b"\xff\xfe\x00title")
    with pytest.raises(DeclarationInvalid, match="lonely_men"):
        read_cohort(path)


def written(folder, text, name="lonely_men"):
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path
