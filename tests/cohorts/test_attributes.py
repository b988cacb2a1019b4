"""Declared attributes: complete, safe to cut by, and refused where they are not."""

import re

import pytest

from phm.cohorts.attribute import Kind
from phm.cohorts.attributes import load_attributes, load_themes, nearest, read_theme
from phm.domain.areas import AreaLevel
from phm.domain.comparisons import BARE, NAME, Operator
from phm.errors import DeclarationInvalid


ATTRIBUTES = load_attributes()
NUMBERS = [one.id for one in ATTRIBUTES.values() if one.kind is Kind.NUMBER]
WHOLE = """
title = "Who"
order = 1

[attributes.age_years]
title = "Age"
kind = "number"
cuts = [18, 65]
phrase = "are aged {bounds}"
denial = "are not aged {bounds}"

[attributes.sex]
title = "Sex"
kind = "category"
phrase = "are {values}"
denial = "are not {values}"
values = [{ id = "female", label = "Female" }, { id = "male", label = "Male" }]
"""


def test_every_theme_is_shown_and_no_attribute_stands_in_two():
    themes = load_themes()
    orders = [theme.order for theme in themes]
    assert orders == sorted(set(orders))
    assert sum(len(theme.attributes) for theme in themes) == len(ATTRIBUTES)


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_attribute_can_be_named_and_said(name):
    attribute = ATTRIBUTES[name]
    assert NAME.fullmatch(name)
    assert attribute.title[0].isupper() or attribute.title[0].isdigit()
    assert re.match(
        r"(are|have|had|live|do|did|went|need|smoke|lack|were)\b", attribute.phrase
    )
    assert attribute.phrase != attribute.denial
    assert attribute.finest in (AreaLevel.PCN, AreaLevel.PLACE, AreaLevel.SYSTEM)
    assert all(value.isprintable() and '"' not in value for value in attribute.values)
    assert all(BARE.fullmatch(v) or " " in v or "-" in v for v in attribute.values)


def test_inclusion_health_and_other_sensitive_groups_are_told_of_places_or_more():
    sensitive = {one.id: one.finest for one in ATTRIBUTES.values() if one.sensitive}
    assert {"homeless", "sex_worker", "mental_health_crisis_12m"} <= set(sensitive)
    assert set(sensitive.values()) == {AreaLevel.PLACE, AreaLevel.SYSTEM}
    assert ATTRIBUTES["modern_slavery"].finest is AreaLevel.SYSTEM
    assert ATTRIBUTES["ethnic_category"].finest is AreaLevel.PLACE
    assert ATTRIBUTES["ethnic_group"].finest is AreaLevel.PCN


@pytest.mark.parametrize("name", NUMBERS)
def test_no_threshold_can_be_walked(name):
    """Every way of cutting a number gives one of the declared parts, never another."""
    attribute = ATTRIBUTES[name]
    span = range(-2, max(attribute.cuts) + 30)
    lower_parts = set()
    for operator, shift in (("<", 0), (">=", 0), ("<=", 1), (">", 1)):
        allowed = {n + shift for n in span if attribute.is_cut(Operator(operator), n)}
        lower_parts |= allowed
        assert {n - shift for n in allowed} == set(
            attribute.values_of(Operator(operator))
        )
    ends = (attribute.least is not None) + (attribute.greatest is not None)
    assert len(lower_parts) <= len(attribute.cuts) + ends


def test_ages_and_hba1c_are_cut_where_the_fixed_menu_says():
    age, hba1c = ATTRIBUTES["age_years"], ATTRIBUTES["hba1c_mmol_mol"]
    fives = set(range(5, 91, 5))
    assert set(age.cuts) == fives | {16, 17, 18}
    assert age.operators == (Operator.AT_LEAST, Operator.BELOW)
    assert hba1c.cuts == (48, 53, 58, 64, 75, 86)
    assert hba1c.operators == (Operator.ABOVE, Operator.AT_MOST)
    assert hba1c.is_cut(Operator.ABOVE, 58)
    assert not hba1c.is_cut(Operator.AT_LEAST, 58)
    assert [n for n in range(100) if age.is_cut(Operator.EQUAL, n)] == [15, 16, 17]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ethnicity", "ethnic_group"),
        ("livesalone", "lives_alone"),
        ("Long COVID", "long_covid"),
        ("age", "age_years"),
        ("diabetis", "diabetes"),
    ],
)
def test_nearest_attribute_is_found(name, found):
    assert found in nearest(name)


def test_nothing_is_nearest_to_nonsense():
    assert nearest("zzzzzzzzz") == []


def test_whole_theme_is_read(tmp_path):
    theme = read_theme(written(tmp_path, WHOLE))
    assert [one.id for one in theme.attributes] == ["age_years", "sex"]
    assert theme.attributes[1].spellings == {"female": "female", "male": "male"}


FAULTS = {
    "not TOML": ('title = "Who"', "title = Who", "Invalid value"),
    "no title": ('title = "Who"', "", "'title' is missing"),
    "stray field of the file": ("order = 1", "order = 1\ncolour = 1", "`colour`"),
    "stray field": ('title = "Sex"', 'title = "Sex"\nlabel = "Sex"', "`label`"),
    "no phrase": ('phrase = "are {values}"', "", "'phrase' is missing"),
    "kind": ('kind = "category"', 'kind = "text"', "'text' is not a valid Kind"),
    "level": ('title = "Age"', 'title = "Age"\nfinest = "ward"', "'ward' is not"),
    "place": ('"are {values}"', '"are {value}"', "`phrase` must hold {values}"),
    "two places": ('"are {values}"', '"{values} {x}"', "`phrase` must hold {values}"),
    "cuts of no number": ('title = "Sex"', 'title = "Sex"\ncuts = [1]', "has cuts"),
    "number without cuts": ("cuts = [18, 65]", "", "has cuts"),
    "cuts fall": ("cuts = [18, 65]", "cuts = [65, 18]", "cuts must rise"),
    "value twice": ('"male", label', '"FEMALE", label', "named twice"),
    "no values": ('kind = "number"', 'kind = "category"', "{values}"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_faulty_theme_names_the_file_and_the_fault(tmp_path, kind):
    before, after, said = FAULTS[kind]
    assert before in WHOLE
    path = written(tmp_path, WHOLE.replace(before, after, 1))
    with pytest.raises(DeclarationInvalid) as caught:
        read_theme(path)
    assert "who.toml" in caught.value.message
    assert said in caught.value.message
    assert caught.value.remedy


def written(folder, text):
    path = folder / "who.toml"
    path.write_text(text, encoding="utf-8")
    return path
