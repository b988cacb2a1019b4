"""Every answer says which tier it is of; only a system's own counts are disclosed."""

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from phm.measures.available import available_measures
from phm.measures.catalogue import load_measures
from phm.measures.cite import access_of


MEASURES = {n: one for n, one in load_measures().items() if not one.by_group_only}
LOCAL = [name for name, one in MEASURES.items() if access_of(one) == "local"]
OF_PEOPLE = [name for name in LOCAL if MEASURES[name].numerator.of_people]
OPEN = [name for name in MEASURES if name not in LOCAL]


def at_pcn(connection, measure):
    return ask(connection, Question(measure, AreaLevel.PCN))


def test_measures_of_extracts_are_local_and_others_stay_open(local_connection):
    assert at_pcn(local_connection, "reach_per_1000").tier == "local"
    assert at_pcn(local_connection, "registered_patients").tier == "open"


def test_every_number_of_a_generated_system_is_synthetic(synthetic_connection):
    for measure in ("reach_per_1000", "registered_patients", "need"):
        results = at_pcn(synthetic_connection, measure)
        assert results.tier == "synthetic"
        assert all("SYNTHETIC" in note.title for note in results.sources)
        assert all("SYNTHETIC" in note.publisher for note in results.sources)
        assert not any("NHS England" in note.publisher for note in results.sources)


def test_published_files_are_not_rounded_in_any_tier(
    connection, local_connection, synthetic_connection
):
    for measure in ("registered_patients", "diabetes_prevalence_percent", "need"):
        plain = at_pcn(connection, measure).frame
        for other in (local_connection, synthetic_connection):
            assert at_pcn(other, measure).frame.equals(plain)


def test_generated_counts_are_disclosed_like_real_ones(
    local_connection, synthetic_connection
):
    for measure in LOCAL:
        real = at_pcn(local_connection, measure).frame
        assert at_pcn(synthetic_connection, measure).frame.equals(real)
    frame = at_pcn(synthetic_connection, "reach_per_1000").frame
    assert "suppressed" in set(frame["status"])


@pytest.mark.parametrize("measure", OF_PEOPLE)
def test_no_small_count_of_people_is_ever_shown(local_connection, measure):
    one = MEASURES[measure]
    for level in one.levels:
        frame = ask(local_connection, Question(measure, level, every_period=True)).frame
        counts = frame["numerator"].dropna()
        assert not ((counts > 0) & (counts < 8)).any()
        assert (counts % 5 == 0).all()
        if one.denominator and one.denominator.of_people:
            assert (frame["denominator"].dropna() % 5 == 0).all()


@pytest.mark.parametrize("measure", OF_PEOPLE)
def test_local_measure_warns_of_hidden_numbers(measure):
    assert "small_numbers_hidden" in MEASURES[measure].caveats


def test_period_says_how_long_and_until_when(local_connection):
    told = {
        "reach_per_1000": "12 months to 30 June 2026",
        "reach_history_per_1000": "3 months to 30 June 2026",
        "referrals_history": "June 2026",
        "extract_coverage_percent": "30 June 2026",
        "registered_patients": "July 2026",
    }
    for measure, period in told.items():
        assert at_pcn(local_connection, measure).period == period


def test_extract_is_cited_with_its_date(local_connection):
    note = at_pcn(local_connection, "reach_per_1000").sources[0]
    assert (note.title, note.publisher, note.period) == (
        "Registered patients, pseudonymised",
        "The system's own extract",
        "30 June 2026",
    )


def test_benchmark_is_rounded_and_says_who_sent_people(local_connection):
    benchmark = at_pcn(local_connection, "reach_per_1000").benchmark
    assert benchmark.value == pytest.approx(1000 * 25 / 2200)
    assert benchmark.completeness == "extract holds 5 of 7 practices"


def test_only_measures_with_numbers_are_offered(connection, local_connection):
    assert not set(LOCAL) & set(available_measures(connection))
    assert set(LOCAL) <= set(available_measures(local_connection))
    assert "need_index" in available_measures(connection, AreaLevel.LSOA)
    assert "need" not in available_measures(connection, AreaLevel.LSOA)
    shown = list(available_measures(local_connection))
    assert shown == [name for name in MEASURES if name in shown]


@pytest.mark.parametrize("measure", LOCAL)
def test_without_extracts_an_answer_is_empty_and_says_so(connection, measure):
    results = at_pcn(connection, measure)
    assert results.benchmark is None
    assert set(results.frame["status"]) == {"not reported"}
    assert results.frame["value"].isna().all()


@pytest.mark.parametrize("measure", OPEN)
def test_open_measures_are_the_same_with_and_without_extracts(
    connection, local_connection, measure
):
    level = MEASURES[measure].levels[-1]
    plain = ask(connection, Question(measure, level)).frame
    assert ask(local_connection, Question(measure, level)).frame.equals(plain)
