"""Conditions drawn at random, each with its own reading in plain Python.

A drawn condition is its text beside a function from a person to True, False or None;
the two are put together side by side and share nothing with the code they test.
"""

import operator
from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Any

from hypothesis import strategies as st


Person = Mapping[str, Any]
Answer = bool | None
Drawn = tuple[str, Callable[[Person], Answer]]

FLAGS = ("lonely", "lives_alone", "carer", "diabetes_unmanaged")
CATEGORIES = {  # attribute: its values, and what is said for nothing known
    "sex": (("female", "male", "indeterminate"), ("not known",)),
    "ethnic_group": (("Asian", "Black", "Mixed", "White", "Other"), ("Not known",)),
    "ethnic_category": (("A", "B", "H", "R", "S"), ("Z", "99")),
    "employment": (("employed", "long-term sick", "retired"), ("not known",)),
    "diabetes": (("none", "type 1", "type 2", "other"), ()),
}
AGES = (5, 10, 15, 16, 17, 18, 20, *range(25, 91, 5))
FIFTHS = (1, 2, 3, 4, 5)
# attribute: for each operator the values it may be compared with, written out by hand
NUMBERS = {
    "age_years": {
        ">=": AGES,
        "<": AGES,
        ">": tuple(age - 1 for age in AGES),
        "<=": tuple(age - 1 for age in AGES),
        "=": (16, 17),
    },
    "hba1c_mmol_mol": {
        ">": (48, 53, 58, 64, 75, 86),
        "<=": (48, 53, 58, 64, 75, 86),
        ">=": (49, 54, 59, 65, 76, 87),
        "<": (49, 54, 59, 65, 76, 87),
    },
    "deprivation_quintile_local": {"=": FIFTHS, ">=": FIFTHS, "<": FIFTHS[1:]},
}
COMPARE = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
ATTRIBUTES = (*FLAGS, *CATEGORIES, *NUMBERS)


def value_of(person: Person, attribute: str) -> Any:
    """What is recorded, or None."""
    _, unknown = CATEGORIES.get(attribute, ((), ()))
    value = person[attribute]
    return None if value in unknown else value


def denied(answer: Answer) -> Answer:
    """The opposite; of unknown, unknown."""
    return None if answer is None else not answer


def all_true(answers: list[Answer]) -> Answer:
    """False if any is false, else unknown if any is unknown."""
    if False in answers:
        return False
    return None if None in answers else True


def any_true(answers: list[Answer]) -> Answer:
    """True if any is true, else unknown if any is unknown."""
    if True in answers:
        return True
    return None if None in answers else False


def known(attribute: str, test: Callable[[Any], bool]) -> Callable[[Person], Answer]:
    """A test of a value; unknown of a person of whom nothing is recorded."""

    def read(person: Person) -> Answer:
        value = value_of(person, attribute)
        return None if value is None else test(value)

    return read


def in_quotes(value: str) -> str:
    return f'"{value}"'


@st.composite
def of_a_flag(draw: st.DrawFn) -> Drawn:
    name = draw(st.sampled_from(FLAGS))
    return draw(st.sampled_from((name, name.upper()))), known(name, bool)


@st.composite
def of_a_number(draw: st.DrawFn) -> Drawn:
    name = draw(st.sampled_from(sorted(NUMBERS)))
    sign = draw(st.sampled_from(sorted(NUMBERS[name])))
    value = draw(st.sampled_from(NUMBERS[name][sign]))
    return f"{name}{sign}{value}", known(name, lambda n: COMPARE[sign](n, value))


@st.composite
def of_a_range(draw: st.DrawFn) -> Drawn:
    two = st.lists(st.sampled_from(AGES), min_size=2, max_size=2, unique=True)
    lower, cut = sorted(draw(two))
    text = f"age_years from {lower} to {cut - 1}"
    return text, known("age_years", lambda age: lower <= age < cut)


@st.composite
def of_a_category(draw: st.DrawFn) -> Drawn:
    name = draw(st.sampled_from(sorted(CATEGORIES)))
    values = st.sampled_from(CATEGORIES[name][0])
    value = draw(values)
    several = draw(st.lists(values, min_size=1, max_size=4))
    listed = ", ".join(map(in_quotes, several))
    return draw(
        st.sampled_from(
            (
                (f"{name} = {in_quotes(value)}", known(name, lambda v: v == value)),
                (f"{name} != {in_quotes(value)}", known(name, lambda v: v != value)),
                (f"{name} in ({listed})", known(name, lambda v: v in several)),
                (f"{name} not in ({listed})", known(name, lambda v: v not in several)),
            )
        )
    )


@st.composite
def of_a_record(draw: st.DrawFn) -> Drawn:
    name = draw(st.sampled_from(ATTRIBUTES))
    return draw(
        st.sampled_from(
            (
                (f"{name} is recorded", lambda p: value_of(p, name) is not None),
                (f"{name} is not recorded", lambda p: value_of(p, name) is None),
            )
        )
    )


LEAVES = st.one_of(
    of_a_flag(),
    of_a_number(),
    of_a_range(),
    of_a_category(),
    of_a_record(),
    st.just(("everybody", lambda _: True)),
)


def joined(
    drawn: list[Drawn], word: str, rule: Callable[[list[Answer]], Answer]
) -> Drawn:
    texts = [f"({text})" for text, _ in drawn]
    readings = [reading for _, reading in drawn]
    return f" {word} ".join(texts), lambda person: rule([r(person) for r in readings])


def opposite(drawn: Drawn) -> Drawn:
    text, reading = drawn
    return f"not ({text})", lambda person: denied(reading(person))


def larger(smaller: st.SearchStrategy[Drawn]) -> st.SearchStrategy[Drawn]:
    several = st.lists(smaller, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda drawn: joined(drawn, "and", all_true)),
        several.map(lambda drawn: joined(drawn, "or", any_true)),
        smaller.map(opposite),
    )


def is_readable(drawn: Drawn) -> bool:
    """Whether a text is well within what is read at all."""
    text = drawn[0]
    opened = accumulate((sign == "(") - (sign == ")") for sign in text)
    return len(text) <= 800 and max(opened) <= 7


CONDITIONS = st.recursive(LEAVES, larger, max_leaves=8).filter(is_readable)
