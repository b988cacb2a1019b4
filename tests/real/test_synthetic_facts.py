"""Area facts from published files: their margins, and codes and names of nobody."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from phm.measures.catalogue import load_measures
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.land import land_folder
from phm.sources.landed import list_landed
from phm.synthetic.areas.area_facts import area_facts
from phm.synthetic.areas.district_facts import district_facts
from phm.synthetic.areas.fact_tables import fact_table
from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.areas.organisations import (
    ICB_CODE,
    MOST_PCNS,
    PRACTICE_LETTER,
    SUB_ICB_MARKS,
    pcn_code,
    sub_icb_code,
)
from phm.synthetic.open_files.area_files import write_area_files, write_system
from phm.warehouse.build import BuildReport, build
from phm.warehouse.systems import load_system


MAPS = "practice_map"


@pytest.fixture(scope="module")
def facts(built: BuildReport, real_home: Home) -> AreaFacts:
    return area_facts(real_home)


@pytest.fixture(scope="module")
def maps(landing, real_home: Home) -> pd.DataFrame:
    """Every landed practice map, under declared names."""
    source = load_catalogue()[MAPS]
    frames = []
    for one in list_landed(real_home):
        if one.source_id == MAPS:
            table = pq.read_table(one.parquet)
            names = source.published_names(table.column_names)
            frame = table.select(list(names.values())).to_pandas()
            frame.columns = list(names)
            frames.append(frame)
    return pd.concat(frames)


def bare(name: str) -> str:
    """A network's name as compared: capitals, one space, without the word PCN."""
    return " ".join(re.sub(r"\bPCN\b", " ", name.upper()).split())


def test_reserved_codes_are_nobodys(maps: pd.DataFrame):
    reserved = {pcn_code(number) for number in range(1, MOST_PCNS + 1)}
    assert reserved & set(maps["pcn_code"]) == set()
    assert not maps["practice_code"].str.startswith(PRACTICE_LETTER).any()
    ours = {sub_icb_code(n) for n in range(1, len(SUB_ICB_MARKS) + 1)} | {ICB_CODE}
    assert ours & {*maps["sub_icb_code"], *maps["icb_code"]} == set()


def test_other_files_hold_no_reserved_code_either(landing, real_home: Home):
    reserved = {pcn_code(number) for number in range(1, MOST_PCNS + 1)}
    for source in ("pcn_workforce", "link_worker_fte_history"):
        for one in list_landed(real_home):
            if one.source_id == source:
                codes = pq.read_table(one.parquet, columns=["PCN_CODE"])["PCN_CODE"]
                assert reserved & set(codes.to_pylist()) == set()


def test_invented_names_are_nobodys(maps: pd.DataFrame, facts: AreaFacts):
    real = {bare(name) for name in maps["pcn_name"].dropna()}
    for some in (district_facts(), facts):
        assert {bare(name) for name in some.pcns["pcn_name"]} & real == set()
    practices = set(maps["practice_name"].str.upper())
    assert set(facts.practices["practice_name"].str.upper()) & practices == set()


def test_open_facts_have_the_registers_margins(facts: AreaFacts, real):
    lists = real(
        "select list.registered_patients from fct_registered_list as list "
        "inner join dim_practice as practice "
        "on list.practice_code = practice.practice_code "
        "where practice.in_system and practice.is_current "
        "and list.registered_patients > 0 order by list.practice_code"
    )
    size = facts.practices["list_size"].to_numpy()
    assert size.tolist() == [n for (n,) in lists]
    assert (facts.registered.sum(axis=1) + facts.no_fixed_abode == size).all()
    assert (facts.lists.sum(axis=(1, 2)) == size).all()
    older = real(
        "select sum(list.registered_patients_65_and_over) "
        "from fct_registered_list as list inner join dim_practice as practice "
        "on list.practice_code = practice.practice_code "
        "where practice.in_system and practice.is_current"
    )[0][0]
    assert facts.lists[:, :, 13:].sum() == pytest.approx(older, rel=0.001)


def test_open_facts_have_the_catchments_margins(facts: AreaFacts, real):
    rows = real(
        "select map.lsoa21_code, sum(map.registered_patients) "
        "from map_practice_to_lsoa as map inner join dim_practice as practice "
        "on map.practice_code = practice.practice_code "
        "where practice.in_system and practice.is_current group by map.lsoa21_code"
    )
    wanted = pd.Series(dict(rows)).reindex(facts.lsoas["lsoa_code"], fill_value=0)
    got = facts.registered.sum(axis=0)
    inside = (facts.lsoas["sub_icb_code"] != "").to_numpy()
    assert inside.sum() == 887
    gap = abs(got - wanted.to_numpy())[inside]
    assert (gap / wanted.to_numpy()[inside]).max() < 0.03
    # Neighbourhoods of whom no practice has one whole patient are left out.
    assert got.sum() == pytest.approx(sum(n for _, n in rows), rel=0.002)


