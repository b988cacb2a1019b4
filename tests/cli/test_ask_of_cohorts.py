"""`phm cohorts` and `phm ask --cohort`: presets, conditions, and what is refused."""

import json

import pytest

from phm.cohorts.catalogue import load_cohorts
from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from phm.warehouse.connect import current_warehouse
from tests.measures.by_group.crowd import crowd_home as crowd_built


PRESET = "people_with_long_term_conditions"
WRITTEN = "hypertension and age_years >= 45"
INJECTIONS = (
    "sex = male'; drop table fct_person; --",
    "sex = male; select * from fct_person",
    'sex = "male" or 1 = 1',
    "diabetes_register) or (true",
    "read_csv('secrets')",
    "sex = $cohort_1",
    "[bold]sex[/bold] = male",
    "sex = male\x1b[31m",
    "person_key = 1",
    "../../cohorts/definitions/unpaid_carers",
    "not " * 300 + "hypertension",
    "(" * 2000,
)


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


def test_cohorts_lists_every_preset_with_its_level_and_source(phm):
    ended = phm("cohorts")
    said = ended.out.replace("\n", "")
    assert ended.code == 0
    for one in load_cohorts().values():
        assert one.id in said
    assert {"PCN", "place", "system"} <= set(said.replace("│", " ").split())
    assert "Rotherham" in said
    assert "long-term condition" in said


@pytest.mark.parametrize("cohort", [PRESET, WRITTEN])
def test_a_cohort_has_the_numbers_of_the_door(asked, crowd_home, cohort):
    words = ("--cohort", cohort, "--at", "pcn", "--format", "json")
    ended = asked(*words)
    assert ended.code == 0
    with current_warehouse(crowd_home).open() as connection:
        question = Question("reach_per_1000", AreaLevel.PCN, cohort=cohort)
        frame = ask(connection, question).frame
    numbers = [(row["area_code"], row["numerator"]) for row in json.loads(ended.out)]
    there = frame[["area_code", "numerator"]].astype(object)
    assert numbers == [
        tuple(row) for row in there.where(there.notna(), None).to_numpy()
    ]
    everybody = json.loads(asked("--at", "pcn", "--format", "json").out)
    assert [row["numerator"] for row in everybody] != [one[1] for one in numbers]


def test_by_cohort_gives_it_and_everybody_else(asked):
    words = ("--cohort", WRITTEN, "--by", "cohort", "--at", "system")
    rows = json.loads(asked(*words, "--format", "json").out)
    assert [row["cohort"] for row in rows] == ["in", "others"]
    alone = json.loads(
        asked("--cohort", WRITTEN, "--at", "system", "--format", "json").out
    )
    keys = ("value", "lower", "upper", "numerator", "denominator", "status")
    assert [rows[0][key] for key in keys] == [alone[0][key] for key in keys]
    table = asked(*words, "--format", "table").out.replace("\n", "")
    assert "Everybody else" in table
    named = "People aged 45 and over who have hypertension"
    assert alone[0]["only"] == named
    assert rows[0]["only"] == f"{named} (in), and others"


def test_a_condition_finds_the_same_people_however_it_is_spelled(asked):
    words = ("--at", "place", "--format", "json")
    one = asked("--cohort", "AGE_YEARS>=45  and (hypertension)", *words)
    other = asked("--cohort", "age_years >= 45 and hypertension", *words)
    assert json.loads(one.out) == json.loads(other.out)


def test_a_table_says_whom_it_is_about(asked):
    ended = asked("--cohort", WRITTEN, "--at", "place")
    assert "Only: People aged 45 and over who have hypertension" in ended.out


def test_a_cohort_with_a_dimension(asked):
    ended = asked(
        "--cohort", PRESET, "--by", "sex", "--at", "system", "--format", "json"
    )
    assert [row["sex"] for row in json.loads(ended.out)] == [
        "female",
        "male",
        "not_known",
    ]


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_gets_past_the_grammar(asked, text):
    ended = asked("--cohort", text)
    assert ended.code == 12
    assert not ended.out
    assert "Traceback" not in ended.err
    assert "\x1b" not in ended.err
    assert len(ended.err) < 1000
    usual = json.loads(asked("--at", "system", "--format", "json").out)
    assert usual[0]["numerator"] > 0  # nobody was dropped


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The condition is empty"),
        ("  ", "The condition is empty"),
        ("unpaid_carer", "Did you mean `unpaid_carers`"),
        ("hypertensions", "Did you mean `hypertension`"),
        ("age_years >= 46", "fixed menu"),
        ("sex = mail", "`sex` has no value `mail` (line 1, column 7)"),
        ("hypertension and", "ends too early (line 1, column 17)"),
        ("sex = male and lonely and carer and copd and stroke", "may cross 4"),
    ],
)
def test_a_condition_that_cannot_be_read_says_what_to_write(asked, text, said):
    ended = asked("--cohort", text)
    assert ended.code == 12
    assert said in ended.err
    assert not ended.out


def test_the_spot_is_marked_under_the_condition(asked):
    lines = asked("--cohort", "lonely and sex = mail").err.splitlines()
    (marked,) = (n for n, line in enumerate(lines) if line.strip() == "^^^^")
    start = lines[marked].index("^")
    assert lines[marked - 1][start : start + 4] == "mail"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "cohort"), "No cohort is named"),
        (("--cohort", "homeless"), "cannot be told by PCN"),
        (("--cohort", "sex_worker", "--at", "place"), "cannot be told by place"),
        (("--cohort", PRESET, "--by", "cohort", "--by", "cohort"), "asked for twice"),
    ],
)
def test_a_cohort_is_asked_for_only_as_it_may_be_told(asked, words, said):
    ended = asked(*words)
    assert ended.code == 9
    assert said in ended.err
    assert not ended.out


def test_a_cohort_of_nobody_and_of_everybody(asked):
    words = ("--by", "cohort", "--at", "system", "--format", "json")
    nobody = json.loads(asked("--cohort", "carer and not carer", *words).out)
    assert [row["status"] for row in nobody] == ["no data", "ok"]
    everyone = json.loads(asked("--cohort", "everybody", *words).out)
    assert [row["status"] for row in everyone] == ["ok", "no data"]


def test_a_home_without_people_says_what_to_load(phm, tiny_home):
    ended = phm("ask", "reach_per_1000", "--cohort", PRESET, "--home", tiny_home.root)
    assert ended.code == 9
    assert "phm template patients" in ended.err.replace("\n", " ")
