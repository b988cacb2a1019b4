"""Sums agree at every step, and with figures that others have made independently."""

import numpy as np
import pyarrow.parquet as pq
import pytest


pytestmark = pytest.mark.real

OURS = "select sum(registered_patients) from fct_registered_list join dim_practice "
OURS += "using (practice_code) where in_system"
CATCHMENT = (
    "select practice_code, lsoa21_code, registered_patients from map_practice_to_lsoa "
    "join dim_practice using (practice_code) where in_system order by 1, 2"
)


def read_landed(home, source, *columns):
    """Some published columns of the newest landed file of a source, as text."""
    path = max(home.landed.glob(f"{source}__*.parquet"))
    table = pq.read_table(path, columns=list(columns))
    return list(zip(*(table[name].to_pylist() for name in columns), strict=True))


def test_rows_read_are_used_out_of_scope_or_set_aside(built):
    for load in built.loads:
        accounted = load.rows_used + load.rows_out_of_scope + load.rows_set_aside
        assert load.rows_read == accounted, load.file
        assert load.refused == "", load.file


def test_catchments_of_every_level_sum_to_the_list(real):
    [(people,)] = real(OURS)
    rows = real(
        "select area_level, sum(registered_patients) from map_area_to_lsoa "
        "where area_level <> 'england' group by area_level"
    )
    assert {level for level, _ in rows} == {"pcn", "place", "system"}
    assert all(total == pytest.approx(people, abs=0.5) for _, total in rows)


def test_every_patient_of_the_newest_list_is_accounted_for(real):
    rows = dict(
        real("select side, sum(patients) from fct_catchment_account group by side")
    )
    assert rows["newest list"] == pytest.approx(1_662_718, abs=0.5)


def test_register_of_2022_is_accounted_for_nationally(real):
    rows = real(
        "select reason, practices, patients from fct_catchment_account "
        "where side = 'register by LSOA, all England'"
    )
    assert sum(patients for _, _, patients in rows) == 61_768_942
    assert sum(practices for _, practices, _ in rows) == 6_484
    lost = [row[1:] for row in rows if "no practice map" in row[0]]
    assert lost == [(1, 129)]


def test_counts_sum_to_the_same_total_by_pcn_place_and_system(real):
    for measure in ("registered_patients", "online_consultations_per_1000"):
        rows = real(
            "select area_level, sum(numerator) from fct_measure_count "
            "where measure_id = ? and area_level in ('pcn', 'place', 'system') "
            "group by area_level",
            measure,
        )
        assert len({total for _, total in rows}) == 1, measure


def test_levels_of_england_hold_everybody(real):
    [(england,)] = real(
        "select numerator from fct_measure_count "
        "where measure_id = 'registered_patients' and area_level = 'england'"
    )
    assert (england,) == real(
        "select sum(registered_patients) from fct_registered_list"
    )[0]


def test_register_cut_to_the_system_gives_the_same_catchments(real, own):
    national, ours = real(CATCHMENT), own(CATCHMENT)
    assert [row[:2] for row in ours] == [row[:2] for row in national]
    found, wanted = (np.array([row[2] for row in rows]) for rows in (ours, national))
    assert np.abs(found - wanted).max() < 1e-6


def test_series_equals_the_records_where_both_exist(real, real_home):
    names = ("PCN_CODE", "CENSUS_YEAR", "CENSUS_MONTH", "SPLW_FTE")
    series = {
        (pcn, f"{year}-{int(month):02d}"): float(fte)
        for pcn, year, month, fte in read_landed(
            real_home, "link_worker_fte_history", *names
        )
    }
    records = real(
        "select pcn_code, period, link_worker_fte from fct_link_worker "
        "where counted_from = 'individual records'"
    )
    snapshots = {period for _, period, _ in records}
    both = {key: fte for key, fte in series.items() if key[1] in snapshots}
    assert len(snapshots) == 3
    assert both == pytest.approx(
        {(pcn, period): fte for pcn, period, fte in records}, abs=1e-6
    )


def test_derived_snapshots_are_kept_beside_the_records(real):
    rows = real(
        "select counted_from, count(distinct period) from fct_link_worker group by 1"
    )
    assert dict(rows) == {"individual records": 3, "derived series": 10}


def test_ethnic_estimate_agrees_with_an_independent_one(real, real_home):
    """Lists have moved since 2023: where a PCN kept its practices, so did its mix."""
    names = ("pcn_code", "pct_non_white", "reg_popn")
    theirs = {
        pcn: (float(share), float(people))
        for pcn, share, people in read_landed(
            real_home, "pcn_ethnicity_estimate", *names
        )
        if share
    }
    ours = real(
        "select area_code, numerator / denominator, denominator from fct_measure_count "
        "where measure_id = 'ethnic_minority_percent' and area_level = 'pcn'"
    )
    pairs = [
        (share, people, *theirs[pcn]) for pcn, share, people in ours if pcn in theirs
    ]
    share, people, other, people_then = np.array(pairs).T
    gap, stable = np.abs(share - other), np.abs(people / people_then - 1) < 0.25
    assert len(pairs) == 33
    assert np.corrcoef(share, other)[0, 1] > 0.99
    assert stable.sum() >= 28
    assert gap[stable].max() < 0.01
    assert gap.max() < 0.07
