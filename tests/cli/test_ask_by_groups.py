"""`phm ask` by groups of people: the numbers of the door, in every format."""

import csv
import io
import json
import math

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from phm.measures.schemes import load_dimensions, load_schemes
from phm.warehouse.connect import current_warehouse
from tests.measures.by_group.crowd import crowd_home as crowd_built


@pytest.fixture(scope="session")
def crowd_home(tmp_path_factory):
    """The home of the crowd, built once."""
    return crowd_built(tmp_path_factory)


@pytest.fixture
def asked(phm, crowd_home):
    """Run `phm ask REACH WORDS… --home`."""
    return lambda *words: phm(
        "ask", "reach_per_1000", *words, "--home", crowd_home.root
    )


CROSSED = ("--by", "deprivation", "--by", "sex", "--at", "pcn")


def test_json_has_a_key_for_each_dimension_and_the_numbers_of_the_door(
    asked, crowd_home
):
    ended = asked(*CROSSED, "--where", "ethnicity_two=minority", "--format", "json")
    assert ended.code == 0
    records = json.loads(ended.out)
    with current_warehouse(crowd_home).open() as connection:
        where = (("ethnicity_two", "minority"),)
        question = Question(
            "reach_per_1000", AreaLevel.PCN, by=("deprivation", "sex"), where=where
        )
        frame = ask(connection, question).frame
    assert len(records) == len(frame) == 5 * 7 * 3
    keys = ["area_code", "deprivation", "sex", "status"]
    assert [[one[key] for key in keys] for one in records] == frame[
        keys
    ].values.tolist()
    for one, value in zip(records, frame["value"], strict=True):
        assert one["value"] == (None if math.isnan(value) else value)
        assert one["suppressed"] == (one["status"] == "suppressed")
    assert {one["suppressed"] for one in records} == {True, False}


def test_csv_says_what_json_says(asked):
    from_csv = list(csv.DictReader(io.StringIO(asked(*CROSSED, "--format", "csv").out)))
    from_json = json.loads(asked(*CROSSED, "--format", "json").out)
    assert list(from_csv[0]) == list(from_json[0])
    for one, other in zip(from_csv, from_json, strict=True):
        for key in ("area_code", "deprivation", "sex", "status"):
            assert one[key] == other[key]
        assert (float(one["value"]) if one["value"] else None) == other["value"]


def test_table_names_groups_as_the_pages_do(asked):
    ended = asked("--by", "ethnicity", "--at", "place", "--format", "table")
    assert ended.code == 0
    for words in ("Asian", "Not known", "Tiny", "suppressed", "Tiny and Little: "):
        assert words in ended.out
    assert "not_known" not in ended.out


def test_one_area_alone(asked):
    words = ("--by", "sex", "--at", "pcn", "--format", "json")
    every = json.loads(asked(*words).out)
    one = json.loads(asked(*words, "--area", "U90001").out)
    assert one == [row for row in every if row["area_code"] == "U90001"] != []


def test_audience_and_standardisation_change_the_numbers(asked):
    words = ("--by", "sex", "--at", "system", "--format", "json")
    usual, exact, alike = (
        json.loads(asked(*words, *more).out)
        for more in ((), ("--audience", "analyst"), ("--standardised",))
    )
    assert all(row["numerator"] % 5 == 0 for row in usual)
    assert any(row["numerator"] % 5 for row in exact)
    assert [row["numerator"] for row in alike] == [row["numerator"] for row in usual]
    assert [row["value"] for row in alike] != [row["value"] for row in usual]


def test_dimensions_lists_every_scheme_with_its_groups(phm):
    ended = phm("dimensions")
    assert ended.code == 0
    for dimension in load_dimensions().values():
        assert dimension.title in ended.out
    for scheme in load_schemes().values():
        assert scheme.id in ended.out
    assert "no_fixed_abode" in ended.out.replace("\n", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "starsign"), "Dimensions: "),
        (("--by", "sex", "--by", "sex"), "once"),
        (("--by", "inclusion_health"), "Levels it has"),
        (("--where", "sex"), "dimension=group"),
        (("--where", "sex=mail"), "Its groups"),
        (("--where", "=male"), "Dimensions: "),
        (("--by", "sex", "--area", "nowhere"), "Codes begin with"),
        (("--by", "sex", "--audience", "press"), "Audiences: "),
        (("--audience", "press"), "Audiences: "),
        (("--by", "ethnicity_16", "--audience", "analyst", "--at", "place"), "Schemes"),
    ],
)
def test_nonsense_ends_with_nine_and_a_remedy(asked, words, said):
    ended = asked(*words)
    assert ended.code == 9
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert not ended.out


def test_a_home_without_people_says_what_to_load(phm, tiny_home):
    ended = phm("ask", "reach_per_1000", "--by", "sex", "--home", tiny_home.root)
    assert ended.code == 9
    assert "phm template patients" in ended.err.replace("\n", " ")


@pytest.mark.parametrize(
    "words",
    [
        ("--at", "moon"),
        ("--format", "xml"),
        ("--standardised", "--sideways"),
    ],
)
def test_options_that_are_not_there_are_refused(asked, words):
    ended = asked(*words)
    assert ended.code == 2
    assert "Usage" in ended.err
