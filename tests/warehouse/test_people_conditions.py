"""A compiled condition means the people that plain Python means, and pastes nothing."""

from itertools import product
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from sqlglot import exp

from phm.cohorts.attribute import Kind
from phm.cohorts.attributes import load_attributes
from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.grammar import parse
from phm.domain.conditions import Compare, Operator, Or
from phm.warehouse.connect import current_warehouse
from phm.warehouse.people_conditions import NOT_RECORDED, compiled, holding
from tests.cohorts.conditions import CATEGORIES, CONDITIONS, FLAGS, NUMBERS
from tests.measures.by_group.crowd import crowd_home


TYPES = {"age_years": "smallint", "hba1c_mmol_mol": "utinyint"}
EDGES = {  # around every threshold there is
    "age_years": (None, *range(3, 92)),
    "hba1c_mmol_mol": (None, *range(46, 90)),
    "deprivation_quintile_local": (None, 1, 2, 3, 4, 5),
}
NOT_OFFERED = {  # columns of the mart that no cohort is made of, with the reason
    "keys and places; a question has its own": (
        *("person_id", "practice_code", "pcn_code", "place_id", "in_system"),
        *("in_current_pcn", "lsoa21_code", "extract_date"),
    ),
    "a secret draw; whoever asked for it would know who is in it": ("in_sample",),
    "said by another attribute": (
        *("age_band", "ruc21_code", "ruc11_code", "urban_rural_2011"),
        *("care_process_hba1c", "care_process_blood_pressure"),
        *("care_process_cholesterol", "care_process_creatinine"),
        *("care_process_urine_acr", "care_process_foot", "care_process_bmi"),
        *("care_process_smoking", "main_language", "main_language_known"),
    ),
    "what is measured of a cohort, which a cohort must not be made of": (
        *("need_low", "need", "need_high", "offered_12m", "declined_12m"),
        *("referred_12m", "reached_12m", "supported_12m", "no_service_12m"),
        *("referrals_12m", "referred_previous_12m", "reached_without_screen_12m"),
    ),
}


def everybody():
    """People whose records cover all values and thresholds, and nothing recorded."""
    dice = Random(5)  # noqa: S311 - made-up people
    choices = {
        **dict.fromkeys(FLAGS, (True, False, None)),
        **{n: (*values, *unknown, None) for n, (values, unknown) in CATEGORIES.items()},
        **EDGES,
    }
    return [
        {name: dice.choice(values) for name, values in choices.items()}
        for _ in range(400)
    ]


PEOPLE = everybody()


@pytest.fixture(scope="session")
def mart():
    """A small table with the types of the person mart."""
    connection = duckdb.connect()
    kinds = dict.fromkeys(FLAGS, "boolean")
    kinds |= {name: TYPES.get(name, "utinyint") for name in NUMBERS}
    for name, (values, unknown) in CATEGORIES.items():
        listed = ", ".join(f"'{value}'" for value in (*values, *unknown))
        kinds[name] = f"enum ({listed})"
    columns = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
    connection.execute(f"create table fct_person (person_id integer, {columns})")
    connection.executemany(
        f"insert into fct_person values ({', '.join('?' * (len(kinds) + 1))})",  # noqa: S608
        [[n, *(person[name] for name in kinds)] for n, person in enumerate(PEOPLE)],
    )
    yield connection
    connection.close()


def meant(connection, made):
    expression, values = made
    query = exp.select("person_id").from_("fct_person").where(expression)
    rows = connection.execute(query.sql("duckdb"), values).fetchall()
    return {number for (number,) in rows}


@given(drawn=CONDITIONS)
@settings(max_examples=400)
def test_condition_means_the_people_that_plain_python_means(mart, drawn):
    text, reading = drawn
    condition = parse(text)
    expected = {n for n, person in enumerate(PEOPLE) if reading(person) is True}
    assert meant(mart, holding(condition)) == expected
    assert meant(mart, compiled(condition)) == expected
    expression, values = compiled(condition)
    others = meant(mart, (exp.not_(expression), values))  # never null: nobody is lost
    assert others == set(range(len(PEOPLE))) - expected


# Kleene's strong tables (1952): rows and columns true, false, unknown
KLEENE = {"and": "TFU FFF UFU", "or": "TTT TFU TUU"}