def test_open_facts_have_the_censuss_margins(facts: AreaFacts, real):
    rows = real(
        "select lsoa21_code, asian, black, mixed, white, other, residents "
        "from fct_lsoa_census"
    )
    census = pd.DataFrame(rows).set_index(0).loc[facts.lsoas["lsoa_code"]]
    groups = ("HJKLR", "MNP", "DEFG", "ABC", "S")
    order = "ABCDEFGHJKLMNPRS"
    for number, letters in enumerate(groups, 1):
        ours = facts.ethnicity[:, [order.index(one) for one in letters]].sum(axis=1)
        assert ours == pytest.approx((census[number] / census[6]).to_numpy(), abs=0.01)
    people = facts.residents.sum(axis=(1, 2))
    assert people == pytest.approx(census[6].to_numpy(dtype=float), rel=0.02)
    assert (facts.residents >= 0).all()


def test_open_facts_keep_deprivation_and_prevalence(facts: AreaFacts, real):
    inside = facts.lsoas[facts.lsoas["sub_icb_code"] != ""].set_index("lsoa_code")
    rows = real(
        "select lsoa21_code, imd_rank, deprivation_quintile_national, "
        "deprivation_quintile_local from dim_lsoa where in_system"
    )
    said = pd.DataFrame(rows).set_index(0).loc[inside.index]
    ours = inside[["imd_rank", "quintile_national", "quintile_local"]].to_numpy()
    assert (said.to_numpy(dtype=int) == ours).all()
    diabetes = real(
        "select sum(patients_on_register) / sum(practice_list_size) * 100 "
        "from fct_qof_register as register inner join dim_practice as practice "
        "on register.practice_code = practice.practice_code "
        "where practice.in_system and practice.is_current and register_code = 'DM'"
    )[0][0]
    adults = facts.lists[:, :, 4:].sum(axis=(1, 2))
    mean = (facts.prevalence["diabetes"] * adults).sum() / adults.sum()
    assert mean == pytest.approx(diabetes, rel=0.02)


def test_no_real_organisation_is_in_the_open_facts(facts: AreaFacts, real):
    names = {n for (n,) in real("select practice_name from dim_practice")}
    codes = {n for (n,) in real("select practice_code from dim_practice")}
    networks = {n for (n,) in real("select pcn_code from dim_pcn")}
    assert names & set(facts.practices["practice_name"]) == set()
    assert codes & set(facts.practices["practice_code"]) == set()
    assert networks & set(facts.pcns["pcn_code"]) == set()
    points = set(
        real("select round(latitude, 4), round(longitude, 4) from dim_practice")
    )
    ours = zip(facts.practices["latitude"], facts.practices["longitude"], strict=True)
    # The middle of a neighbourhood may happen to be within ten metres of a surgery.
    assert len(set(ours) & points) <= 2


def test_open_demonstration_builds_with_every_open_measure(
    facts: AreaFacts, tmp_path_factory: pytest.TempPathFactory
):
    home = Home(tmp_path_factory.mktemp("open-demonstration"))
    write_area_files(facts, home.raw)
    write_system(facts, home)
    sources = load_catalogue()
    landing = land_folder(home.raw, home, sources)
    assert landing.refused == landing.unrecognised == landing.set_aside == ()
    measures = load_measures()
    system = load_system(facts.system_id, home=home)
    report = build(home, system, list(measures.values()))
    assert [load for load in report.loads if load.refused or load.rows_set_aside] == []
    with report.warehouse.open() as connection:
        found = connection.execute(
            "select distinct measure_id from fct_measure_count "
            "where area_level = 'pcn' and numerator is not null"
        ).fetchall()
    asked = {
        name
        for name, measure in measures.items()
        if all(sources[one].access != "local" for one in measure.sources)
    }
    assert asked - {name for (name,) in found} == {"slow_broadband_percent"}
    assert "lsoa" in report.warehouse.manifest["layers"]


def test_committed_facts_are_the_sums_of_published_tables(real):
    """The one number per district that says all its neighbourhoods were summed."""
    rows = real(
        "select district_code, sum(residents), sum(residents * imd_score) "
        "/ sum(residents) from dim_lsoa where in_system group by district_code"
    )
    said = fact_table("districts")
    for district, residents, score in rows:
        assert said.loc[district, "residents"] == residents
        assert said.loc[district, "imd_score"] == pytest.approx(score, abs=0.006)
    ages = fact_table("residents_by_age").sum(axis=1)
    assert ages.sum() == pytest.approx(sum(n for _, n, _ in rows), rel=0.001)
    assert np.isclose(ages.sum(), 1_498_085)


def test_repository_holds_no_cut_of_a_published_file(project_root: Path):
    largest = max(len(p.read_text().splitlines()) for p in fact_files(project_root))
    assert largest <= 50  # districts, bands, groups and ranks; never neighbourhoods


def fact_files(root: Path) -> list[Path]:
    return sorted((root / "data" / "facts").glob("*.csv"))
