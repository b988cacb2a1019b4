"""Headlines and the sentence about one area."""

import pytest

from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.domain.indicators import Method, Polarity
from phm.measures.catalogue import load_measures
from phm.measures.cohort_scheme import INSIDE, cohort_scheme
from phm.measures.results import Results
from phm.words.finding import about, headline
from phm.words.leading import subject, verb
from tests.charts.builders import a_measure, a_row, some_results


NEED = a_measure(short_title="Unmet need per 1,000")
SHARE = a_measure(
    short_title="Diabetes not at target",
    group="long-term conditions",
    unit="% of people with diabetes",
    method=Method.WILSON,
)
COUNT = a_measure(short_title="Unmet need", unit="people a year", denominator=None)
PLAIN = a_measure(short_title="Deprivation score", method=Method.NONE, unit="score")


@pytest.fixture
def need() -> Results:
    return some_results(
        a_row("ash", 23.6, lower=14.4, upper=56.1),
        a_row("elm", 15.0, lower=6.0, upper=40.0),
        a_row("oak", 2.0, lower=0.0, upper=20.0),
        a_row("fir"),
        a_row("U", area_name="Unallocated (in no PCN)"),
        measure=NEED,
        benchmark=12.5,
    )


def test_the_headline_says_where_how_much_how_sure_and_who_is_missing(
    need: Results,
) -> None:
    assert headline(need) == (
        "Unmet need is highest in Ash PCN: about 24 people a year per 1,000 registered "
        "patients (range 14 to 56); the system’s average is 12. "
        "The ranges of the highest and the lowest overlap: the order is uncertain. "
        "1 PCN is not reported: Fir PCN."
    )


def test_ranges_apart_prove_nothing_more_to_say() -> None:
    rows = a_row("ash", 9.0, lower=8, upper=10), a_row("elm", 2.0, lower=1, upper=3)
    assert "overlap" not in headline(some_results(*rows, measure=NEED))


def test_confidence_intervals_that_overlap_are_called_that() -> None:
    rows = a_row("ash", 9.0, lower=2, upper=15), a_row("elm", 5.0, lower=1, upper=9)
    said = headline(some_results(*rows, measure=SHARE))
    assert "9.0 % of people with diabetes (95 % interval 2.0 to 15.0)" in said
    assert "The 95 % intervals of the highest and the lowest overlap" in said


def test_cover_leads_with_the_lowest_and_names_ties() -> None:
    cover = a_measure(
        short_title="Link workers per 10,000", group="coverage", unit="FTE per 10,000"
    )
    rows = a_row("ash", 0.0), a_row("elm", 0.0), a_row("oak", 1.0)
    said = headline(
        some_results(
            *rows, measure=cover, benchmark=0.4, completeness="3 of 3 PCNs report"
        )
    )
    assert said == (
        "Link workers are lowest in Ash PCN and Elm PCN: 0.0 FTE per 10,000 each; "
        "the system’s average is 0.4 (3 of 3 PCNs report)."
    )


def test_where_higher_is_better_the_lowest_leads() -> None:
    measure = a_measure(polarity=Polarity.HIGHER_IS_BETTER)
    rows = a_row("ash", 1.0), a_row("elm", 2.0)
    assert "lowest in Ash PCN" in headline(some_results(*rows, measure=measure))


def test_many_ties_are_counted_not_named() -> None:
    rows = [a_row(f"area{n}", 7.0) for n in range(5)]
    said = headline(some_results(*rows, a_row("oak", 1.0), measure=PLAIN))
    assert said == "Deprivation score is highest in 5 PCNs alike: a score of 7.0 each."


def test_all_alike_is_said() -> None:
    said = headline(some_results(a_row("ash", 2.0), a_row("elm", 2.0), measure=PLAIN))
    assert said == "Deprivation score is the same in all: a score of 2.0."


def test_the_same_in_all_that_have_a_figure() -> None:
    rows = a_row("ash", 2.0), a_row("elm", 2.0), a_row("oak")
    said = headline(some_results(*rows, measure=PLAIN))
    assert said == (
        "Deprivation score is the same in all 2 PCNs with a figure: a score of 2.0. "
        "1 PCN is not reported: Oak PCN."
    )


def test_a_cohort_is_read_against_everybody() -> None:
    cohort = cohort_scheme(find_cohort("unpaid_carers"))
    rows = a_row("ash", 9.0, lower=8, upper=10), a_row("elm", 2.0, lower=1, upper=3)
    some = some_results(*rows, measure=SHARE, benchmark=5.0, where=((cohort, INSIDE),))
    assert "; everybody’s average is 5.0." in headline(some)
    assert "higher than everybody’s average of 5.0" in about(some, "ash")


def test_one_area_alone() -> None:
    said = headline(some_results(a_row("ash", 2.0), a_row("elm"), measure=PLAIN))
    assert said == (
        "Only Ash PCN has a figure for deprivation score: a score of 2.0. "
        "1 PCN is not reported: Elm PCN."
    )


