"""The one door: what an answer carries, and which questions have none."""

import pytest

from phm.domain.areas import AreaLevel
from phm.errors import QuestionInvalid
from phm.measures.ask import Question, ask
from phm.measures.catalogue import load_measures
from phm.measures.results import FRAME_COLUMNS


@pytest.fixture(scope="module")
def coverage(connection):
    return ask(connection, Question("link_worker_fte_per_10000", AreaLevel.PCN))


def test_answer_has_a_row_for_every_area_of_the_level(coverage):
    assert tuple(coverage.frame.columns) == FRAME_COLUMNS
    assert sorted(coverage.frame["area_code"]) == [
        *("U", "U90001", "U90002", "U90003", "U90004"),
    ]
    assert set(coverage.known["area_code"]) == {"U90001", "U90002", "U90003"}


def test_answer_says_period_tier_sources_and_caveats(coverage):
    assert coverage.period == "June 2026"
    assert coverage.tier == "open"
    assert [(note.period, note.licence[:4]) for note in coverage.sources] == [
        ("June 2026", "Open"),
        ("July 2026", "Open"),
        ("July 2026", "Open"),
    ]
    assert any("never read as zero" in caveat for caveat in coverage.caveats)
    assert coverage.interval == ""


def test_benchmark_is_the_systems_own_value_with_its_completeness(coverage):
    assert coverage.benchmark.name == "Tiny and Little"
    assert coverage.benchmark.value == pytest.approx(10_000 * 2.9 / 3351)
    assert "3 of 4 PCNs" in coverage.benchmark.completeness
    assert "2 have any" in coverage.benchmark.completeness


def test_completeness_stands_beside_the_rate_of_appointments(connection):
    question = Question("social_prescribing_appointments_per_1000", AreaLevel.PRACTICE)
    results = ask(connection, question)
    assert results.benchmark.completeness == "2 of 6 practices record any"
    assert results.interval.startswith("95 % confidence interval (Byar")


def test_areas_of_other_systems_are_not_answered_for(connection):
    for level in (AreaLevel.PCN, AreaLevel.PRACTICE, AreaLevel.LSOA):
        measure = "rural_percent" if level is AreaLevel.LSOA else "registered_patients"
        frame = ask(connection, Question(measure, level)).frame
        assert not {"U90009", "Z00009", "Z00008", "E01900010"} & set(frame["area_code"])


def test_history_gives_every_snapshot(connection):
    question = Question("link_worker_fte_history", AreaLevel.PCN, every_period=True)
    frame = ask(connection, question).frame
    series = frame[frame["area_code"] == "U90001"].set_index("period")["value"]
    assert dict(series) == pytest.approx(
        {"2022-09": 1.2, "2025-11": 1.5, "2026-06": 2.1}
    )


def test_newest_of_a_history_does_not_show_an_older_figure(connection):
    question = Question("link_worker_fte_history", AreaLevel.PCN)
    frame = ask(connection, question).frame.set_index("area_code")
    assert frame.loc["U90004", "status"] == "not reported"
    assert frame.loc["U90004", ["value", "numerator", "denominator"]].isna().all()
    assert set(frame["period"].dropna()) == {"2026-06"}


def test_lsoa_without_data_says_so(connection):
    frame = ask(connection, Question("rural_percent", AreaLevel.LSOA)).frame
    assert set(frame["status"]) == {"ok"}
    assert len(frame) == 9


@pytest.mark.parametrize(
    ("measure", "level"),
    [
        ("happiness", AreaLevel.PCN),
        ("link_worker_fte", AreaLevel.LSOA),
        ("need_index", AreaLevel.ENGLAND),
        ("", AreaLevel.SYSTEM),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_way_on(connection, measure, level):
    with pytest.raises(QuestionInvalid) as refusal:
        ask(connection, Question(measure, level))
    assert refusal.value.remedy


OF_AREAS = [one for one in load_measures().values() if not one.by_group_only]


@pytest.mark.parametrize(
    "way",
    [
        {"by": ("sex",)},
        {"where": (("sex", "male"),)},
        {"cohort": "lonely"},
        {"standardised": True},
    ],
)
def test_every_period_of_groups_is_refused_and_not_left_out(connection, way):
    question = Question("reach_per_1000", AreaLevel.PCN, every_period=True, **way)
    with pytest.raises(QuestionInvalid, match="one period") as refused:
        ask(connection, question)
    assert "every-period" in refused.value.remedy


@pytest.mark.parametrize("measure", OF_AREAS, ids=lambda m: m.id)
def test_value_and_status_always_agree(connection, measure):
    for level in {measure.levels[0], measure.levels[-1]}:
        frame = ask(connection, Question(measure.id, level)).frame
        shown = frame["status"] == "ok"
        assert frame.loc[shown, "value"].notna().all()
        assert frame.loc[~shown, "value"].isna().all()
