"""What stands in an address is found, or refused with what was meant."""

import pytest

from phm.cohorts.find import MOST_ATTRIBUTES, find_cohort, part_addresses
from phm.domain.areas import AreaLevel
from phm.errors import ConditionInvalid


def test_declared_cohort_is_found_by_its_id():
    cohort = find_cohort(" unpaid_carers ")
    assert (cohort.id, cohort.address) == ("unpaid_carers", "unpaid_carers")


@pytest.mark.parametrize(
    ("text", "address", "finest"),
    [
        ("Sex=male AND lonely", "sex = male and lonely", AreaLevel.PCN),
        ("carer", "carer", AreaLevel.PCN),
        ("homeless or lonely", "homeless or lonely", AreaLevel.PLACE),
        ("lonely and not sex_worker", "lonely and not sex_worker", AreaLevel.SYSTEM),
        ("everybody", "everybody", AreaLevel.PCN),
    ],
)
def test_condition_is_a_cohort_found_again_by_its_address(text, address, finest):
    cohort = find_cohort(text)
    assert cohort.is_built
    assert cohort.address == address
    assert cohort.finest is finest
    again = find_cohort(cohort.address)
    assert (again.condition, again.title) == (cohort.condition, cohort.title)


def test_condition_crosses_four_attributes_and_no_more():
    four = "sex = male and lonely and carer and not nhs_app"
    assert find_cohort(f"{four} and sex = male").is_built  # named twice, crossed once
    with pytest.raises(ConditionInvalid, match="crosses 5 attributes") as caught:
        find_cohort(f"{four} and smoker")
    assert f"may cross {MOST_ATTRIBUTES}" in caught.value.sentence
    assert "`smoker`" in caught.value.sentence


def test_condition_of_a_declared_cohort_may_be_refused_to_a_form():
    declared = find_cohort("inclusion_health_groups")
    with pytest.raises(ConditionInvalid, match="crosses 9"):
        find_cohort(str(declared.condition))


@pytest.mark.parametrize("text", ["unpaid_carer", "UNPAID_CARERS", "unpaidcarers"])
def test_misspelt_id_is_told_the_cohort_that_was_meant(text):
    with pytest.raises(ConditionInvalid, match="no cohort") as caught:
        find_cohort(text)
    assert "`unpaid_carers`" in caught.value.remedy


@pytest.mark.parametrize("text", ["", "nonsense", "'; --", "x" * 10_000, "%00"])
def test_nonsense_is_refused(text):
    with pytest.raises(ConditionInvalid):
        find_cohort(text)


def test_part_of_a_declared_cohort_has_its_own_address():
    whole = find_cohort("minority_men_unmanaged_diabetes")
    addresses = part_addresses(whole)
    assert addresses == (f"{whole.id}/1", f"{whole.id}/2")
    part = find_cohort(addresses[1])
    assert part.condition == whole.parts[1].condition
    assert part.address == addresses[1]
    assert part.finest is whole.finest


@pytest.mark.parametrize(
    "text", ["unpaid_carers/2", "unpaid_carers/0", "carer/1", "/1"]
)
def test_part_that_there_is_not_is_refused(text):
    with pytest.raises(ConditionInvalid):
        find_cohort(text)
