"""What a condition is called on screen."""

import pytest
from hypothesis import given, settings

from phm.cohorts.attributes import load_attributes
from phm.cohorts.grammar import parse
from phm.cohorts.saying import said
from tests.cohorts.conditions import CONDITIONS


SAID = {
    "everybody": "Everybody registered",
    "sex = male and age_years >= 65 and lives_alone": (
        "Men aged 65 and over who live alone"
    ),
    "sex = male and lives_alone": "Men and boys who live alone",
    "lonely and sex = female and age_years from 18 to 64": (
        "Women aged 18 to 64 who are lonely"
    ),
    "sex = female and age_years < 18": "Women and girls aged under 18",
    "sex = male and age_years = 17": "Men aged 17",
    "sex = male and age_years >= 5": "Men and boys aged 5 and over",
    "sex = male and age_years from 5 to 64": "Men and boys aged 5 to 64",
    "age_years >= 65 and lives_alone and lonely": (
        "People aged 65 and over who live alone and are lonely"
    ),
    "age_years >= 65 and age_years < 80": "People aged 65 and over and aged under 80",
    "ethnic_group in (Asian, Black, Other) and diabetes_unmanaged": (
        "People of Asian, Black or Other ethnic group who have unmanaged diabetes"
    ),
    "not nhs_app": "People who are not registered for the NHS App",
    "hba1c_mmol_mol > 58": "People who have a latest HbA1c of over 58 mmol/mol",
    "gp_contacts_12m >= 20 or ae_attendances_12m < 2": (
        "People who either had 20 or more GP contacts in 12 months or went to A&E "
        "fewer than 2 times in 12 months"
    ),
    "carer and (lonely or lives_alone) and not nhs_app": (
        "People who are unpaid carers, and either are lonely or live alone, and are "
        "not registered for the NHS App"
    ),
    "carer or lonely and lives_alone": (
        "People who either are unpaid carers or (are lonely and live alone)"
    ),
    "not (carer or lonely)": (
        "People who are not among those who either are unpaid carers or are lonely"
    ),
    "not (age_years from 18 to 64)": "People who are not aged 18 to 64",
    "hba1c_mmol_mol is not recorded": "People who have no entry for “Latest HbA1c”",
    "nhs_app is recorded": "People who have an entry for “Registered for the NHS App”",
    "not sex = male": "People who are not male",
    "employment in (unemployed, 'long-term sick')": (
        "People who are unemployed or long-term sick"
    ),
    "deprivation_quintile_local in (1, 2)": (
        "People who live in local deprivation quintile 1 or 2 (1 = most deprived)"
    ),
    "not not lonely": "People who are not among those who are not lonely",
    "lonely or everybody": "People who either are lonely or are registered",
}


@pytest.mark.parametrize("text", SAID)
def test_condition_is_said_in_plain_english(text):
    assert said(parse(text)) == SAID[text]


@given(CONDITIONS)
@settings(max_examples=150)
def test_every_condition_can_be_said_in_one_plain_line(drawn):
    words = said(parse(drawn[0]))
    assert words.isprintable()
    assert words[0].isupper()
    assert not set(words) & set('{}<>[]*_`|\\"')


@pytest.mark.parametrize("name", load_attributes())
def test_every_attribute_is_said_both_ways(name):
    yes, no = (said(parse(f"{one}{name} is recorded")) for one in ("", "not "))
    assert yes != no
    assert load_attributes()[name].title in yes
