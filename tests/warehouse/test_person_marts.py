"""The marts made from the extracts: nobody lost, no key kept, the rules by hand."""

from dataclasses import replace

import pytest

from tests.builders import (
    EXTRACT_DATE,
    built,
    extract_warehouse,
    tiny_extracts,
    tiny_files,
    without,
)
from tests.warehouse.grains import EXTRACT_GRAINS


KEYS = ("person_key", "referral_key", "contact_key", "support_key", "worker_key")


@pytest.fixture(scope="session")
def people(tmp_path_factory):
    """Ask the warehouse of the invented system with its extracts; rows as tuples."""
    connection = extract_warehouse(tmp_path_factory).open()
    return lambda query, *values: connection.execute(query, values).fetchall()


@pytest.mark.parametrize("mart", EXTRACT_GRAINS)
def test_grain_is_unique_and_complete(people, mart):
    columns = ", ".join(EXTRACT_GRAINS[mart])
    rows = people(f"select {columns} from {mart}")  # noqa: S608
    assert rows
    assert len(set(rows)) == len(rows)
    assert not any(cell is None for row in rows for cell in row)


def test_no_key_of_a_person_is_kept(people):
    columns = people(
        "select table_name, column_name from duckdb_columns() "
        "where table_name like 'fct_%' or table_name like 'dim_%'"
    )
    assert not [(table, name) for table, name in columns if name in KEYS]


def test_every_patient_is_a_person_of_one_pcn_or_outside(people):
    rows = people("select pcn_code, in_system, count(*) from fct_person group by all")
    assert {(code, ours): n for code, ours, n in rows} == {
        ("U90001", True): 1200,
        ("U90002", True): 400,
        ("U90003", True): 600,
        ("U90009", False): 100,
    }


def test_people_stand_in_the_order_the_engine_reads_best(people):
    rows = people(
        "select pcn_code, deprivation_quintile_national, ethnic_group from fct_person"
    )
    groups = ["Asian", "Black", "Mixed", "White", "Other", "Not known"]
    places = [(pcn, quintile or 9, groups.index(g)) for pcn, quintile, g in rows]
    assert places == sorted(places)


def test_people_of_no_fixed_abode_are_a_stratum_of_their_own(people):
    rows = people(
        "select no_fixed_abode, deprivation_quintile_national, homeless, count(*) "
        "from fct_person where lsoa21_code is null group by all order by 1"
    )
    assert rows == [(False, None, None, 1), (True, None, True, 1)]


def test_chinese_stands_in_asian_or_other_by_scheme(people):
    rows = people(
        "select distinct ethnic_group, ethnic_group_2001 from fct_person "
        "where ethnic_category = 'R'"
    )
    assert rows == [("Asian", "Other")]


def test_not_stated_not_known_and_empty_are_all_not_known(people):
    rows = people(
        "select ethnic_category, count(*) from fct_person "
        "where ethnic_group = 'Not known' group by all order by 1"
    )
    # every tenth person is Z; 801 says 99 and 803 nothing
    assert rows == [("Z", 230), ("99", 2)]


def test_diabetes_is_unmanaged_above_58_or_without_a_result_of_12_months(people):
    rows = people(
        "select diabetes, hba1c_mmol_mol, hba1c_months_old, diabetes_register, "
        "diabetes_uncontrolled, diabetes_unmonitored, diabetes_unmanaged "
        "from fct_person where diabetes <> 'none' or hba1c_mmol_mol is not null "
        "order by hba1c_mmol_mol, diabetes"
    )
    yes, no = True, False
    assert rows == [
        ("type 2", 58, 5, yes, no, no, no),  # 58 itself is controlled
        ("type 2", 59, 5, yes, yes, no, yes),
        ("none", 70, 5, no, no, no, no),  # not on the register
        ("other", 70, 11, yes, yes, no, yes),  # first day of the 12 months
        ("type 1", 80, 5, no, no, no, no),  # aged 10: the register is of 17 and over
        ("type 2", 90, 12, yes, no, yes, yes),  # the day before the 12 months
        ("type 1", None, None, yes, no, yes, yes),  # never measured
        ("type 2", None, None, yes, no, yes, yes),
    ]


