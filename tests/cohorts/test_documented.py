"""The methods page lists every attribute and cohort as it is declared."""

import re

import pytest

from phm.cohorts.attributes import load_attributes
from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import MOST_ATTRIBUTES
from phm.cohorts.grammar import parse
from phm.cohorts.limits import DEEPEST, LONGEST, MOST_TERMS
from phm.settings import PROJECT_ROOT


PAGE = (PROJECT_ROOT / "docs" / "methods" / "cohorts.md").read_text("utf-8")


@pytest.mark.parametrize("name", load_attributes())
def test_attribute_is_listed_with_its_values(name):
    attribute = load_attributes()[name]
    (line,) = [one for one in PAGE.splitlines() if one.startswith(f"| `{name}` |")]
    assert attribute.title in line
    assert attribute.finest.label in line
    assert all(f"`{value}`" in line for value in attribute.values)
    assert ", ".join(map(str, attribute.cuts)) in line


@pytest.mark.parametrize("name", load_cohorts())
def test_cohort_is_listed_with_its_condition(name):
    cohort = load_cohorts()[name]
    (line,) = [one for one in PAGE.splitlines() if one.startswith(f"| `{name}` |")]
    assert all(
        text in line
        for text in (cohort.label, f"`{cohort.condition}`", cohort.finest.label)
    )


def test_examples_of_the_page_can_be_read():
    examples = re.search(r"```\n(sex = .*?)```", PAGE, re.DOTALL)
    lines = examples[1].splitlines()
    assert len([parse(line) for line in lines]) == len(lines) >= 5


def test_limits_are_those_of_the_code():
    limits = f"{LONGEST:,} characters, {MOST_TERMS} comparisons or {DEEPEST} levels"
    assert limits in PAGE
    assert f"crosses at most {MOST_ATTRIBUTES} attributes" in PAGE
