"""The builder's rows: all that can be chosen can be asked for, and nothing else."""

import pytest

from phm.cohorts.attributes import load_attributes
from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import MOST_ATTRIBUTES
from phm.cohorts.grammar import parse
from phm.cohorts.rows import Join, RowOperator, operators_of, to_rows
from phm.ui.cohort_form import ALONE, MOST_LINES, Bracket, Form, Line, form_of
from phm.ui.cohort_form_choices import (
    JOIN_WORDS,
    OPERATOR_WORDS,
    SEVERAL,
    attribute_words,
    operators_for,
    upper_ends,
    value_words,
    values_for,
)


def sayings(attribute):
    """Every line that can be made of an attribute, with each operator's extremes."""
    for operator in operators_of(attribute):
        if operator in ALONE:
            yield Line(1, attribute.id, operator)
            continue
        offered = values_for(attribute, operator)
        assert offered, (attribute.id, operator)
        for value in offered:
            if operator is RowOperator.BETWEEN:
                ends = upper_ends(attribute, value)
                for end in {*ends[:1], *ends[-1:]}:
                    yield Line(1, attribute.id, operator, (value, end))
            else:
                yield Line(1, attribute.id, operator, (value,))
        if operator in SEVERAL:
            yield Line(1, attribute.id, operator, offered)


@pytest.mark.parametrize("name", list(load_attributes()))
def test_whatever_can_be_chosen_can_be_read_and_shown_again(name):
    for line in sayings(load_attributes()[name]):
        condition = Form(items=(line,)).condition
        assert parse(str(condition)) == condition, line
        (again,) = form_of(to_rows(condition)).lines
        assert Form(items=(again,)).condition == condition


@pytest.mark.parametrize("name", list(load_attributes()))
def test_everything_on_offer_has_words(name):
    attribute = load_attributes()[name]
    assert attribute_words(name) == f"{attribute.theme} · {attribute.title}"
    for operator in operators_of(attribute):
        assert OPERATOR_WORDS[operator]
        assert not set(OPERATOR_WORDS[operator]) & set("<>=!")
    for line in sayings(attribute):
        assert all(value_words(attribute, value) for value in line.values)


def test_words_cover_every_operator_and_join():
    assert set(OPERATOR_WORDS) == set(RowOperator)
    assert set(JOIN_WORDS) == set(Join)
    assert len(set(OPERATOR_WORDS.values())) == len(RowOperator)


PRESETS = {
    key: one.condition
    for key, one in load_cohorts().items()
    if to_rows(one.condition) is not None and to_rows(one.condition).items
}


@pytest.mark.parametrize("name", list(PRESETS))
def test_a_preset_as_a_form_says_what_it_said(name):
    form = form_of(to_rows(PRESETS[name]), 40)
    assert form.condition == PRESETS[name]
    assert min(line.number for line in form.lines) > 40
    numbers = [line.number for line in form.lines]
    assert len(set(numbers)) == len(numbers)
    assert form.last >= max(numbers)
    assert form.added().lines[-1].number not in numbers


def test_most_presets_can_start_a_form():
    assert len(PRESETS) > 12


ALONE_LINE = Line(1, "lives_alone", RowOperator.HOLDS)
MEN = Line(2, "sex", RowOperator.ONE_OF, ("male",))
LONELY = Line(3, "lonely", RowOperator.FAILS)


def test_lines_and_a_bracket_are_joined_the_other_way():
    items = (ALONE_LINE, Bracket(9, (MEN, LONELY)))
    every = Form(Join.ALL, items).condition
    either = Form(Join.ANY, items).condition
    assert str(every) == "lives_alone and (sex = male or not lonely)"
    assert str(either) == "lives_alone or (sex = male and not lonely)"


@pytest.mark.parametrize(
    "line",
    [
        Line(5),
        Line(5, "sex"),
        Line(5, "sex", RowOperator.ONE_OF),
        Line(5, "age_years", RowOperator.BETWEEN, (65,)),
        Line(5, "age_years", RowOperator.AT_LEAST),
    ],
)
def test_what_is_not_complete_does_not_count(line):
    assert Form(items=(line,)).condition is None
    assert str(Form(items=(line, MEN)).condition) == "sex = male"
    bracket = Bracket(9, (line,))
    assert str(Form(items=(MEN, bracket)).condition) == "sex = male"


def test_adding_and_removing():
    form = Form().added().added().bracketed()
    assert [line.number for line in form.lines] == [1, 2, 4]
    assert form.has_bracket
    grown = form.added(3)
    assert [line.number for line in grown.lines] == [1, 2, 4, 5]
    assert [line.number for line in grown.without(4).lines] == [1, 2, 5]
    assert not grown.without(4).without(5).has_bracket
    assert grown.without(1).changed(Line(2, "lonely")).lines[0].attribute == "lonely"


def test_a_row_is_added_only_where_none_is_empty():
    assert Form(items=(MEN,)).can_grow
    assert not Form(items=(MEN, Line(5))).can_grow
    full = tuple(Line(n, "lonely", RowOperator.HOLDS) for n in range(MOST_LINES))
    assert not Form(items=full).can_grow


def test_the_fourth_attribute_is_the_last_on_offer():
    names = ("sex", "lonely", "carer", "copd")
    chosen = tuple(Line(n, name) for n, name in enumerate(names))
    empty = Line(9)
    assert len(names) == MOST_ATTRIBUTES
    assert Form(items=(*chosen, empty)).offered_to(empty) == names
    assert len(Form(items=(*chosen[:3], empty)).offered_to(empty)) > 50
    # the fourth itself may become any other
    assert len(Form(items=chosen).offered_to(chosen[3])) > 50


def test_two_rows_about_one_attribute_offer_those_in_use():
    twice = (Line(1, "sex"), Line(2, "sex"), Line(3, "lonely"))
    assert Form(items=twice).offered_to(twice[0]) == ("sex", "lonely")
    assert len(Form(items=twice).offered_to(twice[2])) > 50


def test_an_operator_that_is_not_usually_offered_stays_on_offer():
    age = load_attributes()["deprivation_quintile_national"]
    assert RowOperator.EQUAL not in operators_for(age, None)
    assert operators_for(age, RowOperator.EQUAL)[-1] is RowOperator.EQUAL
    assert 1 in values_for(age, RowOperator.EQUAL)
