"""Area risk, money and support on digital inclusion, each against plain loops."""

import re
from collections import defaultdict
from dataclasses import replace
from functools import partial

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from phm.measures.digital import (
    BARRIERS,
    MONEY,
    Match,
    find_match,
    read_digital_projects,
)
from phm.settings import Home
from phm.warehouse.digital_model import digital_model
from tests import builders
from tests.builders import LSOAS, Files, rows_of, tiny_extracts, tiny_files
from tests.measures import naive


FILES = tiny_files()
LEVELS = ("pcn", "place", "system")
OPEN = ("slow_broadband_percent", "low_digital_capability_percent")
IN_LIMITS = {"low": "lower", "central": "value", "high": "upper"}


def slow() -> dict[str, float]:
    """100 where a neighbourhood of England is among its slowest fifth."""
    order = sorted(
        rows_of(FILES, "iod_2025_indicators"),
        key=lambda row: -row["digital_connectivity"],
    )
    first = -(-len(order) // 5)
    return {row["lsoa21_code"]: 100.0 * (n < first) for n, row in enumerate(order)}


@pytest.mark.parametrize("level", LEVELS)
def test_slow_broadband_is_the_share_of_patients_who_live_there(answer, level):
    expected = naive.list_weighted(FILES, slow())
    shown = answer("slow_broadband_percent", level)["value"].dropna()
    assert len(shown)
    for code, value in shown.items():
        assert value == pytest.approx(expected[level, code], abs=1e-9)


def test_a_fifth_of_england_is_slow_and_some_of_it_is_here(answer):
    marked = sum(value > 0 for value in slow().values())
    assert marked == -(-len(LSOAS) // 5)
    assert answer("slow_broadband_percent", "england")["value"].iloc[0] > 0
    assert answer("slow_broadband_percent", "lsoa")["value"].max() == 100


class Model:
    """Low digital capability of an area, by loops over lists, ages and homes."""

    def __init__(self, files: Files) -> None:
        self.model = digital_model()
        self.people = naive.lists(files)
        self.homes = naive.homes_2022(files)
        decile = naive.of_lsoa(files, "iod_2025", "imd_decile")
        self.fifth = {lsoa: str((one + 1) // 2) for lsoa, one in decile.items()}
        self.rows = list(files["map_2026_07"].rows)
        self.adults, self.weighted = defaultdict(float), defaultdict(float)
        for row in rows_of(files, "gp_patients_by_age_sex"):
            if row["org_type"] == "GP" and "ALL" not in (row["sex"], row["age_band"]):
                self._add(row)

    def _add(self, row) -> None:
        youngest = int(re.match(r"\d+", row["age_band"])[0])
        if youngest < 15:
            return
        steps = {int(age): share for age, share in self.model["percent_by_age"].items()}
        grown = 0.4 if youngest == 15 else 1.0
        share = steps[max(age for age in steps if age <= max(youngest, 18))]
        self.adults[row["practice_code"]] += grown * row["patients"]
        self.weighted[row["practice_code"]] += grown * share * row["patients"]

    def factor(self, practices: set[str]) -> float:
        """How likely low capability is made by the ages and homes of these lists."""
        by_age = sum(self.weighted[one] for one in practices) / self.of(practices)
        weights = self.model["deprivation_multiplier"]
        over = under = 0.0
        for practice in practices:
            pattern = self._pattern(practice)
            for lsoa, patients in pattern.items():
                if lsoa in self.fifth:
                    here = self.people[practice] * patients / sum(pattern.values())
                    over += here * weights[self.fifth[lsoa]]
                    under += here
        return by_age * over / under

    def of(self, practices: set[str]) -> float:
        """How many adults are on these lists."""
        return sum(self.adults[one] for one in practices)

    def _pattern(self, practice: str) -> dict[str, float]:
        if practice in self.homes:
            return self.homes[practice]
        pcn = {row["practice_code"]: row["pcn_code"] for row in self.rows}
        mates = [one for one in pcn if pcn[one] == pcn[practice] and one in self.homes]
        total: dict[str, float] = defaultdict(float)
        for mate in mates:
            for lsoa, patients in self.homes[mate].items():
                total[lsoa] += patients
        return total


@pytest.mark.parametrize("level", LEVELS)
def test_low_capability_shares_out_a_published_total(answer, level):
    model = Model(FILES)
    everywhere = {row["practice_code"] for row in model.rows}
    shown = answer("low_digital_capability_percent", level)
    areas = naive.practices_by_area(FILES)
    known = shown[shown["status"].eq("ok")]
    assert len(known)
    for code, row in known.iterrows():
        practices = set(areas[level, code])
        relative = model.factor(practices) / model.factor(everywhere)
        assert row["denominator"] == pytest.approx(model.of(practices))
        for name, column in IN_LIMITS.items():
            percent = model.model["percent"][name]
            assert row[column] == pytest.approx(percent * relative)


def test_in_england_it_is_the_published_share_itself(answer):
    (row,) = (r for _, r in answer(OPEN[1], "england").iterrows())
    assert [row[one] for one in IN_LIMITS.values()] == pytest.approx([22, 32, 37])


@pytest.mark.parametrize("measure", OPEN)
def test_what_is_open_says_so_and_names_its_files(connection, measure):
    results = ask(connection, Question(measure, AreaLevel.PLACE))
    assert results.tier == "open"
    assert any("Deprivation 2025" in source.title for source in results.sources)
    assert ("MODELLED" in results.measure.title) == (measure == OPEN[1])


# Projects: what each is for and when it runs; by hand from the rule of 12 months to
# 30 June 2026, a place having the projects for areas within it.
PROJECTS = (
    ("pcn", "U90001", "equipment", 1_000, "2025-04-01", "2026-03-31"),
    ("practice", "Z00003", "skills", 2_000, "2026-06-30", None),
    ("lsoa", "E01900001", "skills", 4_000, "2020-01-01", "2025-07-01"),
    ("place", "little_place", "confidence", 8_000, "2026-01-01", "2026-02-01"),
    ("system", "tiny", "connectivity", 16_000, "2025-07-01", "2027-01-01"),
    ("place", "tiny_place", "equipment", 32_000, "2020-01-01", "2025-06-30"),  # over
    ("place", "tiny_place", "equipment", 64_000, "2026-07-01", None),  # to come
    ("place", "tiny_place", None, 128_000, "2026-01-01", None),  # not digital
)
POUNDS = {
    "tiny_place": {"equipment": 1_000, "skills": 6_000},
    "little_place": {"confidence": 8_000},
    "": {
        "equipment": 1_000,
        "skills": 6_000,
        "confidence": 8_000,
        "connectivity": 16_000,
    },
}


def project_rows():
    pattern = tiny_extracts()["projects"].rows[0]
    names = ("area_level", "area_code", "digital_area", "amount_pounds")
    return tuple(
        pattern
        | dict(zip(names, row[:4], strict=True))
        | {"project_key": f"PROJECT{n}", "start_date": row[4], "end_date": row[5]}
        for n, row in enumerate(PROJECTS)
    )


@pytest.fixture(scope="module")
def funded(tmp_path_factory):
    """The invented system with these projects."""
    extracts = tiny_extracts()
    projects = replace(extracts["projects"], rows=project_rows())
    files = tiny_files() | extracts | {"projects": projects}
    home = Home(tmp_path_factory.mktemp("funded"))
    with builders.built(home, files).open() as opened:
        yield opened


def match_of(connection, area: str) -> Match:
    level = AreaLevel.PLACE if area else AreaLevel.SYSTEM
    projects = read_digital_projects(connection)
    return find_match(partial(ask, connection), projects, level, area)


@pytest.mark.parametrize("area", POUNDS)
def test_a_place_has_the_money_for_it_and_for_areas_within_it(funded, area):
    match = match_of(funded, area)
    wanted = [POUNDS[area].get(one.id, 0) for one in BARRIERS]
    assert match.frame["pounds"].tolist() == wanted
    total = sum(wanted)
    assert match.frame["pounds_share"].tolist() == pytest.approx(
        [100 * pounds / total for pounds in wanted]
    )
    assert match.pounds == total
    assert match.of_whole_system["amount_pounds"].tolist() == [16_000]


def test_a_pcn_has_the_money_of_its_practices_and_neighbourhoods(funded):
    frame = ask(funded, Question(MONEY, AreaLevel.PCN)).frame.set_index("area_code")
    pounds = frame["numerator"].dropna().to_dict()
    assert pounds == {"U90001": 5_000, "U90002": 2_000, "U90003": 0}


@pytest.mark.parametrize("area", ["tiny_place", "little_place", ""])
def test_money_per_head_through_the_door_is_the_same(funded, area):
    match = match_of(funded, area)
    level = AreaLevel.PLACE if area else AreaLevel.SYSTEM
    (row,) = (
        row
        for _, row in ask(funded, Question(MONEY, level, area=area)).frame.iterrows()
    )
    assert row["numerator"] == match.pounds
    assert row["denominator"] == match.people
    assert row["value"] == pytest.approx(match.frame["pounds_per_1000"].sum())


def test_the_projects_extract_is_cited(funded):
    titles = {
        note.title for one in match_of(funded, "").answers for note in one.sources
    }
    assert "Funded projects" in titles


def test_shares_of_barriers_are_of_rates_not_of_how_many_were_asked(funded):
    frame = match_of(funded, "").frame
    assert frame["status"].eq("ok").all()
    total = frame["percent"].sum()
    assert frame["barrier_share"].tolist() == pytest.approx(
        (100 * frame["percent"] / total).tolist()
    )
    assert frame["barrier_share"].sum() == pytest.approx(100)


def test_one_offer_of_support_is_hidden_and_hides_the_shares(funded):
    frame = match_of(funded, "").frame.set_index("barrier")
    assert frame["offers"].isna().tolist() == [False, False, False, True]
    assert frame["offers_share"].isna().all()


def test_without_projects_there_is_no_money_and_no_share_of_it(connection):
    assert read_digital_projects(connection).empty


def test_without_a_projects_extract_money_is_not_nought(tmp_path):
    files = tiny_files() | tiny_extracts()
    del files["projects"]
    with builders.built(Home(tmp_path), files).open() as opened:
        match = match_of(opened, "")
        money = match.answers[-1].frame
    assert match.pounds == 0
    assert match.frame["pounds_share"].isna().all()
    assert money["status"].eq("not reported").all()
