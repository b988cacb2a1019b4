"""The tree of a condition: what it says of itself, and what it cannot be."""

import pytest

from phm.domain.conditions import (
    EVERYBODY,
    And,
    Compare,
    Not,
    OneOf,
    Operator,
    Or,
    Recorded,
    all_of,
    any_of,
    attributes_of,
    depth,
    is_range,
    leaves,
)


LONELY = Compare("lonely", Operator.EQUAL, value=True)
MALE = Compare("sex", Operator.EQUAL, "male")
FROM_18 = Compare("age_years", Operator.AT_LEAST, 18)
TO_64 = Compare("age_years", Operator.AT_MOST, 64)
KNOWN = Recorded("hba1c_mmol_mol")


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (LONELY, "lonely"),
        (Not(LONELY), "not lonely"),
        (MALE, "sex = male"),
        (Not(MALE), "sex != male"),
        (Compare("sex", Operator.EQUAL, "not known"), 'sex = "not known"'),
        (Compare("sex", Operator.EQUAL, "not"), 'sex = "not"'),
        (Compare("sex", Operator.EQUAL, "99"), 'sex = "99"'),
        (OneOf("sex", ("male", "female")), "sex in (male, female)"),
        (Not(OneOf("sex", ("male", "female"))), "sex not in (male, female)"),
        (KNOWN, "hba1c_mmol_mol is recorded"),
        (Not(KNOWN), "hba1c_mmol_mol is not recorded"),
        (Not(Not(KNOWN)), "not hba1c_mmol_mol is not recorded"),
        (And((FROM_18, TO_64)), "age_years from 18 to 64"),
        (And((TO_64, FROM_18)), "age_years <= 64 and age_years >= 18"),
        (And((MALE, FROM_18, TO_64)), "sex = male and age_years from 18 to 64"),
        (Not(And((FROM_18, TO_64))), "not (age_years from 18 to 64)"),
        (
            Or((MALE, And((LONELY, KNOWN)))),
            "sex = male or (lonely and hba1c_mmol_mol is recorded)",
        ),
        (Not(Or((MALE, LONELY))), "not (sex = male or lonely)"),
        (EVERYBODY, "everybody"),
        (Not(EVERYBODY), "not everybody"),
        (Or((EVERYBODY, LONELY)), "everybody or lonely"),
    ],
    ids=str,
)
def test_condition_says_itself(condition, text):
    assert str(condition) == text


def test_two_ends_of_one_attribute_are_a_range_in_their_order():
    other = Compare("gp_contacts_12m", Operator.AT_MOST, 64)
    assert is_range(FROM_18, TO_64)
    assert not is_range(TO_64, FROM_18)
    assert not is_range(FROM_18, other)
    assert not is_range(LONELY, TO_64)


def test_joining_leaves_nothing_nested_and_nothing_alone():
    assert all_of() == EVERYBODY
    assert all_of(LONELY) == LONELY
    assert all_of(LONELY, EVERYBODY) == LONELY
    assert all_of(And((LONELY, MALE)), KNOWN) == And((LONELY, MALE, KNOWN))
    assert any_of(LONELY) == LONELY
    assert any_of(Or((LONELY, MALE)), KNOWN) == Or((LONELY, MALE, KNOWN))
    assert any_of(And((LONELY, MALE)), KNOWN).terms[0] == And((LONELY, MALE))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Compare("", Operator.EQUAL, "male"),
        lambda: Compare("Sex", Operator.EQUAL, "male"),
        lambda: Compare("sex; drop table a", Operator.EQUAL, "male"),
        lambda: Compare("sex\n", Operator.EQUAL, "male"),
        lambda: Compare("everybody", Operator.EQUAL, value=True),
        lambda: Compare("sex", Operator.EQUAL, 'a "quoted" word'),
        lambda: Compare("sex", Operator.EQUAL, "two\nlines"),
        lambda: Compare("lonely", Operator.EQUAL, value=False),
        lambda: Compare("lonely", Operator.AT_LEAST, value=True),
        lambda: OneOf("sex", ()),
        lambda: OneOf("sex", ("male",)),
        lambda: OneOf("sex", ("male", "male")),
        lambda: OneOf("lonely", (True, "no")),
        lambda: OneOf("or", ("male", "female")),
        lambda: Recorded("lower(sex)"),
        lambda: And((LONELY,)),
        lambda: And((LONELY, And((MALE, KNOWN)))),
        lambda: Or((LONELY,)),
        lambda: Or(()),
        lambda: Or((LONELY, Or((MALE, KNOWN)))),
    ],
)
def test_what_no_text_can_say_is_no_condition(make):
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_attributes_leaves_and_depth():
    condition = And((Or((MALE, LONELY)), Not(Not(MALE)), KNOWN))
    assert list(leaves(condition)) == [MALE, LONELY, MALE, KNOWN]
    assert attributes_of(condition) == ("sex", "lonely", "hba1c_mmol_mol")
    assert depth(condition) == 3
    assert [depth(one) for one in (LONELY, Not(LONELY), EVERYBODY)] == [0, 1, 1]
    assert attributes_of(EVERYBODY) == ()
