"""Area facts of a machine without data: districts right, the rest hangs together."""

import re

import numpy as np
import pandas as pd
import pytest

from phm.settings import Home
from phm.stats.quantiles import group_of_rank
from phm.synthetic.areas.area_facts import area_facts
from phm.synthetic.areas.district_facts import district_facts
from phm.synthetic.areas.fact_tables import (
    FACTS,
    LSOAS_IN_ENGLAND,
    ethnic_counts,
    fact_table,
    registered_by_band,
)
from phm.synthetic.areas.facts import CONDITIONS, ETHNIC_ORDER, AreaFacts
from phm.synthetic.areas.neighbourhoods import kilometres, neighbourhoods
from phm.synthetic.areas.networks import grown
from phm.synthetic.drawing.whole_numbers import apportion, raked, rounded_to


# Residents, score, national quintiles 1 to 5 %, rural %, then White, Asian, Black,
# Mixed, Other %: the thirteen districts, typed in apart from data/facts.
PUBLISHED = """
Broxbourne 98983 17.79 2.2 34.0 26.8 17.1 19.9 0.0 81.1 3.7 6.7 4.0 4.6
Dacorum 155087 14.03 3.7 16.2 27.1 22.0 31.1 8.0 86.8 5.8 2.9 3.4 1.2
East_Hertfordshire 150174 9.85 0.0 3.0 21.9 28.4 46.7 31.0 92.3 2.7 1.3 2.8 0.9
Epping_Forest 134960 14.09 0.0 17.4 33.1 18.7 30.8 25.5 84.1 7.2 2.9 3.6 2.2
Harlow 93338 21.75 4.8 44.4 33.7 7.5 9.6 0.0 82.7 6.0 6.2 3.3 1.8
Hertsmere 107842 14.09 2.7 14.2 28.0 20.1 35.0 13.9 77.1 10.5 4.8 3.7 3.8
North_Hertfordshire 112971 11.84 1.1 10.9 19.8 29.7 38.4 15.8 86.6 5.6 2.6 3.9 1.2
St_Albans 148177 8.10 0.0 7.8 10.1 19.7 62.4 15.5 83.6 8.2 2.1 4.3 1.8
Stevenage 89498 18.88 2.8 33.7 36.9 19.5 7.1 0.0 82.8 7.5 4.8 3.6 1.3
Three_Rivers 93786 9.94 0.0 6.9 23.6 21.6 47.8 2.1 77.1 15.2 2.4 3.6 1.7
Uttlesford 91351 9.99 0.0 0.0 15.3 45.5 39.2 69.7 94.5 1.9 0.8 2.2 0.7
Watford 102247 16.22 3.4 20.5 34.8 17.8 23.5 0.0 60.9 24.5 6.3 4.7 3.6
Welwyn_Hatfield 119836 13.86 2.6 11.5 37.1 15.7 33.0 13.2 78.7 8.8 6.1 4.1 2.3
"""
GROUPS = ("ABC", "HJKLR", "MNP", "DEFG", "S")
QUINTILES = [f"quintile_{number}_percent" for number in range(1, 6)]


@pytest.fixture(scope="module")
def facts() -> AreaFacts:
    return district_facts()


@pytest.fixture(scope="module")
def residents(facts: AreaFacts) -> pd.Series:
    return pd.Series(facts.residents.sum(axis=(1, 2)))


def published() -> dict[str, list[float]]:
    lines = (line.split() for line in PUBLISHED.strip().splitlines())
    return {name.replace("_", " "): [float(n) for n in rest] for name, *rest in lines}


@pytest.mark.parametrize("name", published())
def test_committed_facts_are_the_published_ones(name: str):
    said = fact_table("districts").reset_index().set_index("district_name").loc[name]
    expected = published()[name]
    assert said["residents"] == pytest.approx(expected[0], rel=0.001)
    assert said["imd_score"] == pytest.approx(expected[1], abs=0.011)
    assert said[QUINTILES].tolist() == pytest.approx(expected[2:7], abs=0.06)
    assert said["rural_percent"] == pytest.approx(expected[7], abs=0.06)
    counts = ethnic_counts().loc[said["district_code"]]
    shares = [100 * counts[list(letters)].sum() / counts.sum() for letters in GROUPS]
    # Published for the whole district; North Hertfordshire has Royston beside ours.
    assert shares == pytest.approx(expected[8:], abs=0.7 if "North" in name else 0.06)