@pytest.mark.parametrize("word", KLEENE)
def test_three_values_go_through_and_or_and_not_after_kleene(mart, word):
    answers = KLEENE[word].replace(" ", "")
    table = dict(zip(product((True, False, None), repeat=2), answers, strict=True))
    for text, answer in (
        (f"lonely {word} carer", "T"),
        (f"not (lonely {word} carer)", "F"),
    ):
        found = meant(mart, holding(parse(text)))
        pairs = {(PEOPLE[n]["lonely"], PEOPLE[n]["carer"]) for n in found}
        assert pairs == {pair for pair, said in table.items() if said == answer}


def test_58_is_controlled_and_not_known_is_no_ethnic_group(mart):
    over = meant(mart, holding(parse("hba1c_mmol_mol > 58")))
    assert min(PEOPLE[n]["hba1c_mmol_mol"] for n in over) == 59
    others = meant(mart, holding(parse("not ethnic_group in (Asian, Black)")))
    found = {PEOPLE[n]["ethnic_group"] for n in others}
    assert found == {"Mixed", "White", "Other"}
    unknown = meant(mart, holding(parse("ethnic_group is not recorded")))
    assert {PEOPLE[n]["ethnic_group"] for n in unknown} == {"Not known", None}


def test_values_are_parameters_and_names_are_quoted():
    evil = "male'; drop table fct_person --"
    condition = Or(
        (
            Compare("sex", Operator.EQUAL, evil),
            Compare("select", Operator.AT_LEAST, 65),
        )
    )
    expression, values = compiled(condition, prefix="other")
    text = expression.sql("duckdb")
    assert values == {"other_1": evil, "other_2": 65}
    assert "drop" not in text
    assert '"select" >= $other_2' in text


def test_two_conditions_stand_in_one_query(mart):
    one, other = parse("sex = male"), parse("sex = female")
    (first, a), (second, b) = compiled(one, prefix="a"), compiled(other, prefix="b")
    both = meant(mart, (exp.and_(first, exp.not_(second)), a | b))
    assert both == meant(mart, holding(one))


@pytest.fixture(scope="session")
def crowd(tmp_path_factory):
    """The warehouse of the crowd, whose person mart has every column."""
    with current_warehouse(crowd_home(tmp_path_factory)).open() as connection:
        yield connection


@pytest.fixture(scope="session")
def columns(crowd):
    """Column of the person mart → its type."""
    rows = crowd.execute(
        "select column_name, data_type from duckdb_columns() "
        "where table_name = 'fct_person'"
    ).fetchall()
    return dict(rows)


def test_every_column_is_an_attribute_or_left_out_for_a_reason(columns):
    left_out = {name for names in NOT_OFFERED.values() for name in names}
    assert set(columns) == set(load_attributes()) | left_out
    assert not set(load_attributes()) & left_out


@pytest.mark.parametrize("name", load_attributes())
def test_attribute_has_the_type_and_the_values_of_its_column(columns, name):
    attribute, kind = load_attributes()[name], columns[name]
    found = {
        "BOOLEAN": Kind.FLAG,
        "SMALLINT": Kind.NUMBER,
        "UTINYINT": Kind.NUMBER,
        "USMALLINT": Kind.NUMBER,
    }.get(kind, Kind.CATEGORY)
    assert attribute.kind is found
    if attribute.kind is Kind.CATEGORY:
        recorded = {*attribute.values, *NOT_RECORDED.get(name, ())}
        assert kind.startswith("ENUM(")
        assert set(kind[6:-2].split("', '")) == recorded


@pytest.mark.parametrize("cohort_id", load_cohorts())
def test_preset_runs_and_its_parts_are_parts(crowd, cohort_id):
    cohort = load_cohorts()[cohort_id]
    people = meant(crowd, holding(cohort.condition))
    assert meant(crowd, compiled(cohort.condition)) == people
    assert all(meant(crowd, holding(part.condition)) <= people for part in cohort.parts)


def test_presets_of_what_the_crowd_records_find_them(crowd):
    cohorts = load_cohorts()
    sizes = {
        name: len(meant(crowd, holding(cohorts[name].condition)))
        for name in ("everybody_registered", "unmanaged_diabetes")
    }
    by_hand = crowd.execute(
        "select count(*), count(*) filter (where diabetes_unmanaged) from fct_person"
    ).fetchall()[0]
    assert tuple(sizes.values()) == by_hand
    assert 0 < sizes["unmanaged_diabetes"] < sizes["everybody_registered"]