def test_none_known() -> None:
    rows = [a_row(f"area{n}") for n in range(5)]
    said = headline(some_results(*rows, a_row("gone", status="no data"), measure=NEED))
    assert said == (
        "No PCN has a figure for unmet need. 5 PCNs are not reported. "
        "1 PCN has no data: Gone PCN."
    )


def test_no_area_at_all() -> None:
    assert (
        headline(some_results(measure=NEED))
        == "There are no PCNs to show for unmet need."
    )


def test_a_total_is_called_a_total() -> None:
    rows = a_row("ash", 900.0), a_row("elm", 100.0)
    said = headline(some_results(*rows, measure=COUNT, benchmark=1000.0))
    assert said.endswith("the system’s total is 1,000 people a year.")


def test_several_rows_per_area_are_refused() -> None:
    with pytest.raises(ValueError, match="one row per area"):
        headline(some_results(a_row("ash", 1.0), a_row("ash", 2.0)))


def test_about_an_area_with_a_models_range_gives_the_plain_difference(
    need: Results,
) -> None:
    assert about(need, "elm") == (
        "Elm PCN: 15.0 people a year per 1,000 registered patients "
        "(range 6.0 to 40.0); 2nd highest of the 3 PCNs with a figure; "
        "2.5 above the system’s average of 12.5."
    )
    assert "10.5 below" in about(need, "oak")


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [(13, 20, "higher than"), (10, 15, "similar to"), (8, 12, "lower than")],
)
def test_a_confidence_interval_decides_higher_similar_or_lower(
    lower: float, upper: float, said: str
) -> None:
    row = a_row("ash", 12.5, lower=lower, upper=upper)
    sentence = about(some_results(row, measure=SHARE, benchmark=12.5), "ash")
    assert f"{said} the system’s average of 12.5" in sentence


def test_about_without_interval_or_system() -> None:
    said = about(some_results(a_row("ash", 3.0), measure=PLAIN), "ash")
    assert said == "Ash PCN: a score of 3.0."


def test_about_an_area_equal_to_the_system() -> None:
    said = about(some_results(a_row("ash", 3.0), measure=PLAIN, benchmark=3.01), "ash")
    assert said.endswith("the same as the system’s average of 3.0.")


def test_about_a_count_stands_beside_the_total() -> None:
    said = about(some_results(a_row("ash", 90), measure=COUNT, benchmark=1000), "ash")
    assert said.endswith("the system’s total is 1,000.0 people a year.")


def test_about_a_silent_area_says_why(need: Results) -> None:
    said = about(need, "fir")
    assert said.startswith("Fir PCN has no figure. Not reported")
    assert "not zero" in said


def test_about_an_unknown_code_is_polite(need: Results) -> None:
    assert about(need, "zzz") == "There is no PCN with the code zzz here."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"short_title": "Capacity gap (FTE)"}, "Capacity gap"),
        ({"short_title": "No car", "unit": "% of households"}, "“No car”"),
        ({"short_title": "Need index"}, "Need index"),
    ],
)
def test_the_subject(changes: dict[str, str], said: str) -> None:
    assert subject(a_measure(**changes)) == said


@pytest.mark.parametrize(
    ("measure", "end"),
    [
        ("reach_per_1000", "lowest"),
        ("reach_per_1000_in_need", "lowest"),
        ("people_per_link_worker", "highest"),
        ("declined_percent", "highest"),
    ],
)
def test_the_end_that_asks_for_attention_leads(measure: str, end: str) -> None:
    rows = a_row("ash", 3.0), a_row("elm", 1.5)
    said = headline(some_results(*rows, measure=load_measures()[measure]))
    assert f"{end} in {'Elm' if end == 'lowest' else 'Ash'} PCN" in said


PLURAL = {
    *("Registered patients", "Link workers", "Recorded appointments", "Referrals"),
    *("Online consultations", "Community groups", "“Carers, 50 hours or more”"),
    "“Mixed or multiple ethnic groups”",
    "“Ethnic minority groups”",
    "“No skills”",
}


def test_subject_and_verb_agree_for_every_measure() -> None:
    are = {subject(m) for m in load_measures().values() if verb(m) == "are"}
    assert are == PLURAL


@pytest.mark.parametrize("measure", load_measures().values(), ids=lambda m: m.id)
def test_every_measure_makes_sentences_without_nan(measure: object) -> None:
    rows = a_row("ash", 3.0), a_row("elm", 1.5, lower=1.0, upper=2.0), a_row("oak")
    results = some_results(*rows, measure=measure, benchmark=2.0)
    for said in (
        headline(results),
        *(about(results, c) for c in ("ash", "elm", "oak")),
    ):
        assert "nan" not in said.lower().split()
        assert said.endswith(".")


@pytest.mark.parametrize("level", list(AreaLevel))
def test_every_level_has_its_noun(level: AreaLevel) -> None:
    said = headline(some_results(a_row("ash"), measure=NEED, level=level))
    assert level.label in said
