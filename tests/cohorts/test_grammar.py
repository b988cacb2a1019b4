"""What a condition may say, how it is written back, what is said of one that fails."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phm.cohorts.attributes import load_attributes
from phm.cohorts.grammar import parse
from phm.cohorts.limits import DEEPEST, LONGEST, MOST_TERMS
from phm.domain.conditions import (
    EVERYBODY,
    And,
    Compare,
    Not,
    OneOf,
    Operator,
    Or,
    Recorded,
)
from phm.errors import ConditionInvalid
from tests.cohorts.conditions import CONDITIONS


MALE = Compare("sex", Operator.EQUAL, "male")
LONELY = Compare("lonely", Operator.EQUAL, value=True)
ALONE = Compare("lives_alone", Operator.EQUAL, value=True)
FROM_18, TO_64 = (
    Compare("age_years", Operator.AT_LEAST, 18),
    Compare("age_years", Operator.AT_MOST, 64),
)

READ = {
    "sex = male": MALE,
    "SEX = Male AND Lonely": And((MALE, LONELY)),
    "sex != male": Not(MALE),
    "not sex = male": Not(MALE),
    "not lonely": Not(LONELY),
    "lonely or lives_alone and sex = male": Or((LONELY, And((ALONE, MALE)))),
    "(lonely or lives_alone) and sex = male": And((Or((LONELY, ALONE)), MALE)),
    "not lonely and sex = male": And((Not(LONELY), MALE)),
    "lonely and (lives_alone and sex = male)": And((LONELY, ALONE, MALE)),
    "((lonely))": LONELY,
    "age_years from 18 to 64": And((FROM_18, TO_64)),
    "lonely and age_years from 18 to 64": And((LONELY, FROM_18, TO_64)),
    "hba1c_mmol_mol > 58": Compare("hba1c_mmol_mol", Operator.ABOVE, 58),
    "hba1c_mmol_mol is recorded": Recorded("hba1c_mmol_mol"),
    "hba1c_mmol_mol is not recorded": Not(Recorded("hba1c_mmol_mol")),
    "diabetes = 'type 2'": Compare("diabetes", Operator.EQUAL, "type 2"),
    "sex in (male, female)": OneOf("sex", ("male", "female")),
    "sex in (male, MALE)": MALE,
    "sex not in (male, female)": Not(OneOf("sex", ("male", "female"))),
    "ethnic_category = 'white british'": Compare(
        "ethnic_category", Operator.EQUAL, "A"
    ),
    "everybody": EVERYBODY,
    "everybody and lonely": LONELY,
    "  sex\n=\tmale ": MALE,
}
CANONICAL = {
    "SEX='male'": "sex = male",
    "not sex in (male)": "sex != male",
    "not(lonely or lives_alone)and carer": "not (lonely or lives_alone) and carer",
    "lonely or lives_alone and carer": "lonely or (lives_alone and carer)",
    "age_years >= 18 and age_years <= 64": "age_years from 18 to 64",
    "age_years <= 64 and age_years >= 18": "age_years <= 64 and age_years >= 18",
    "lonely or age_years from 18 to 64": "lonely or (age_years from 18 to 64)",
    "not hba1c_mmol_mol is recorded": "hba1c_mmol_mol is not recorded",
    "alcohol in (dependent,'higher risk')": 'alcohol in (dependent, "higher risk")',
    "not not lonely": "not not lonely",
    "not everybody": "not everybody",
}


@pytest.mark.parametrize("text", READ)
def test_text_is_read(text):
    assert parse(text) == READ[text]


@pytest.mark.parametrize("text", CANONICAL)
def test_text_is_written_back_in_one_way(text):
    assert str(parse(text)) == CANONICAL[text]


@given(CONDITIONS)
@settings(max_examples=300)
def test_written_text_is_read_as_the_same_tree(drawn):
    condition = parse(drawn[0])
    written = str(condition)
    assert parse(written) == condition
    assert str(parse(written)) == written


# text: line, column, a word of what is wrong, a word of what to do
FAULTS = {
    "genderr = male": (1, 1, "no attribute `genderr`", "docs/methods/cohorts.md"),
    "ethnicity = Asian": (1, 1, "no attribute `ethnicity`", "`ethnic_group`"),
    "sex = mle": (1, 7, "`sex` has no value `mle`", "`male`"),
    "sex = 3": (1, 7, "no value `3`", "`female`"),
    "lonely and sex": (1, 12, "`sex` says nothing by itself", "`sex = female`"),
    "sex = male and": (1, 15, "ends too early", "an attribute"),
    "(lonely": (1, 8, "ends too early", "`)`"),
    "lonely)": (1, 7, "`)` cannot stand here", "the end"),
    "lonely lives_alone": (1, 8, "`lives_alone` cannot", "A flag stands alone"),
    "diabetes = type 2": (1, 17, "`2` cannot stand", "quotation marks"),
    "sex = 'male": (1, 7, "`'` cannot stand", "Close the quotation mark"),
    "sex in ()": (1, 9, "`)` cannot stand", "A value is expected"),
    "sex is male": (1, 8, "`male` cannot stand", "`recorded`"),
    "sex > male": (1, 7, "has no order", "`sex = female`"),
    "lonely = yes": (1, 1, "yes or no", "`not lonely`"),
    "lonely from 1 to 2": (1, 1, "no range", "`lonely`"),
    "lonely in (1, 2)": (1, 1, "yes or no", "`lonely`"),
    "age_years > old": (1, 13, "is a number", "`age_years >= 40`"),
    "age_years >= 37": (1, 14, "not cut at `>= 37`", "`age_years >= 35`"),
    "age_years > 65": (1, 13, "not cut at `> 65`", "`age_years > 64`"),
    "age_years >= 18.5": (1, 14, "not cut", "`age_years >= 18`"),
    "age_years >= -5": (1, 14, "not cut", "`age_years >= 0`"),
    "age_years = 40": (1, 13, "not cut", "`age_years = 16`"),
    "age_years in (16, 40)": (1, 19, "not cut", "fixed menu"),
    "hba1c_mmol_mol >= 58": (1, 19, "not cut", "`hba1c_mmol_mol >= 59`"),
    "age_years from 64 to 18": (1, 16, "upside down", "smaller first"),
    "age_years from 18 to 65": (1, 22, "not cut at `<= 65`", "`age_years <= 64`"),
    "age_years from '²' to 18": (1, 16, "is a number", "`age_years >= 40`"),
    "sex from 1 to 2": (1, 1, "no range", "`sex = female`"),
    "ethnic_group = 'Not known'": (1, 16, "no value", "`ethnic_group is not recorded`"),
    "sex = male\nand age_years >= 37": (2, 18, "not cut", "fixed menu"),
    "not": (1, 4, "ends too early", "an attribute"),
    "= male": (1, 1, "`=` cannot stand", "an attribute"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_fault_points_at_the_spot_and_says_what_to_write(text):
    line, column, wrong, remedy = FAULTS[text]
    with pytest.raises(ConditionInvalid) as caught:
        parse(text)
    fault = caught.value
    assert wrong in fault.sentence
    assert f"(line {line}, column {column})" in fault.sentence
    assert remedy in fault.remedy
    shown, carets = fault.marked.split("\n")
    assert shown == text.split("\n")[line - 1]
    assert carets.index("^") == column - 1


def test_spot_far_into_a_long_line_is_shown_with_what_surrounds_it():
    text = "lonely and " * 30 + "sex = mle"
    with pytest.raises(ConditionInvalid) as caught:
        parse(text)
    shown, carets = caught.value.marked.split("\n")
    assert len(shown) <= 72
    assert shown[carets.index("^") :] == "mle"
    assert carets.strip() == "^^^"


TOO_MUCH = {
    "empty": ("", "empty"),
    "blank": (" \n\t ", "empty"),
    "long": ("lonely and " * 100_000 + "lonely", "characters"),
    "one long word": ("x" * 5_000_000, "characters"),
    "brackets": ("(" * 400 + "lonely" + ")" * 400, "brackets"),
    "not": ("not " * (DEEPEST + 1) + "lonely", "within each other"),
    "not, endlessly": ("not " * 249 + "no", "no attribute"),
    "terms": (" or ".join(["lonely"] * (MOST_TERMS + 1)), f"{MOST_TERMS} are read"),
    "values": (f"sex in ({', '.join(['male'] * 300)})", "characters"),
    "digits": (f"age_years >= {'9' * 900}", "not cut"),
    "grows": ("sex=male " + "or carer" * 120, "cannot stand"),
}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_absurd_condition_is_refused_at_once(kind):
    text, wrong = TOO_MUCH[kind]
    started = time.perf_counter()
    with pytest.raises(ConditionInvalid, match=wrong) as caught:
        parse(text)
    assert time.perf_counter() - started < 1
    assert len(caught.value.message) < 300


def test_text_that_is_too_long_once_it_is_written_out_is_refused():
    dense = " or ".join(["ae_attendances_12m>=3"] * (MOST_TERMS - 1))
    assert len(dense) < LONGEST
    with pytest.raises(ConditionInvalid, match="characters"):
        parse(dense)


INJECTIONS = [
    "1 = 1",
    "sex = male; drop table fct_person",
    "sex = male -- and diabetes_unmanaged",
    "sex = male /* and */",
    "sex = male' or '1'='1",
    "sex = 'male'' or 1=1'",
    "sex = \"male' or '1'='1\"",
    'sex = "male; drop table fct_person"',
    "sex = $cohort_1",
    "sex = ?",
    "sex = :name",
    "sex = male union select * from stg_patients",
    "sex = (select max(sex) from fct_person)",
    "(select 1)",
    "exists(select 1 from fct_person)",
    "lower(sex) = male",
    "fct_person.sex = male",
    "person_id = 1",
    "practice_code = Z00001",
    "lsoa21_code is recorded",
    "referred_12m",
    "need >= 1",
    "sex like 'm%'",
    "sex = male or true",
    "sex = male\0",
    "sex = male\N{FULLWIDTH SEMICOLON} drop table fct_person",
    "\N{RIGHT-TO-LEFT OVERRIDE}elam = xes",
    "\N{CYRILLIC SMALL LETTER ES}ex = male",
    "sex = \N{FULLWIDTH LATIN SMALL LETTER M}ale",
    "lone\N{ZERO WIDTH SPACE}ly",
    "age_years >= \N{ARABIC-INDIC DIGIT SIX}5",
    "age_years >= 0x41",
    "__import__('os').system('true')",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "[sex](https://example.org) = male",
    "../../etc/passwd",
    "sex = male\r\nSet-Cookie: a=b",
    "😀 = 1",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_injection_is_refused_and_shown_as_plain_signs(text):
    with pytest.raises(ConditionInvalid) as caught:
        parse(text)
    shown = f"{caught.value.sentence}{caught.value.remedy}"
    assert shown.isprintable()
    assert all(line.isprintable() for line in caught.value.marked.split("\n"))
    assert "line" in caught.value.sentence


WORDS = [
    *sorted(load_attributes())[:6],
    *("and", "or", "not", "in", "is", "recorded", "from", "to", "everybody", "sex"),
    *("male", "age_years", "lonely", "(", ")", ",", "=", "!=", ">=", "<", "'", '"'),
    *("65", "18", "-1", "1.5", "type 2", "'type 2'", '"Asian"', ";", "--", "\n", "\0"),
]
ANYTHING = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=20).map("".join),
    CONDITIONS.flatmap(lambda drawn: cut_or_changed(drawn[0])),
)


def cut_or_changed(text):
    places = st.integers(0, len(text))
    return st.tuples(places, places, st.text(max_size=2)).map(
        lambda drawn: text[: drawn[0]] + drawn[2] + text[drawn[1] :]
    )


@given(ANYTHING)
@settings(max_examples=1_000, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_or_refused_and_nothing_else_happens(text):
    started = time.perf_counter()
    try:
        said = [str(parse(text))]
    except ConditionInvalid as fault:
        said = [fault.sentence, fault.remedy]
    assert all(said)
    assert time.perf_counter() - started < 1
