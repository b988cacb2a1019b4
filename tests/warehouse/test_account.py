"""Nothing is lost: rows, patients and levels add up, and what is set aside is said."""

import pytest

from tests import builders
from tests.builders import CLOSED, IN_NO_MAP, LIST_2026, OUTSIDE, REGISTER_2022


def patients(register, *, leave_out):
    return sum(
        people
        for practice, homes in register.items()
        for people in homes.values()
        if practice not in leave_out
    )


def test_rows_read_are_used_out_of_scope_or_set_aside(tiny):
    rows = tiny(
        "select source_id, rows_read, rows_used + rows_out_of_scope + rows_set_aside "
        "from meta_load"
    )
    assert all(read == accounted for _, read, accounted in rows)
    assert len(rows) == len(builders.tiny_files())


def test_rows_of_other_organisations_are_out_of_scope_not_lost(tiny):
    rows = tiny(
        "select rows_read - rows_used, rows_out_of_scope, rows_set_aside "
        "from meta_load where source_id = 'gp_patients_by_age_sex'"
    )
    assert rows == [(1, 1, 0)]


def test_every_row_of_the_invented_files_holds(tiny):
    assert tiny("select * from meta_set_aside") == []
    assert tiny("select source_id from meta_load where refused <> ''") == []


def test_register_by_lsoa_is_accounted_for_to_the_last_patient(tiny):
    rows = dict(
        tiny(
            "select reason, patients from fct_catchment_account "
            "where side = 'register by LSOA'"
        )
    )
    everyone = patients(REGISTER_2022, leave_out=(OUTSIDE, IN_NO_MAP))
    assert sum(rows.values()) == everyone
    told = {reason.split(" ")[0]: people for reason, people in rows.items()}
    assert told == {"Practice": 270, "Address": 25, "Current": everyone - 295}
    assert sum(REGISTER_2022[CLOSED].values()) == 270


def test_newest_list_is_accounted_for_to_the_last_patient(tiny):
    rows = dict(
        tiny(
            "select split_part(reason, ' ', 2), patients from fct_catchment_account "
            "where side = 'newest list'"
        )
    )
    ours = {code: bands for code, bands in LIST_2026.items() if code != OUTSIDE}
    everyone = sum(f + m for bands in ours.values() for f, m in bands.values())
    assert sum(rows.values()) == pytest.approx(everyone)
    outside = 800 * 50 / 750 + 550 * 40 / 360 + 800 * 10 / 560
    assert rows["outside"] == pytest.approx(outside)
    assert (rows["no"], rows["opened"]) == (50, pytest.approx(300))


@pytest.mark.parametrize(
    "measure", ["registered_patients", "diabetes_prevalence_percent"]
)
def test_counts_at_practices_sum_to_every_level(tiny, measure):
    query = (
        "select sum(numerator), sum(denominator), sum(units_total) "
        "from fct_measure_count where measure_id = ? and area_level = ?"
    )
    system = tiny(query, measure, "system")
    assert tiny(query, measure, "place") == system
    assert tiny(query, measure, "pcn") == system


def test_closed_practice_still_counts_in_its_last_pcn(tiny):
    query = (
        "select numerator, denominator, units_total from fct_measure_count where "
        "measure_id = 'diabetes_prevalence_percent' and area_code = ?"
    )
    assert tiny(query, "U90002") == [(9 + 22, 480 + 210, 2)]
    assert tiny(query, CLOSED) == []


def test_list_without_any_pattern_is_said_not_lost(home, look):
    files = builders.without(builders.tiny_files(), "lsoa11_to_lsoa21")
    rows = look(builders.built(home, files), "select * from fct_catchment_account")
    newest = {reason: people for side, reason, _, people in rows if side[0] == "n"}
    assert newest == {"No pattern to place them by: in the list, on no map": 3951}


def test_bad_row_is_set_aside_with_line_reason_and_value(home, look):
    files = builders.tiny_files()
    good = files["workforce_2026-06"].rows[0]
    many = files["workforce_2026-06"].added(
        *({**good, "pcn_code": "U90009", "staff_role": "Pharmacists"},) * 150,
        {**good, "fte": "1.O"},
    )
    warehouse = builders.built(home, files | {"workforce_2026-06": many})
    aside = 'select source_id, line, "column", value from meta_set_aside'
    assert look(warehouse, aside) == [("pcn_workforce", "159", "fte", "1.O")]
    load = (
        "select rows_read, rows_used, rows_set_aside, refused from meta_load "
        "where source_id = 'pcn_workforce' and period = '2026-06'"
    )
    assert look(warehouse, load) == [(158, 157, 1, "")]


def test_newest_of_two_vintages_is_used_and_the_other_is_said(home, look):
    older = builders.register_by_lsoa("2022-01", {"Z00001": {"E01900009": 999}})
    files = builders.tiny_files() | {"older_register": older}
    warehouse = builders.built(home, files)
    place = "select count(*) from map_practice_to_lsoa where practice_code = 'Z00001'"
    assert look(warehouse, f"{place} and lsoa21_code = 'E01900009'") == [(0,)]
    said = look(
        warehouse,
        "select message from meta_finding where source_id = 'gp_patients_by_lsoa' "
        "and period = '2022-01' and kind = 'notice'",
    )
    assert any("July 2022 is newer" in message for (message,) in said)


def test_register_of_all_england_is_accounted_for(tiny):
    rows = tiny(
        "select practices, patients from fct_catchment_account "
        "where side like 'register by LSOA,%' order by practices, patients"
    )
    ours = patients(REGISTER_2022, leave_out=(OUTSIDE, IN_NO_MAP))
    assert rows == [(1, 7), (1, 925), (7, ours)]


def test_new_practice_in_no_pcn_borrows_no_pattern(home, look):
    files = builders.tiny_files()
    newcomer = {**files["map_2026_07"].rows[-1], "practice_code": "Z00011"}
    joined = files["map_2026_07"].added(
        {**newcomer, "pcn_code": "U", "pcn_name": "UNALLOCATED", "sub_icb_code": "9BB"}
    )
    lists = builders.LIST_2026 | {"Z00011": {"20_24": (6, 5)}}
    register = builders.register_by_age("2026-07", lists)
    changed = {"map_2026_07": joined, "register_by_age": register}
    warehouse = builders.built(home, files | changed)
    rows = look(
        warehouse,
        "select practices, patients from fct_catchment_account "
        "where reason like 'No pattern%'",
    )
    assert rows == [(1, 11)]