def test_every_fact_table_is_small_and_has_a_source():
    sources = pd.read_csv(FACTS / "SOURCES.csv")
    named = {name.split(":")[0] for name in sources["file"]}
    assert named == {path.name for path in FACTS.glob("*.csv")} - {"SOURCES.csv"}
    assert max(path.stat().st_size for path in FACTS.glob("*.csv")) < 5_000
    assert not sources.isna().any().any()


def test_residents_sum_to_the_districts_ages(facts: AreaFacts):
    by_district = pd.DataFrame(facts.residents.sum(axis=1)).groupby(
        facts.lsoas["district_code"]
    )
    ages = fact_table("residents_by_age")
    assert (by_district.sum().to_numpy() == ages.sort_index().to_numpy()).all()
    sexes = pd.DataFrame(facts.residents.sum(axis=2)).groupby(
        facts.lsoas["district_code"]
    )
    said = fact_table("districts")[["females", "males"]].sort_index().to_numpy()
    share = said[:, 0] / said.sum(axis=1)
    got = sexes.sum().to_numpy()
    assert got[:, 0] / got.sum(axis=1) == pytest.approx(share, abs=0.0005)


def test_quintiles_hold_within_one_neighbourhood(
    facts: AreaFacts, residents: pd.Series
):
    for code, said in fact_table("districts").iterrows():
        ours = facts.lsoas["district_code"] == code
        people, quintile = residents[ours], facts.lsoas["quintile_national"][ours]
        got = people.groupby(quintile).sum().reindex(range(1, 6), fill_value=0)
        wanted = said[QUINTILES].to_numpy(dtype=float) / 100 * people.sum()
        assert abs(got.to_numpy() - wanted).max() <= people.max(), said["district_name"]


def test_rural_share_and_deprivation_score_follow_the_district(
    facts: AreaFacts, residents: pd.Series
):
    districts = facts.lsoas["district_code"]
    total = residents.groupby(districts).sum()
    rural = (residents * facts.lsoas["is_rural"]).groupby(districts).sum()
    score = (residents * facts.lsoas["imd_score"]).groupby(districts).sum() / total
    said = fact_table("districts").sort_index()
    one = residents.groupby(districts).max()
    assert (abs(rural - said["rural_percent"] / 100 * total) <= one).all()
    assert abs(score - said["imd_score"]).max() < 2.5
    assert np.corrcoef(score, said["imd_score"])[0, 1] > 0.95
    rural_codes = facts.lsoas["ruc21_code"].str.startswith("R")
    assert (rural_codes == facts.lsoas["is_rural"]).all()


