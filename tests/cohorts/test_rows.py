"""A condition as the rows of a form, and back."""

import pytest
from hypothesis import given, settings

from phm.cohorts.attributes import load_attributes
from phm.cohorts.grammar import parse
from phm.cohorts.rows import (
    Join,
    Row,
    RowOperator,
    Rows,
    from_rows,
    operators_of,
    to_rows,
)
from phm.domain.conditions import EVERYBODY, Operator
from tests.cohorts.conditions import CONDITIONS


LONELY = Row("lonely", RowOperator.HOLDS)
ALONE = Row("lives_alone", RowOperator.FAILS)
MEN = Row("sex", RowOperator.ONE_OF, ("male",))
SHOWN = {
    "lonely": Rows(Join.ALL, (LONELY,)),
    "lonely and not lives_alone": Rows(Join.ALL, (LONELY, ALONE)),
    "lonely or sex = male": Rows(Join.ANY, (LONELY, MEN)),
    "sex = male and (lonely or not lives_alone)": Rows(
        Join.ALL, (MEN, Rows(Join.ANY, (LONELY, ALONE)))
    ),
    "sex = male or (lonely and not lives_alone)": Rows(
        Join.ANY, (MEN, Rows(Join.ALL, (LONELY, ALONE)))
    ),
    "age_years from 18 to 64 and lonely": Rows(
        Join.ALL, (Row("age_years", RowOperator.BETWEEN, (18, 64)), LONELY)
    ),
    "lonely or (age_years from 18 to 64)": Rows(
        Join.ANY, (LONELY, Row("age_years", RowOperator.BETWEEN, (18, 64)))
    ),
    "age_years >= 65": Rows(Join.ALL, (Row("age_years", RowOperator.AT_LEAST, (65,)),)),
    "age_years != 17": Rows(Join.ALL, (Row("age_years", RowOperator.UNEQUAL, (17,)),)),
    "sex not in (male, female)": Rows(
        Join.ALL, (Row("sex", RowOperator.NONE_OF, ("male", "female")),)
    ),
    "sex is not recorded": Rows(Join.ALL, (Row("sex", RowOperator.NOT_RECORDED),)),
    "everybody": Rows(Join.ALL, ()),
}
TOO_DEEP = [
    "not (lonely or carer)",
    "not not lonely",
    "not everybody",
    "lonely and (carer or (smoker and nhs_app))",
    "lonely and not (carer or smoker)",
    "lonely or (carer and not (smoker or nhs_app))",
    "lonely or everybody",
    "not age_years >= 65",
]


@pytest.mark.parametrize("text", SHOWN)
def test_condition_becomes_rows_and_rows_the_condition(text):
    assert to_rows(parse(text)) == SHOWN[text]
    assert str(from_rows(SHOWN[text])) == text


@pytest.mark.parametrize("text", TOO_DEEP)
def test_condition_that_a_form_cannot_show_has_no_rows(text):
    assert to_rows(parse(text)) is None


@given(CONDITIONS)
@settings(max_examples=300)
def test_rows_lose_nothing(drawn):
    condition = parse(drawn[0])
    rows = to_rows(condition)
    assert rows is None or from_rows(rows) == condition


def test_empty_form_means_everybody_and_an_empty_group_nothing():
    assert from_rows(Rows(Join.ANY, ())) == EVERYBODY
    group = Rows(Join.ANY, ())
    assert from_rows(Rows(Join.ALL, (LONELY, group))) == parse("lonely")


@pytest.mark.parametrize(
    "row",
    [
        Row("sex", RowOperator.ONE_OF),
        Row("age_years", RowOperator.BETWEEN, (18,)),
        Row("age_years", RowOperator.AT_LEAST),
        Row("age_years; --", RowOperator.HOLDS),
    ],
    ids=str,
)
def test_unfinished_or_foreign_row_is_refused(row):
    with pytest.raises(ValueError, match=r"\w"):
        from_rows(Rows(Join.ALL, (row,)))


@pytest.mark.parametrize("name", load_attributes())
def test_what_a_row_offers_can_be_parsed(name):
    attribute = load_attributes()[name]
    for operator in operators_of(attribute):
        row = Row(name, operator, first_values(attribute, operator))
        text = str(from_rows(Rows(Join.ALL, (row,))))
        assert to_rows(parse(text)) == Rows(Join.ALL, (row,))


def first_values(attribute, operator):
    if operator in (RowOperator.ONE_OF, RowOperator.NONE_OF):
        return attribute.values[:1]
    if operator is RowOperator.BETWEEN:
        lower, upper = (attribute.values_of(Operator(sign)) for sign in (">=", "<="))
        return lower[0], upper[-1]
    if operator.value in tuple(Operator):
        return attribute.cuts[:1]
    return ()
