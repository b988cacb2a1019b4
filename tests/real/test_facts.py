"""Facts that the warehouse must give back from the published files."""

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from tests.warehouse.grains import GRAINS


pytestmark = pytest.mark.real

DECILES = (2, 15, 59, 85, 117, 112, 95, 96, 128, 178)
STEMS = ("gp-reg", "census2021", "pcn_", "LSOA", "IoD", "qof")
FIVE = {"Harlow", "Stevenage", "Broxbourne", "Watford", "Welwyn Hatfield"}
LISTS = {"06K": 635_502, "06N": 690_197, "07H": 337_019}


def test_every_published_file_is_landed_or_named(landing):
    assert landing.refused == ()
    unknown = {file.path.name for file in landing.unrecognised}
    assert not any(name.startswith(STEMS) for name in unknown)
    assert len(landing.landed) > 70


@pytest.mark.parametrize("mart", GRAINS)
def test_grain_is_unique(built, mart):
    with built.warehouse.open() as connection:
        table = connection.table(mart)
        rows = table.count("*").fetchall()[0][0]
        distinct = table.select(*GRAINS[mart]).distinct().count("*").fetchall()[0][0]
    assert rows == distinct > 0


def test_pcns_and_unallocated(real):
    pcns = [code for (code,) in real("select pcn_code from dim_pcn where in_system")]
    assert len(pcns) == 36
    assert "U" in pcns


def test_registered_patients_of_the_system_and_its_sub_icbs(real):
    rows = real(
        "select sub_icb_code, sum(registered_patients), "
        "sum(registered_patients_65_and_over) from fct_registered_list "
        "join dim_practice using (practice_code, sub_icb_code) "
        "where in_system group by sub_icb_code"
    )
    assert {code: people for code, people, _ in rows} == LISTS
    assert sum(people for _, people, _ in rows) == 1_662_718
    assert sum(older for _, _, older in rows) == 296_716


def test_neighbourhoods_of_2021_and_2011(real):
    assert real("select count(*) from dim_lsoa where in_system") == [(887,)]
    rows = real(
        "select count(distinct lsoa11_code) from map_lsoa11_to_lsoa21 "
        "join dim_lsoa using (lsoa21_code) where in_system"
    )
    assert rows == [(857,)]


def test_urban_and_rural_neighbourhoods(real):
    rows = real(
        "select urban_rural, count(*) from dim_lsoa "
        "where in_system group by urban_rural"
    )
    assert dict(rows) == {"Urban": 755, "Rural": 132}


def test_deciles_of_deprivation(real):
    rows = real(
        "select imd_decile, count(*) from dim_lsoa where in_system group by imd_decile"
    )
    assert dict(rows) == dict(enumerate(DECILES, start=1))


def test_local_fifths_are_equal(real):
    rows = real(
        "select deprivation_quintile_local, count(*) from dim_lsoa "
        "where in_system group by 1 order by 1"
    )
    assert sum(count for _, count in rows) == 887
    assert {count for _, count in rows} == {177, 178}


def test_asian_residents_of_watford(real):
    rows = real(
        "select sum(asian), sum(census.residents) from fct_lsoa_census as census "
        "join dim_lsoa using (lsoa21_code) where district_name = 'Watford'"
    )
    assert rows == [(25_033, 102_247)]


@pytest.mark.parametrize(
    ("period", "fte"), [("2026-06", 63.87), ("2025-11", 66.69), ("2022-09", 51.12)]
)
def test_link_workers_of_the_system(real, period, fte):
    rows = real(
        "select sum(link_worker_fte), any_value(counted_from) from fct_link_worker "
        "where sub_icb_code in ('06K', '06N', '07H') and period = ?",
        period,
    )
    assert rows == [(pytest.approx(fte, abs=0.005), "individual records")]


def test_link_workers_of_each_place(real):
    rows = real(
        "select sub_icb_code, sum(link_worker_fte) from fct_link_worker where period = "
        "'2026-06' and sub_icb_code in ('06K', '06N', '07H') group by sub_icb_code"
    )
    expected = {"06K": 32.67, "06N": 19.76, "07H": 11.44}
    assert dict(rows) == pytest.approx(expected, abs=0.005)


def test_one_pcn_is_not_in_the_workforce_and_two_have_no_link_worker(built):
    with built.warehouse.open() as connection:
        results = ask(connection, Question("link_worker_fte", AreaLevel.PCN))
    frame = results.frame[results.frame["area_code"] != "U"]
    assert len(frame) == 35
    assert (frame["status"] == "ok").sum() == 34
    assert (frame["value"] > 0).sum() == 32
    assert list(frame.loc[frame["status"] != "ok", "value"].isna()) == [True]
    assert "34 of 35 PCNs" in results.benchmark.completeness


def test_appointments_and_how_few_practices_record_any(built):
    question = Question("social_prescribing_appointments_per_1000", AreaLevel.SYSTEM)
    with built.warehouse.open() as connection:
        results = ask(connection, question)
    row = results.frame.iloc[0]
    assert row["numerator"] == 1_652
    assert (row["units_reported"], row["units_total"]) == (29, 124)
    assert results.benchmark.completeness.startswith("29 of 124 practices")


def test_diabetes_on_the_practices_of_the_map_of_january(real):
    rows = real(
        "select sum(patients_on_register), sum(practice_list_size), count(*) "
        "from fct_qof_register join fct_practice_map using (practice_code) "
        "where register_code = 'DM' and fct_practice_map.period = '2026-01' "
        "and sub_icb_code in ('06K', '06N', '07H')"
    )
    assert rows == [(92_535, 1_327_902, 124)]


def test_need_is_highest_where_the_system_says_it_is(real):
    rows = real(
        "select district_name, sum(registered_patients * need_index)"
        " / sum(registered_patients) from map_area_to_lsoa as home "
        "join dim_lsoa using (lsoa21_code) join fct_need_index as need "
        "on need.area_level = 'lsoa' and need.area_code = home.lsoa21_code "
        "where home.area_level = 'system' and in_system group by 1 order by 2 desc"
    )
    ranked = [name for name, _ in rows]
    assert ranked[:3] == ["Harlow", "Stevenage", "Broxbourne"]
    assert set(ranked[:6]) - FIVE == {"Epping Forest"}  # named by nobody, older people
    assert all(need > 1 for name, need in rows if name in FIVE)


def test_irregular_pairs_are_shared_as_the_methods_page_says(real):
    rows = real(
        "select lsoa11_code, lsoa21_code, share_of_2011 from map_lsoa11_to_lsoa21 "
        "where change = 'X'"
    )
    shares = {(old, new): share for old, new, share in rows}
    assert len(shares) == 10
    assert shares["E01008187", "E01035624"] == pytest.approx(0.588, abs=0.0005)
    assert shares["E01023508", "E01035609"] == pytest.approx(0.917, abs=0.0005)
    assert shares["E01023768", "E01035582"] == 1


def test_every_lsoa_of_england_lies_in_a_sub_icb_of_today(built):
    with built.warehouse.open() as connection:
        rows = connection.execute(
            "select count(*), count(*) filter (assigned_by <> 'published lookup') "
            "from map_lsoa_to_sub_icb inner join dim_sub_icb using (sub_icb_code)"
        ).fetchall()
    assert rows == [(33_755, 455)]  # 455: Frimley (D4U1Y), ended in April 2026
