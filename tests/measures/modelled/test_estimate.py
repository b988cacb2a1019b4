"""A modelled estimate as it leaves the room, for the invented system."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from phm.domain.areas import AreaLevel
from phm.errors import DeclarationInvalid, QuestionInvalid
from phm.measures.ask import Question, ask
from phm.measures.modelled import modelled_estimate
from phm.measures.modelled.rounding import rounded
from phm.measures.results import FRAME_COLUMNS, NOT_REPORTED, OK
from phm.words.sources import csv_text
from tests.builders import LIST_2026, PRACTICES, built, tiny_files, without
from tests.measures.modelled.declarations import CARERS, UNMANAGED, declared


PCN, PLACE, SYSTEM = AreaLevel.PCN, AreaLevel.PLACE, AreaLevel.SYSTEM


def estimate(connection, text=CARERS, level=PCN):
    return modelled_estimate(connection, declared(text), level)


def by_code(results):
    return results.frame.set_index("area_code")


def test_every_area_has_a_row_as_of_a_measure(connection):
    results = estimate(connection)
    assert tuple(results.frame.columns) == FRAME_COLUMNS
    usual = ask(connection, Question("unpaid_care_50_hours_percent", PCN))
    assert set(results.frame["area_code"]) == set(usual.frame["area_code"])
    known = results.known
    assert len(known)
    assert (known["lower"] <= known["value"]).all()
    assert (known["value"] <= known["upper"]).all()


def test_a_pcn_is_its_list_times_the_published_shares(connection):
    five_over = sum(
        female + male
        for practice, bands in LIST_2026.items()
        if PRACTICES[practice] == "U90001"
        for band, (female, male) in bands.items()
        if band != "0_4"
    )
    asked = ask(connection, Question("unpaid_care_50_hours_percent", PCN))
    share = by_code(asked).loc["U90001", "value"] / 100
    found = by_code(estimate(connection)).loc["U90001"]
    assert found["value"] == rounded(five_over * share * 0.1 * 1.5)
    assert found["denominator"] == rounded(five_over)


def test_the_system_is_the_sum_of_its_pcns(connection):
    system = by_code(estimate(connection, UNMANAGED, SYSTEM)).iloc[0]
    places = estimate(connection, UNMANAGED, PLACE).known
    pcns = estimate(connection, UNMANAGED, PCN).known
    for parts in (places, pcns):
        assert parts["value"].sum() == pytest.approx(system["value"], abs=2.5 * 6)
    assert system["units_reported"] == pcns["units_reported"].sum()


def test_a_pcn_without_a_register_is_not_reported(connection):
    found = by_code(estimate(connection, UNMANAGED))
    register = by_code(ask(connection, Question("diabetes_prevalence_percent", PCN)))
    silent = set(register.index[register["status"].ne(OK)])
    assert set(found.index[found["status"].eq(NOT_REPORTED)]) == silent
    nothing = found.loc[list(silent), ["value", "lower", "upper", "denominator"]]
    assert nothing.isna().all().all()


def test_it_says_what_it_is(connection):
    results = estimate(connection, UNMANAGED)
    assert "MODELLED" in results.measure.title
    assert "MODELLED" in results.measure.unit
    assert results.caveats[0].startswith("MODELLED: ")
    assert any("A tenth are not measured." in said for said in results.caveats)
    assert any(said.startswith("Most of its range") for said in results.caveats)
    assert "95 %" in results.interval
    assert results.tier == "open"
    assert results.period == "July 2026"
    titles = [note.title for note in results.sources]
    assert "A paper" in titles
    assert any("TS021" in title for title in titles)
    assert any("Quality and Outcomes" in title for title in titles)
    assert (
        results.benchmark.value
        == by_code(estimate(connection, UNMANAGED, SYSTEM)).iloc[0]["value"]
    )
    assert "A journal" in csv_text(results)


def test_shares_that_are_multiplied_are_owned_up_to(connection):
    told = "the same people may be in both"
    assert any(told in said for said in estimate(connection).caveats)
    assert not any(told in said for said in estimate(connection, UNMANAGED).caveats)


def test_a_generated_warehouse_says_so(synthetic_connection):
    results = estimate(synthetic_connection)
    assert results.tier == "synthetic"
    assert any(note.title.startswith("SYNTHETIC") for note in results.sources)


def test_the_same_twice(connection):
    one, other = (estimate(connection, UNMANAGED) for _ in range(2))
    pd.testing.assert_frame_equal(one.frame, other.frame)
    assert one.caveats == other.caveats


def test_larger_areas_only_when_declared_so(connection):
    places = 'finest = "place"\n' + CARERS
    assert estimate(connection, places, PCN) is None
    assert estimate(connection, places, PLACE) is not None
    assert estimate(connection, level=AreaLevel.LSOA) is None


def test_a_reason_is_no_estimate(connection):
    assert estimate(connection, 'reason = "No file tells."') is None


@pytest.mark.parametrize(
    ("measure", "fault", "said"),
    [
        ("reach_per_1000", DeclarationInvalid, "needs a system's own data"),
        ("registered_patients", DeclarationInvalid, "is no share"),
        ("deprivation_score", DeclarationInvalid, "is no share"),
        ("no_such_measure", QuestionInvalid, "no measure called"),
    ],
)
def test_a_measure_that_cannot_be_used_is_named(connection, measure, fault, said):
    text = CARERS.replace("unpaid_care_50_hours_percent", measure)
    with pytest.raises(fault, match=said):
        estimate(connection, text)


def test_a_rate_published_per_1000_households_is_taken_as_one(connection):
    text = CARERS.replace("unpaid_care_50_hours_percent", "homelessness_per_1000")
    asked = ask(connection, Question("homelessness_per_1000", PCN))
    rate = by_code(asked).loc["U90001", "value"] / 1000
    found = by_code(estimate(connection, text)).loc["U90001"]
    assert found["value"] == rounded(found["denominator"] * rate * 0.15)


def test_rounding_is_to_two_figures_and_five_at_least():
    people = [0, 2, 3, 12, 97, 437, 1249, 96_500, np.nan]
    found = rounded(people)
    assert found[:-1].tolist() == [0, 0, 5, 10, 95, 440, 1200, 97_000]
    assert np.isnan(found[-1])


def test_only_open_tables_are_read(connection: duckdb.DuckDBPyConnection):
    """A system without a single person on record answers."""
    people = connection.execute("select count(*) from fct_person").fetchall()
    assert people == [(0,)]
    assert estimate(connection).known["value"].sum() > 0


def test_without_the_census_of_ethnic_groups_nothing_by_group_is_told(home):
    files = without(tiny_files(), "census2021_ts021")
    with built(home, files).open() as connection:
        silent = estimate(connection, UNMANAGED)
        assert set(silent.frame["status"]) == {NOT_REPORTED}
        assert silent.benchmark is None
        assert len(estimate(connection).known)