def test_result_of_58_after_conversion_is_58(home):
    extracts = tiny_extracts()
    converted = extracts["patients"].edited(
        lambda row: (
            row | {"hba1c_mmol_mol": 58.47} if row["person_key"] == "P00001" else row
        )
    )
    with built(home, tiny_files() | extracts | {"patients": converted}).open() as made:
        rows = made.execute(
            "select diabetes_uncontrolled from fct_person where hba1c_mmol_mol = 58"
        ).fetchall()
    assert rows == [(False,)]


def test_care_processes_are_counted_on_the_register_only(people):
    rows = people(
        "select diabetes_register, care_processes, count(*) from fct_person "
        "where diabetes_register or care_processes is not null group by all order by 2"
    )
    assert rows == [(True, 0, 5), (True, 1, 1)]


def test_what_nobody_was_sent_of_is_not_known(home):
    """A system that sends no results has nobody unmonitored that anybody knows of."""
    unsent = tiny_extracts()["patients"].edited(
        lambda row: {
            name: value
            for name, value in row.items()
            if not name.startswith(("hba1c", "care_process"))
        }
    )
    files = tiny_files() | tiny_extracts() | {"patients": unsent}
    with built(home, files).open() as made:
        rows = made.execute(
            "select diabetes_register, diabetes_uncontrolled, diabetes_unmonitored, "
            "diabetes_unmanaged, care_processes from fct_person "
            "where diabetes_register is not null group by all order by all"
        ).fetchall()
    assert rows == [
        (False, False, False, False, None),
        (True, None, None, None, None),
    ]


def test_age_comes_from_the_year_of_birth_where_it_was_sent(people):
    rows = people(
        "select age_band, count(*) from fct_person where in_system group by all"
    )
    assert dict(rows) == {
        "0-17": 220,
        "30-44": 1100 - 1,  # 803 has no age; 802 was born in 1996
        "45-64": 440,
        "80+": 440,
        "not known": 1,
    }


def test_states_of_the_12_months(people):
    states = ("offered", "declined", "referred", "reached", "supported", "no_service")
    total = ", ".join(f"count(*) filter (where {name}_12m)" for name in states)
    rows = people(
        f"select {total}, sum(referrals_12m) from fct_person "  # noqa: S608
        "where pcn_code = 'U90001'"
    )
    assert rows == [(35, 11, 22, 16, 9, 9, 23)]


def test_need_of_a_person_follows_what_is_recorded(people):
    rows = people(
        "select age_years, lonely, long_term_conditions, chronic_pain, need "
        "from fct_person where deprivation_quintile_national = 1"
    )
    need = {row[:4]: row[4] for row in rows}
    plain = need[30, False, 0, False]
    assert need[10, False, 0, False] == 0
    assert need[60, False, 0, False] == pytest.approx(plain * 1.02**10, rel=1e-5)
    assert need[60, True, 2, False] == pytest.approx(
        plain * 1.02**10 * 2.2 * 2.02, rel=1e-5
    )


def test_everyone_with_an_address_nobody_knows_counts_as_average(people):
    rows = people(
        "select no_fixed_abode, age_years, need from fct_person "
        "where lsoa21_code is null and pcn_code = 'U90001' order by 1"
    )
    (_, _, unknown), (_, _, nowhere) = rows[0], rows[1]
    q1 = people(
        "select need from fct_person where age_years = 80 and not lonely "
        "and deprivation_quintile_national = 1 and long_term_conditions = 0 limit 1"
    )[0][0]
    assert unknown == pytest.approx(q1 / 1.45, rel=1e-5)
    assert nowhere == 0  # person 800 is 10 years old


def test_referral_carries_who_it_was_for_and_what_came_of_it(people):
    rows = people(
        "select decision, in_last_12m, contacts, contacts_attended, "
        "first_contact_days, reached, supported, intensity, no_service, pcn_code "
        "from fct_referral where referral_date = ? and decision = 'referred' "
        "order by contacts desc limit 1",
        "2026-03-02",
    )
    assert rows == [
        ("referred", True, 2, 1, 18, True, True, "enhanced", False, "U90001")
    ]


