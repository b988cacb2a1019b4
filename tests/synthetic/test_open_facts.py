"""Area facts of a home with open data, here an invented one (see tests/real too)."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.land import land_folder
from phm.synthetic.areas.area_facts import area_facts
from phm.synthetic.areas.facts import ETHNIC_ORDER, AreaFacts
from phm.synthetic.open_files.area_files import write_area_files, write_system
from phm.warehouse.systems import load_system
from tests.builders import LSOAS, Supplied, built, tiny_files, without


def with_sexes() -> Mapping[str, Supplied]:
    """The invented system with what its build does not need of the census."""
    rows = tuple(
        {
            "lsoa21_code": one.code,
            "residents": one.residents,
            "female": one.residents * 6 // 10,
            "male": one.residents - one.residents * 6 // 10,
        }
        for one in LSOAS
    )
    sexes = Supplied(
        "census2021_ts008", "census2021-ts008-lsoa.csv", rows, said={"date": "2021"}
    )
    files = tiny_files()
    return {**files, "ts008": sexes, "ts021": files["ts021"].edited(in_detail)}


def in_detail(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Five ethnic groups as one of the nineteen each."""
    detail = {
        "indian": row["asian"],
        "caribbean": row["black"],
        "other_mixed": row["mixed"],
        "white_british": row["white"] - 20,
        "roma": 20,
        "arab": row["other"],
    }
    return {**row, **detail}


@pytest.fixture(scope="module")
def open_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("open"))
    built(home, with_sexes())
    return home


@pytest.fixture(scope="module")
def facts(open_home: Home) -> AreaFacts:
    return area_facts(open_home)


def test_open_data_is_preferred_and_the_system_says_demonstration(facts: AreaFacts):
    assert facts.origin == "open data"
    assert facts.system_name == "Tiny and Little (demonstration)"
    assert set(facts.place_names.values()) == {"Tiny", "Little"}


def test_every_practice_of_the_system_is_there_under_another_code(facts: AreaFacts):
    codes = facts.practices["practice_code"].tolist()
    assert codes == [f"Z{number:05d}" for number in range(1, 8)]
    assert facts.practices["list_size"].sum() == facts.lists.sum()
    assert set(facts.practices["pcn_code"]) == set(facts.pcns["pcn_code"])
    assert set(facts.pcns["pcn_code"]) <= {f"U9950{number}" for number in range(1, 5)}
    assert facts.pcns["pcn_name"].str.startswith(("Tinyton ", "Littleham ")).all()


def test_practice_in_no_network_joins_one_of_its_sub_icb(facts: AreaFacts):
    by_sub_icb = facts.practices.groupby("pcn_code")["sub_icb_code"].nunique()
    assert (by_sub_icb == 1).all()
    assert "U" not in set(facts.practices["pcn_code"])


def test_margins_hold(facts: AreaFacts):
    size = facts.practices["list_size"].to_numpy()
    assert (facts.registered.sum(axis=1) + facts.no_fixed_abode == size).all()
    assert (facts.lists.sum(axis=(1, 2)) == size).all()
    assert facts.ethnicity.sum(axis=1) == pytest.approx(1)
    apart = facts.gypsy_traveller_roma_share
    assert apart == pytest.approx(facts.ethnicity[:, ETHNIC_ORDER.index("C")])
    assert (apart > 0).all()
    assert facts.residents.shape == (len(facts.lsoas), 2, 18)
    women = facts.residents[:, 0].sum() / facts.residents.sum()
    assert women == pytest.approx(0.6, abs=0.01)


def test_deprivation_is_the_published_one(facts: AreaFacts):
    ranks = {one.code: one.rank for one in LSOAS}
    codes = facts.lsoas["lsoa_code"]
    assert facts.lsoas["imd_rank"].tolist() == [ranks[code] for code in codes]
    outside = codes.isin(["E01900010", "E01900011"])
    assert (facts.lsoas["sub_icb_code"] == "").tolist() == outside.tolist()
    assert not facts.lsoas.isna().any().any()


def test_register_that_is_not_landed_takes_the_committed_percentage(facts: AreaFacts):
    assert np.unique(facts.prevalence["dementia"]).tolist() == [0.78]
    assert len(np.unique(facts.prevalence["diabetes"])) > 3


def test_something_is_planted(facts: AreaFacts):
    codes = set(facts.pcns["pcn_code"])
    for name in ("central_watford", "no_link_worker"):
        assert facts.planted[f"{name}_pcn"] in codes
    assert set(facts.planted["pocket_lsoas"]) <= set(facts.lsoas["lsoa_code"])
    assert (facts.pcns["link_worker_fte"] == 0).any()


def test_published_files_are_copied_and_cut(facts: AreaFacts, home: Home):
    write_area_files(facts, home.raw)
    write_system(facts, home)
    landing = land_folder(home.raw, home, load_catalogue())
    assert landing.refused == landing.unrecognised == landing.set_aside == ()
    rows = {one.source_id: one.rows_landed for one in landing.landed}
    assert rows["census2021_ts021"] == rows["lsoa21_to_ward"] == len(facts.lsoas)
    assert rows["lsoa_boundaries_2021"] == 9  # those of the system
    assert len(load_system("demonstration", home=home).sub_icb_codes) == 2


def test_without_the_tables_it_needs_open_data_is_left_alone(home: Home):
    built(home, without(tiny_files(), "census2021_ts038"))
    assert area_facts(home).origin == "district facts"
