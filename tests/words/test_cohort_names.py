"""Names of cohorts in file names: each its own, and fit to be one."""

import re

import pytest

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import find_cohort
from phm.words.cohort_names import in_file_names


BUILT = (
    *("lonely", "not lonely", "sex = male", "sex != male", "sex = female"),
    *("age_years < 50", "age_years <= 49", "age_years > 49", "age_years >= 50"),
    *("lonely and carer", "lonely or carer", "lonely is recorded"),
    "lonely and age_years from 18 to 64 and carer and ethnic_group in (Asian, Black)",
    "lonely and age_years from 18 to 64 and carer and ethnic_group in (Asian, Mixed)",
)


def test_no_two_cohorts_share_a_name():
    cohorts = [*load_cohorts().values(), *map(find_cohort, BUILT)]
    names = [in_file_names(one) for one in cohorts]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("condition", BUILT)
def test_a_name_is_short_and_safe_anywhere(condition):
    name = in_file_names(find_cohort(condition))
    assert re.fullmatch("[a-z0-9_]{1,67}", name)
    assert name == in_file_names(find_cohort(f" {condition} "))


def test_a_declared_cohort_is_known_by_its_id():
    assert in_file_names(find_cohort("unpaid_carers")) == "unpaid_carers"
    assert in_file_names(find_cohort("unpaid_carers/1")) == "unpaid_carers_part_1"
