"""What cannot be built is refused by name, and the last good warehouse still serves."""

import pytest

from phm.errors import BuildFailed, SourceMissing, SystemUnknown
from phm.warehouse.connect import current_warehouse
from tests import builders


ESSENTIAL = ("practice_map", "gp_patients_by_lsoa", "gp_patients_by_age_sex")


def remove_landed(home, source):
    for path in home.landed.glob(f"{source}__*"):
        path.unlink()


def still_serves(home, before):
    with current_warehouse(home).open() as connection:
        rows = connection.execute("select count(*) from dim_pcn").fetchall()
    unfinished = list(home.warehouse.glob("*.build*"))
    return current_warehouse(home) == before and rows == [(6,)] and unfinished == []


@pytest.mark.parametrize("source", ESSENTIAL)
def test_essential_source_missing_is_named_with_a_remedy(built_home, source):
    before = current_warehouse(built_home)
    remove_landed(built_home, source)
    with pytest.raises(SourceMissing, match="has not been landed") as refusal:
        builders.build_system(built_home)
    declared = builders.catalogue()[source]
    assert declared.title in refusal.value.message
    assert declared.landing_page in refusal.value.remedy
    assert "phm land" in refusal.value.remedy
    assert still_serves(built_home, before)


def test_essential_file_with_too_many_bad_rows_is_refused(built_home):
    before = current_warehouse(built_home)
    register = builders.tiny_files()["register_by_age"]
    spoilt = register.edited(
        lambda row: {**row, "sex": "X"} if row["age_band"] == "20_24" else row
    )
    builders.supply(built_home, {"register_by_age": spoilt})
    with pytest.raises(SourceMissing, match=r"was refused: \d+\.\d % of its rows"):
        builders.build_system(built_home)
    assert still_serves(built_home, before)


def test_other_file_with_too_many_bad_rows_counts_as_not_supplied(home, look):
    lonely = builders.tiny_files()["loneliness"]
    spoilt = lonely.edited(lambda row: {**row, "lonely_percent": "n/k"})
    warehouse = builders.built(home, builders.tiny_files() | {"loneliness": spoilt})
    [(used, all_aside, why)] = look(
        warehouse,
        "select rows_used, rows_read = rows_set_aside, refused from meta_load "
        "where source_id = 'loneliness'",
    )
    assert (used, all_aside) == (0, True)
    assert why.startswith("100.0 % of its rows do not hold")
    assert look(warehouse, "select * from fct_lsoa_percent") == []


def test_refused_vintage_leaves_the_older_one_in_use(home, look):
    newer = builders.practice_map("2026-08", builders.PRACTICES)
    spoilt = newer.edited(lambda row: {**row, "pcn_code": "9"})
    warehouse = builders.built(home, builders.tiny_files() | {"newer_map": spoilt})
    periods = look(warehouse, "select max(period) from fct_practice_map")
    assert periods == [("2026-07",)]
    refused = look(warehouse, "select period from meta_load where refused <> ''")
    assert refused == [("2026-08",)]


def test_sub_icb_that_no_map_holds_is_unknown(built_home):
    before = current_warehouse(built_home)
    builders.declare_system(
        built_home, 'id = "wrong"\nname = "W"\nsub_icb_codes = ["9AA", "9XX"]'
    )
    with pytest.raises(SystemUnknown, match="9XX") as refusal:
        builders.build_system(built_home, "wrong")
    assert "9AA, 9BB, 9ZZ" in refusal.value.remedy
    assert still_serves(built_home, before)


def test_system_without_patients_fails_its_verification(built_home):
    before = current_warehouse(built_home)
    empty = builders.tiny_files()["map_2026_07"].edited(
        lambda row: (
            {**row, "sub_icb_code": "9YY"} if row["practice_code"] == "Z00009" else row
        )
    )
    later = builders.practice_map("2026-08", ()).added(
        *empty.rows, {**empty.rows[0], "practice_code": "Z00099", "sub_icb_code": "9WW"}
    )
    builders.supply(built_home, {"later": later})
    builders.declare_system(
        built_home, 'id = "empty"\nname = "E"\nsub_icb_codes = ["9WW"]'
    )
    with pytest.raises(BuildFailed, match="has registered patients"):
        builders.build_system(built_home, "empty")
    assert still_serves(built_home, before)


def test_build_works_with_the_essential_sources_alone(home, look):
    files = {
        label: one
        for label, one in builders.tiny_files().items()
        if one.source in ESSENTIAL
    }
    warehouse = builders.built(home, files)
    rows = look(warehouse, "select sum(registered_patients) from fct_registered_list")
    assert rows == [(4951,)]
    assert warehouse.manifest["layers"] == {}
    counted = "select distinct measure_id from fct_measure_count order by 1"
    assert look(warehouse, counted) == [
        ("registered_patients",),
        ("registered_patients_15_to_64_percent",),
        ("registered_patients_18_and_over_percent",),
        ("registered_patients_65_and_over_percent",),
    ]


def test_measures_of_absent_sources_are_absent_not_zero(home, look):
    files = builders.without(builders.tiny_files(), "iod_2025", "pcn_workforce")
    warehouse = builders.built(home, files)
    rows = look(
        warehouse,
        "select count(*) from fct_measure_count where numerator is not null and "
        "measure_id in ('need', 'unmet_need', 'deprivation_score', 'need_index')",
    )
    assert rows == [(0,)]