def test_contact_after_a_refusal_is_not_reaching(people):
    rows = people(
        "select contacts_attended, reached from fct_referral "
        "where decision = 'declined' and contacts > 0"
    )
    assert rows == [(1, False)]


def test_every_row_of_the_other_extracts_is_there(people):
    sent = tiny_extracts()
    for mart, extract in (
        *(("fct_referral", "referrals"), ("fct_support", "support")),
        *(("fct_outcome", "outcomes"), ("fct_caseload", "caseloads")),
        *(("fct_asset", "assets"), ("fct_project", "projects")),
    ):
        rows = people(f"select count(*) from {mart}")  # noqa: S608
        assert rows == [(len(sent[extract].rows),)], mart


def test_asset_lies_in_the_neighbourhood_with_the_nearest_centre(people):
    rows = people("select lsoa21_code, in_system from fct_asset order by asset_id")
    assert rows == [("E01900001", True), ("E01900102", True), (None, False)]


def test_project_names_the_area_it_serves(people):
    rows = people("select area_name, amount_pounds from fct_project order by 1")
    assert rows == [
        ("Little", 20_000),
        ("Northbrook PCN", 10_000),
        ("Tiny and Little", 30_000),
    ]


def test_without_extracts_the_marts_are_there_and_empty(tiny):
    for mart in EXTRACT_GRAINS:
        assert tiny(f"select count(*) from {mart}") == [(0,)]  # noqa: S608
    assert tiny("select tier from cfg_tier") == [("open",)]


def test_patients_alone_give_need_but_no_reach(home):
    files = tiny_files() | without(tiny_extracts(), "referrals", "contacts", "support")
    with built(home, files).open() as made:
        rows = made.execute(
            "select sum(people), sum(people_referred), round(sum(need), 3) "
            "from fct_practice_people where practice_code <> 'Z00009'"
        ).fetchall()
        levels = made.execute("select count(*) from fct_unmet_referral").fetchall()
    assert rows == [(2200, None, 46.2)]
    assert levels == [(0,)]


def test_newest_extract_counts_and_an_older_one_does_not(home):
    extracts = tiny_extracts()
    older = extracts["patients"].edited(
        lambda row: row | {"extract_date": "2026-03-31"}
    )
    renamed = type(older)(older.source, "old_patients.csv", older.rows[:50])
    with built(home, tiny_files() | extracts | {"older": renamed}).open() as made:
        rows = made.execute(
            "select count(*), min(extract_date), max(extract_date) from fct_person"
        ).fetchall()
    assert rows[0][0] == 2300
    assert {str(day) for day in rows[0][1:]} == {EXTRACT_DATE}


def test_extract_far_from_the_published_list_is_a_finding(people):
    rows = people(
        "select count, message from meta_finding "
        "where source_id = 'patients' and \"column\" = 'practice_code' order by 1"
    )
    assert [count for count, _ in rows] == [2, 4]
    assert "Z00006" in rows[0][1]
    assert "Z00002, about 400 against 851" in rows[1][1]


def test_same_inputs_give_the_same_people(home, people):
    query = "select * from fct_person order by person_id"
    with built(home, tiny_files() | tiny_extracts()).open() as again:
        assert again.execute(query).fetchall() == people(query)


WAYS = {  # of two meetings, and what is known of them together
    ("face to face", "video"): True,
    ("telephone", ""): True,
    ("home visit", "text or online"): True,
    ("video", "text or online"): False,
    ("video", ""): None,
    ("", ""): None,
}


@pytest.mark.parametrize(("ways", "known"), WAYS.items(), ids=str)
def test_one_meeting_without_a_screen_is_enough(home, ways, known):
    extracts = tiny_extracts()
    contact = next(
        row for row in extracts["contacts"].rows if int(row["attended"]) == 1
    )
    met = tuple(
        contact | {"contact_key": f"C-{number:06}", "mode": way}
        for number, way in enumerate(ways)
    )
    files = extracts | {"contacts": replace(extracts["contacts"], rows=met)}
    with built(home, tiny_files() | files).open() as made:
        rows = made.execute(
            "select reached_without_screen_12m from fct_person where reached_12m"
        ).fetchall()
    assert rows == [(known,)]
