"""Every mart: one row per grain, nobody lost in a join, the invented facts by hand."""

import pytest

from tests.builders import CLOSED, LIST_2026, OPENED, OUTSIDE, WELSH
from tests.warehouse.grains import EXTRACT_GRAINS, GRAINS, MARTS


LISTS = {
    practice: sum(female + male for female, male in bands.values())
    for practice, bands in LIST_2026.items()
}


def test_every_mart_has_a_declared_grain(tiny):
    assert {name for (name,) in tiny(MARTS)} == set(GRAINS) | set(EXTRACT_GRAINS)


@pytest.mark.parametrize("mart", GRAINS)
def test_grain_is_unique_and_complete(tiny_warehouse, mart):
    with tiny_warehouse.open() as connection:
        rows = connection.table(mart).select(*GRAINS[mart]).fetchall()
    assert rows
    assert len(set(rows)) == len(rows)
    assert not any(cell is None for row in rows for cell in row)


def test_closed_practice_keeps_its_last_pcn_and_is_not_current(tiny):
    facts = (
        "select pcn_code, is_current, in_system from dim_practice "
        "where practice_code = ?"
    )
    assert tiny(facts, CLOSED) == [("U90002", False, True)]
    assert tiny(facts, OPENED) == [("U90002", True, True)]
    assert tiny(facts, OUTSIDE) == [("U90009", True, False)]


def test_pcns_are_those_of_the_newest_map_with_unallocated(tiny):
    rows = tiny("select pcn_code, practices from dim_pcn where in_system")
    assert dict(rows) == {"U": 1, "U90001": 2, "U90002": 2, "U90003": 1, "U90004": 1}


def test_list_counts_each_patient_once_and_those_from_65(tiny):
    rows = tiny("select practice_code, registered_patients from fct_registered_list")
    assert dict(rows) == LISTS
    query = (
        "select registered_patients_65_and_over from fct_registered_list "
        "where practice_code = 'Z00002'"
    )
    assert tiny(query) == [(90 + 70 + 30 + 20,)]


def test_age_bands_sum_to_the_list(tiny):
    rows = tiny(
        "select practice_code, sum(registered_patients) from fct_registered_by_age_sex "
        "group by practice_code"
    )
    assert dict(rows) == LISTS


def test_parts_of_a_2011_lsoa_sum_to_one(tiny):
    query = "select sum(share_of_2011) from map_lsoa11_to_lsoa21 group by lsoa11_code"
    assert [total for (total,) in tiny(query)] == pytest.approx([1] * 12)


def test_contributions_to_a_2021_lsoa_sum_to_one(tiny):
    query = "select sum(share_of_2021) from map_lsoa11_to_lsoa21 group by lsoa21_code"
    assert [total for (total,) in tiny(query)] == pytest.approx([1] * 12)


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [
        ("E01900001", "E01900001", 1),  # unchanged
        ("E01900003", "E01900101", 900 / 1600),  # split by residents
        ("E01900005", "E01900103", 1),  # merged, goes over whole
        ("E01900006", "E01900104", 1300 / (1300 + 1100 - 860)),  # irregular
        ("E01900007", "E01900105", 1),  # irregular, but goes over whole
    ],
)
def test_people_of_a_2011_lsoa_are_shared_by_kind_of_change(tiny, old, new, share):
    query = (
        "select share_of_2011 from map_lsoa11_to_lsoa21 "
        "where lsoa11_code = ? and lsoa21_code = ?"
    )
    assert tiny(query, old, new) == [(pytest.approx(share),)]


def test_catchment_of_every_listed_practice_sums_to_its_list(tiny):
    rows = tiny(
        "select practice_code, sum(registered_patients), sum(share) "
        "from map_practice_to_lsoa group by practice_code"
    )
    assert {code: people for code, people, _ in rows} == pytest.approx(LISTS)
    assert [share for _, _, share in rows] == pytest.approx([1] * len(LISTS))


def test_unmatched_addresses_follow_the_pattern_of_their_practice(tiny):
    query = (
        "select share from map_practice_to_lsoa "
        "where practice_code = 'Z00001' and lsoa21_code = 'E01900001'"
    )
    assert tiny(query) == [(pytest.approx(400 / 750),)]


