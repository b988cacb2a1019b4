"""The stand-ins alone: every file recognised, and a build from them that verifies."""

import json

import pandas as pd
import pyarrow as pa
import pytest

from phm.measures.catalogue import load_measures
from phm.measures.declared import declared
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.land import LandingReport, land_folder
from phm.synthetic.areas.district_facts import district_facts
from phm.synthetic.areas.fact_tables import fact_table
from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.open_files.area_files import (
    stand_ins,
    write_area_files,
    write_system,
)
from phm.warehouse.build import BuildReport, build
from phm.warehouse.systems import load_system


PEOPLE = 100_000


@pytest.fixture(scope="module")
def facts() -> AreaFacts:
    return district_facts().scaled(PEOPLE)


@pytest.fixture(scope="module")
def demo(facts: AreaFacts, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Stand-ins and system written, nothing landed yet."""
    home = Home(tmp_path_factory.mktemp("stand-ins"))
    write_area_files(facts, home.raw)
    write_system(facts, home)
    return home


@pytest.fixture(scope="module")
def landing(demo: Home) -> LandingReport:
    return land_folder(demo.raw, demo, load_catalogue())


@pytest.fixture(scope="module")
def report(facts: AreaFacts, demo: Home, landing: LandingReport) -> BuildReport:
    system = load_system(facts.system_id, home=demo)
    return build(demo, system, *declared())


def ask(report: BuildReport, query: str) -> pd.DataFrame:
    with report.warehouse.open() as connection:
        return connection.execute(query).fetchdf()


def open_measures() -> set[str]:
    """Measures that need no extract of a system's own."""
    sources = load_catalogue()
    return {
        name
        for name, measure in load_measures().items()
        if all(sources[one].access != "local" for one in measure.sources)
    }


def test_every_stand_in_is_recognised(landing: LandingReport, demo: Home):
    assert len(landing.landed) == len(list(demo.raw.iterdir()))
    assert landing.refused == landing.unrecognised == landing.set_aside == ()
    assert [one.file for one in landing.landed if one.rows_set_aside] == []
    assert [one.notices for one in landing.landed if one.notices] == []


def test_periods_are_those_of_the_facts(landing: LandingReport, facts: AreaFacts):
    periods: dict[str, set[str]] = {}
    for one in landing.landed:
        periods.setdefault(one.source_id, set()).add(one.period)
    for source in ("practice_map", "gp_patients_by_age_sex", "pcn_workforce"):
        assert periods[source] == {facts.month}
    assert max(periods["gp_appointments_by_category"]) == facts.month
    assert len(periods["gp_appointments_by_category"]) >= 3
    assert periods["census2021_ts021"] == {"2021"}


def test_every_row_is_used(report: BuildReport):
    assert [load for load in report.loads if load.refused] == []
    assert sum(load.rows_set_aside for load in report.loads) == 0


# a fifth of England's neighbourhoods: the demonstration has only its own
OF_ENGLAND = {"slow_broadband_percent"}


def test_every_open_measure_has_a_number_for_every_network(report: BuildReport):
    counted = ask(
        report,
        "select measure_id, count(distinct area_code) as areas from fct_measure_count "
        "where area_level = 'pcn' and numerator is not null group by measure_id",
    ).set_index("measure_id")["areas"]
    asked = open_measures() - OF_ENGLAND
    assert asked - set(counted.index) == set()
    assert (counted.loc[sorted(asked)] >= 34).all()


def test_warehouse_holds_what_the_facts_say(report: BuildReport, facts: AreaFacts):
    lists = ask(report, "select * from fct_registered_list order by practice_code")
    assert lists["registered_patients"].tolist() == (
        facts.practices["list_size"].tolist()
    )
    lsoas = ask(report, "select * from dim_lsoa order by lsoa21_code")
    assert lsoas["in_system"].all()
    assert lsoas["lsoa21_code"].tolist() == facts.lsoas["lsoa_code"].tolist()
    for ours, theirs in {
        "imd_rank": "imd_rank",
        "quintile_national": "deprivation_quintile_national",
        "quintile_local": "deprivation_quintile_local",
        "ruc21_code": "ruc21_code",
        "district_code": "district_code",
    }.items():
        assert lsoas[theirs].tolist() == facts.lsoas[ours].tolist(), ours
    residents = facts.residents.sum(axis=(1, 2)).tolist()
    assert lsoas["residents"].tolist() == residents
    staff = ask(report, "select * from fct_link_worker where period = '2026-06'")
    fte = staff.set_index("pcn_code")["link_worker_fte"]
    ours = facts.pcns.set_index("pcn_code")["link_worker_fte"]
    assert fte.loc[ours.index].to_numpy() == pytest.approx(ours.to_numpy(), abs=1e-6)


def test_rates_of_a_smaller_twin_are_those_of_the_districts(report: BuildReport):
    got = ask(
        report,
        "select district_code, any_value(asylum_support_per_1000) as rate "
        "from fct_asylum_support inner join dim_lsoa using (lsoa21_code) "
        "group by district_code order by district_code",
    )
    said = fact_table("districts").sort_index()
    wanted = 1000 * said["asylum_support_people"] / said["residents"]
    assert got["rate"].to_numpy() == pytest.approx(wanted.to_numpy(), abs=0.1)


def test_people_without_an_address_are_written_not_dropped(
    demo: Home, facts: AreaFacts
):
    homes = pd.read_csv(next(demo.raw.glob("gp-reg-pat-prac-lsoa-all*.csv")))
    apart = homes.loc[homes["LSOA_CODE"] == "NO2011", "NUMBER_OF_PATIENTS"]
    assert apart.sum() == facts.no_fixed_abode.sum() > 0
    assert homes["NUMBER_OF_PATIENTS"].sum() == PEOPLE


def test_map_says_that_its_neighbourhoods_are_of_2011(report: BuildReport, demo: Home):
    layers = report.warehouse.manifest["layers"]
    for name in ("lsoa", "pcn"):
        said = json.loads((demo.geometry / f"{layers[name]}.json").read_text())
        assert said["vintage"] == "LSOA 2011"
    said = json.loads((demo.geometry / f"{layers['lsoa']}.json").read_text())
    assert len(said["ids"]) == 857


def test_system_file_reads_back(demo: Home, facts: AreaFacts):
    system = load_system("demonstration", home=demo)
    assert system.name == facts.system_name
    assert set(system.sub_icb_codes) == set(facts.pcns["sub_icb_code"])
    assert {place.name for place in system.places} == {
        "East and North Hertfordshire",
        "South and West Hertfordshire",
        "West Essex",
    }
    assert len(system.hospitals) == 3
    assert "invented" in system.note


def test_files_are_the_same_bytes_again(demo: Home, facts: AreaFacts, tmp_path):
    write_area_files(facts, tmp_path)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert again == {path.name: path.read_bytes() for path in demo.raw.iterdir()}


def test_workforce_history_agrees_with_the_caseloads(facts: AreaFacts):
    code = facts.pcns["pcn_code"].iloc[0]
    rows = [
        ("2026-05", code, "link worker", 1.0),
        ("2026-05", code, "link worker", 0.6),
        ("2026-05", code, "care coordinator", 0.8),
        ("2026-06", code, "link worker", 1.0),
    ]
    names = ["month", "pcn_code", "role", "fte_in_post"]
    caseloads = pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))
    history = next(
        one
        for one in stand_ins(facts, caseloads)
        if one.source == "link_worker_fte_history"
    ).rows
    got = history[["month", "link_worker_fte", "link_worker_records"]].to_numpy()
    assert got.tolist() == [["2026-05", 1.6, 2], ["2026-06", 1.0, 1]]