def test_ranks_deciles_and_quintiles_agree(facts: AreaFacts):
    lsoas = facts.lsoas
    decile = group_of_rank(lsoas["imd_rank"], areas=LSOAS_IN_ENGLAND, groups=10)
    assert lsoas["imd_rank"].is_unique
    assert (lsoas["imd_decile"] == decile).all()
    assert (lsoas["quintile_national"] == (decile + 1) // 2).all()
    assert lsoas["quintile_local"].value_counts().between(171, 172).all()
    order = lsoas.sort_values("imd_rank")
    assert order["imd_score"].is_monotonic_decreasing
    assert order["quintile_local"].is_monotonic_increasing


def test_deprivation_is_smooth_on_the_ground(facts: AreaFacts):
    rank = facts.lsoas["imd_rank"].to_numpy() / LSOAS_IN_ENGLAND
    beside = np.array([rank[list(b)].mean() for b in neighbourhoods().borders])
    assert np.corrcoef(rank, beside)[0, 1] > 0.5


def test_ethnic_groups_sum_to_the_districts(facts: AreaFacts, residents: pd.Series):
    assert facts.ethnicity.shape == (857, len(ETHNIC_ORDER))
    assert facts.ethnicity.sum(axis=1) == pytest.approx(1)
    weighted = facts.ethnicity * residents.to_numpy().reshape(-1, 1)
    got = pd.DataFrame(weighted).groupby(facts.lsoas["district_code"]).sum()
    got = got.div(got.sum(axis=1), axis=0).to_numpy()
    said = ethnic_counts().sort_index()
    wanted = said.div(said.sum(axis=1), axis=0).to_numpy()
    assert got == pytest.approx(wanted, abs=2e-4)
    assert (facts.gypsy_traveller_roma_share < facts.ethnicity[:, 2]).mean() > 0.95


def test_modelled_shares_average_to_the_district(
    facts: AreaFacts, residents: pd.Series
):
    pairs = {
        "lonely_percent": ("lonely_percent", 1),
        "limited_a_lot_share": ("limited_a_lot_percent", 100),
        "bad_health_share": ("bad_health_percent", 100),
        "limited_english_share": ("limited_english_percent", 100),
        "deri_score": ("deri_score", 1),
    }
    districts = facts.lsoas["district_code"]
    total = residents.groupby(districts).sum()
    for ours, (theirs, unit) in pairs.items():
        mean = (residents * facts.lsoas[ours]).groupby(districts).sum() / total * unit
        said = fact_table("districts")[theirs].sort_index()
        assert mean.to_numpy() == pytest.approx(said.to_numpy(), rel=1e-3), ours


def test_lists_and_homes_sum_to_the_register(facts: AreaFacts):
    size = facts.practices["list_size"].to_numpy()
    assert size.sum() == 1_662_718
    assert (facts.registered.sum(axis=1) + facts.no_fixed_abode == size).all()
    assert (facts.lists.sum(axis=(1, 2)) == size).all()
    assert (facts.registered >= 0).all()
    per_resident = facts.registered.sum(axis=0) / facts.residents.sum(axis=(1, 2))
    assert per_resident == pytest.approx(size.sum() / 1_498_085, abs=0.02)
    for sub_icb, said in fact_table("sub_icbs").iterrows():
        ours = (facts.practices["place_id"] == said["place_id"]).to_numpy()
        wanted = registered_by_band(str(sub_icb))
        assert size[ours].sum() == wanted.sum()
        got = facts.lists[ours].sum(axis=0)
        assert abs(got - wanted).max() <= 0.002 * wanted.sum() / 36


def test_networks_are_of_the_usual_size_and_in_one_piece(facts: AreaFacts):
    sizes = facts.practices.groupby("pcn_code")["list_size"].sum()
    assert len(facts.pcns) == 35
    assert sizes.between(30_000, 60_000).all()
    assert 125 <= len(facts.practices) <= 135
    assert facts.practices.groupby("pcn_code").size().min() >= 3
    assert facts.practices["gp_system"].value_counts().min() > 30


def test_organisations_have_reserved_codes_and_invented_names(facts: AreaFacts):
    assert all(re.fullmatch(r"U99[56]\d\d", one) for one in facts.pcns["pcn_code"])
    codes = facts.practices["practice_code"]
    assert all(re.fullmatch(r"Z\d{5}", one) for one in codes)
    assert set(facts.pcns["sub_icb_code"]) == {"9D1", "9D2", "9D3"}
    assert facts.pcns["pcn_name"].is_unique
    assert facts.practices["practice_name"].str.endswith("(invented)").all()
    assert facts.practices["practice_name"].is_unique
    districts = set(facts.lsoas["district_name"])
    for name, district in zip(
        facts.pcns["pcn_name"], facts.pcns["district_name"], strict=True
    ):
        assert district in districts
        assert name.removeprefix(f"{district} ") not in {name, "North", "South"}


def test_link_workers_are_flat_against_need(facts: AreaFacts):
    sizes = facts.practices.groupby("pcn_code")["list_size"].sum()
    fte = facts.pcns.set_index("pcn_code")["link_worker_fte"]
    rate = 10_000 * fte / sizes
    assert 10_000 * fte.sum() / sizes.sum() == pytest.approx(0.43, abs=0.04)
    assert (fte == 0).sum() == 1
    score = facts.registered @ facts.lsoas["imd_score"].to_numpy()
    score = pd.Series(score).groupby(facts.practices["pcn_code"]).sum() / sizes
    staffed = fte > 0
    assert -0.6 < np.corrcoef(rate[staffed], score[staffed])[0, 1] < 0.15


def test_prevalence_is_the_published_one_and_follows_age(facts: AreaFacts):
    assert tuple(facts.prevalence) == CONDITIONS
    size = facts.practices["list_size"].to_numpy()
    said = fact_table("prevalence").set_index("condition")["system_percent"]
    for condition, percent in facts.prevalence.items():
        assert len(percent) == len(size)
        mean = (percent * size).sum() / size.sum()
        assert mean == pytest.approx(said[condition], rel=0.03), condition
    old = facts.lists[:, :, 13:].sum(axis=(1, 2)) / size
    assert np.corrcoef(facts.prevalence["dementia"], old)[0, 1] > 0.5


def test_planted_areas_are_what_they_are_planted_for(facts: AreaFacts):
    planted, lsoas = facts.planted, facts.lsoas
    living = facts.registered.sum(axis=1)
    score = facts.registered @ lsoas["imd_score"].to_numpy()
    asian = [ETHNIC_ORDER.index(letter) for letter in "HJKLR"]
    share = (facts.registered @ facts.ethnicity[:, asian]).sum(axis=1)
    table = pd.DataFrame({"living": living, "score": score, "asian": share})
    by_pcn = table.groupby(facts.practices["pcn_code"]).sum()
    by_pcn = by_pcn.div(by_pcn["living"], axis=0)
    names = facts.pcns.set_index("pcn_code")["pcn_name"]
    assert by_pcn["asian"].idxmax() == planted["central_watford_pcn"]
    assert names[planted["central_watford_pcn"]] == "Watford Central"
    assert by_pcn["score"].rank()[planted["affluent_pcn_with_pocket"]] <= 8
    pocket = lsoas[lsoas["lsoa_code"].isin(planted["pocket_lsoas"])]
    assert (pocket["quintile_local"] == 1).all()
    assert 3 <= len(pocket) <= 5
    fte = facts.pcns.set_index("pcn_code")["link_worker_fte"]
    assert fte[planted["no_link_worker_pcn"]] == 0
    assert by_pcn["score"].rank(ascending=False)[planted["no_link_worker_pcn"]] <= 6
    rural = lsoas.groupby("district_code")["is_rural"].mean()
    assert rural.idxmax() == planted["few_assets_district"]
    assert planted["skills_gap_place"] in set(facts.pcns["place_id"])
    assert planted["undercoding_gp_system"] in set(facts.practices["gp_system"])


def test_facts_are_the_same_every_time(facts: AreaFacts):
    district_facts.cache_clear()
    again = district_facts()
    assert again is not facts
    pd.testing.assert_frame_equal(again.lsoas, facts.lsoas)
    pd.testing.assert_frame_equal(again.practices, facts.practices)
    pd.testing.assert_frame_equal(again.pcns, facts.pcns)
    for name in ("residents", "registered", "lists", "ethnicity", "no_fixed_abode"):
        assert (getattr(again, name) == getattr(facts, name)).all()


def test_an_empty_home_gives_the_committed_facts(home: Home, facts: AreaFacts):
    assert area_facts(home).origin == facts.origin == "district facts"


@pytest.mark.parametrize("people", [2_000, 100_000])
def test_scaled_facts_keep_their_margins(facts: AreaFacts, people: int):
    small = facts.scaled(people)
    size = small.practices["list_size"].to_numpy()
    assert size.sum() == people
    assert (small.registered.sum(axis=1) + small.no_fixed_abode == size).all()
    assert (small.lists.sum(axis=(1, 2)) == size).all()
    share = people / facts.practices["list_size"].sum()
    assert small.residents.sum() == pytest.approx(share * 1_498_085, rel=0.03)
    assert (small.pcns["link_worker_fte"] >= 0).all()


def test_whole_numbers_lose_nobody():
    assert apportion([1, 1, 1], 10).tolist() == [4, 3, 3]
    assert apportion([0, 0], 5).tolist() == [0, 0]
    table = rounded_to(np.array([[0.2, 0.3, 0.5], [1.0, 2.0, 4.0]]), np.array([3, 9]))
    assert table.sum(axis=1).tolist() == [3, 9]
    fitted = raked(np.ones((2, 3)), [6, 4], [5, 3, 2])
    assert fitted == pytest.approx(np.array([[3, 1.8, 1.2], [2, 1.2, 0.8]]))


@pytest.mark.parametrize("district", ["Watford", "Uttlesford", "St Albans"])
def test_grown_networks_are_in_one_piece_and_balanced(district: str):
    ground = neighbourhoods()
    ours = np.flatnonzero(ground.table["district_name"] == district)
    place = {number: n for n, number in enumerate(ours.tolist())}
    borders = [[place[b] for b in ground.borders[n] if b in place] for n in place]
    people = np.full(len(ours), 1_700.0)
    positions = kilometres(ground.table.iloc[ours])
    groups = grown(positions, people, borders, 3, seed=1)
    sizes = np.bincount(groups)
    assert sizes.max() <= 1.25 * sizes.min()
    for part in range(3):
        members = set(np.flatnonzero(groups == part).tolist())
        reached, edge = set[int](), [min(members)]
        while edge:
            reached.add(one := edge.pop())
            edge += [b for b in borders[one] if b in members - reached]
        assert reached == members