def test_new_practice_takes_the_pattern_of_its_pcn(tiny):
    query = (
        "select lsoa21_code, share from map_practice_to_lsoa "
        "where practice_code = ? and placed_by = ?"
    )
    lent = dict(tiny(query, "Z00003", "practice"))
    assert dict(tiny(query, OPENED, "pcn")) == pytest.approx(lent)
    assert tiny(query, OPENED, "practice") == []


def test_people_living_outside_count_in_the_list_of_their_pcn(tiny):
    query = (
        "select lsoa21_code from map_area_to_lsoa "
        "where area_level = 'pcn' and area_code = ? "
        "and lsoa21_code not in (select lsoa21_code from dim_lsoa where in_system)"
    )
    assert tiny(query, "U90001") == [("E01900010",)]
    assert tiny(query, "U90003") == [(WELSH,)]


def test_residents_on_a_list_outside_are_not_the_systems(tiny):
    query = "select sum(registered_patients) from map_area_to_lsoa where area_level = ?"
    assert tiny(query, "system") == [(pytest.approx(sum(LISTS.values()) - 1000),)]
    assert tiny(query, "england") == [(pytest.approx(sum(LISTS.values())),)]


def test_levels_of_the_catchment_agree_for_every_lsoa(tiny):
    query = (
        "select lsoa21_code, sum(registered_patients) from map_area_to_lsoa "
        "where area_level = ? group by lsoa21_code"
    )
    system = dict(tiny(query, "system"))
    assert dict(tiny(query, "place")) == pytest.approx(system)
    assert dict(tiny(query, "pcn")) == pytest.approx(system)


def test_majority_pcn_leaves_unallocated_out(tiny):
    rows = dict(tiny("select lsoa21_code, pcn_code from map_lsoa_to_pcn_majority"))
    assert rows["E01900001"] == "U90001"
    assert rows["E01900103"] == "U90002"
    assert rows["E01900009"] == "U90004"
    assert "U" not in rows.values()
    assert "E01900010" not in rows


def test_local_quintiles_cut_the_systems_own_ranking(tiny):
    rows = tiny(
        "select deprivation_quintile_local from dim_lsoa "
        "where in_system order by imd_rank"
    )
    assert [quintile for (quintile,) in rows] == [1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_national_quintile_pairs_the_published_deciles(tiny):
    rows = tiny(
        "select imd_decile, deprivation_quintile_national from dim_lsoa "
        "where imd_decile is not null"
    )
    assert all(quintile == (decile + 1) // 2 for decile, quintile in rows)


def test_individual_records_win_over_the_derived_series(tiny):
    query = (
        "select link_worker_fte, counted_from from fct_link_worker "
        "where pcn_code = 'U90001' and period = ?"
    )
    assert tiny(query, "2026-06") == [(pytest.approx(2.1), "individual records")]
    assert tiny(query, "2022-09") == [(1.2, "derived series")]


def test_without_a_link_worker_is_zero_and_absent_is_no_row(tiny):
    query = (
        "select link_worker_fte from fct_link_worker "
        "where period = '2026-06' and pcn_code = ?"
    )
    assert tiny(query, "U90002") == [(0,)]
    assert tiny(query, "U90004") == []


def test_district_figures_stand_on_every_lsoa_of_the_district(tiny):
    rows = tiny(
        "select distinct district_code, temporary_accommodation_per_1000 "
        "from fct_homelessness join dim_lsoa using (lsoa21_code) order by 1"
    )
    assert rows == [("E07900001", 2.5), ("E07900002", None)]
    query = (
        "select distinct asylum_support_per_1000 from fct_asylum_support "
        "join dim_lsoa using (lsoa21_code) where district_code = ?"
    )
    assert tiny(query, "E07900001") == [(pytest.approx(1000 * 67 / 6700),)]
    assert tiny(query, "E07900002") == [(0,)]


def test_names_are_written_as_people_write_them(tiny):
    assert tiny("select pcn_name from dim_pcn where pcn_code = 'U90002'") == [
        ("Southbrook and District PCN",)
    ]
    assert tiny("select area_name from dim_area where area_code = 'E01900001'") == [
        ("Old Tiny (Made-up 001A)",)
    ]
