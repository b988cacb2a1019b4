"""The generated pathway: what its extracts declare, plausible, the same every time."""

import re
from collections import Counter, defaultdict

import numpy as np
import pytest

from phm.sources.catalogue import load_catalogue
from phm.synthetic.drawing.draws import calibrated, even_sample, keys
from phm.synthetic.pathway.extracts import generate_pathway
from phm.synthetic.pathway.settings import pathway_settings
from tests.synthetic.made_system import PEOPLE, facts, made, patients, people


EXTRACTS = (
    *("referrals", "contacts", "support", "outcomes"),
    *("caseloads", "assets", "projects"),
)
LAST = "2026-06-30"


@pytest.mark.parametrize("extract", EXTRACTS)
def test_columns_are_those_declared(extract: str) -> None:
    declared = [column.name for column in load_catalogue()[extract].columns]
    assert made().pathway.tables()[extract].column_names == declared


@pytest.mark.parametrize("extract", EXTRACTS)
def test_cells_keep_every_declared_rule(extract: str) -> None:
    source = load_catalogue()[extract]
    for column in source.columns:
        said = {row[column.name] for row in made().rows(extract)}
        texts = {str(value) for value in said if value is not None}
        assert not column.required or None not in said
        assert not column.values or texts <= set(column.values)
        if column.matches:
            assert all(re.search(column.matches, text) for text in texts)
        if column.type == "date":
            assert all("2022-01-01" < text < "2029-01-01" for text in texts)
        if column.max is not None:
            assert all(column.min <= float(text) <= column.max for text in texts)


@pytest.mark.parametrize("extract", EXTRACTS)
def test_keys_are_unique(extract: str) -> None:
    key = load_catalogue()[extract].key
    rows = made().rows(extract)
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)


def test_every_row_belongs_to_one_above_it() -> None:
    referrals = {row["referral_key"] for row in made().rows("referrals")}
    assert {row["person_key"] for row in made().rows("referrals")} <= set(patients())
    for extract in ("contacts", "support", "outcomes"):
        assert {row["referral_key"] for row in made().rows(extract)} <= referrals
    groups = {row["asset_key"] for row in made().rows("assets")}
    given = {row["asset_key"] for row in made().rows("support")} - {None}
    assert given
    assert given <= groups


def test_days_follow_one_another_up_to_the_extract() -> None:
    referred = {}
    for row in made().rows("referrals"):
        referred[row["referral_key"]] = row["referral_date"]
        assert "2024-07-01" <= row["referral_date"] <= LAST
        assert row["closed_date"] is None or (
            row["referral_date"] <= row["closed_date"] <= LAST
        )
        assert (row["closed_date"] is None) == (row["close_reason"] is None)
    for extract, day in (
        ("contacts", "contact_date"),
        ("support", "offered_date"),
        ("outcomes", "measured_date"),
    ):
        for row in made().rows(extract):
            assert referred[row["referral_key"]] <= row[day] <= LAST


def test_only_referred_people_are_contacted() -> None:
    decided = {r["referral_key"]: r["decision"] for r in made().rows("referrals")}
    for extract in ("contacts", "support", "outcomes"):
        assert {decided[r["referral_key"]] for r in made().rows(extract)} == {
            "referred"
        }


def test_volume_is_below_need() -> None:
    offers = len(made().rows("referrals"))
    assert 17 < offers / 2 / PEOPLE * 1000 < 19
    persons = {
        row["person_key"]
        for row in made().rows("referrals")
        if row["decision"] == "referred" and row["referral_date"] > "2025-06-30"
    }
    need = sum(person["need"] for person in patients().values())
    assert 0.6 < len(persons) / need < 0.9


def test_some_people_are_referred_more_than_once() -> None:
    times = Counter(row["person_key"] for row in made().rows("referrals"))
    share = sum(n > 1 for n in times.values()) / len(times)
    assert 0.03 < share < 0.15


def test_shares_are_those_published() -> None:
    rows = made().rows("referrals")
    decided = Counter(row["decision"] for row in rows)
    assert decided["declined"] / len(rows) == pytest.approx(0.11, abs=0.006)
    medical = ("gp", "other practice staff", "secondary care")
    share = sum(row["route"] in medical for row in rows) / len(rows)
    assert 0.72 <= share <= 0.85
    sexes = Counter(
        patients()[row["person_key"]]["sex"]
        for row in rows
        if row["decision"] == "referred"
    )
    assert sexes["female"] / sexes.total() == pytest.approx(0.604, abs=0.015)
    reasons = Counter(row["reasons"].split("; ")[0] for row in rows)
    assert reasons["mental health"] / len(rows) == pytest.approx(0.33, abs=0.02)
    lonely = reasons["loneliness or social isolation"]
    assert lonely / len(rows) == pytest.approx(0.20, abs=0.02)


def test_men_and_the_youngest_decline_more() -> None:
    said = defaultdict(Counter)
    for row in made().rows("referrals"):
        person = patients()[row["person_key"]]
        said[person["sex"]][row["decision"]] += 1
        said[int(person["age_years"]) < 30][row["decision"]] += 1
    share = {who: n["declined"] / n.total() for who, n in said.items()}
    assert share["male"] > share["female"]
    assert share[True] > share[False]


def test_codes_are_the_two_that_are_verified() -> None:
    codes = defaultdict(set)
    for row in made().rows("referrals"):
        codes[row["decision"]].add(row["snomed_code"])
    assert codes == {
        "offered": {None},
        "declined": {None, "871711000000103"},
        "referred": {None, "871731000000106"},
    }


def test_reasons_follow_the_record() -> None:
    mental, lonely = Counter(), Counter()
    keys_of = people().columns["person_key"].astype(str).tolist()
    depressed = dict(
        zip(keys_of, (people().columns["depression"] == 1).tolist(), strict=True)
    )
    for row in made().rows("referrals"):
        is_depressed = depressed[row["person_key"]]
        mental[is_depressed] += row["reasons"].startswith("mental health")
        lonely[is_depressed] += 1
    assert mental[True] / lonely[True] > 1.3 * mental[False] / lonely[False]


def test_posts_add_up_to_the_workforce() -> None:
    newest = defaultdict(float)
    for row in made().rows("caseloads"):
        assert row["fte_funded"] <= 1
        assert row["fte_in_post"] in (0, row["fte_funded"])
        assert row["vacancy"] == ("1" if row["fte_in_post"] == 0 else "0")
        if row["month"] == "2026-06" and row["role"] == "link worker":
            newest[row["pcn_code"]] += row["fte_in_post"]
    table = facts().pcns
    published = dict(zip(table["pcn_code"], table["link_worker_fte"], strict=True))
    for code, fte in newest.items():
        if published[code] == published[code]:  # reported
            assert fte == pytest.approx(published[code])
    assert len({row["month"] for row in made().rows("caseloads")}) == 24


def test_scores_change_for_the_better_and_towards_the_mean() -> None:
    scores = defaultdict(dict)
    for row in made().rows("outcomes"):
        key = (row["referral_key"], row["instrument"])
        scores[key][row["point"]] = float(row["score"])
    pairs = [
        (both["baseline"], both["follow-up"])
        for (_, instrument), both in scores.items()
        if instrument == "ons4 life satisfaction" and len(both) == 2
    ]
    before, after = np.array(pairs).T
    assert 0.4 < (after - before).mean() < 1.6
    assert np.polyfit(before, after, 1)[0] < 0.85


def test_groups_are_near_people_and_have_names_of_their_own() -> None:
    rows = made().rows("assets")
    assert 590 <= len(rows) <= 610
    assert len({row["asset_name"] for row in rows}) == len(rows)
    lsoas = facts().lsoas
    inside = lsoas[lsoas["sub_icb_code"] != ""]
    for axis in ("latitude", "longitude"):
        low, high = inside[axis].min() - 0.01, inside[axis].max() + 0.01
        assert all(low < row[axis] < high for row in rows)


def test_same_seed_gives_the_same_tables_and_another_does_not() -> None:
    again = generate_pathway(facts(), people(), pathway_settings(), seed=11)
    for extract, table in made().pathway.tables().items():
        assert again.tables()[extract].equals(table)
    other = generate_pathway(facts(), people(), pathway_settings(), seed=12)
    assert not other.referrals.equals(again.referrals)


def test_even_samples_hold_what_is_expected_of_every_run() -> None:
    chances = calibrated(np.random.default_rng(1).random(5000), total=700)
    drawn = even_sample(chances, np.random.default_rng(2))
    assert drawn.sum() == 700
    for first in range(0, 5000, 250):
        part = slice(first, first + 250)
        assert abs(drawn[part].sum() - chances[part].sum()) < 1


def test_chances_never_pass_one() -> None:
    chances = calibrated(np.array([1.0, 1.0, 50.0, 0.0]), total=2.0)
    assert chances == pytest.approx([0.5, 0.5, 1.0, 0.0])
    assert calibrated(np.array([2.0, 0.0]), total=3.0).tolist() == [1.0, 0.0]


def test_keys_do_not_repeat() -> None:
    assert len(set(keys("SYNR", 200_000, seed=1))) == 200_000


def test_nobody_is_referred_before_school_or_after_opting_out() -> None:
    # `patients` leaves out who opted out, so a key of theirs would not be found.
    ages = {
        int(patients()[row["person_key"]]["age_years"])
        for row in made().rows("referrals")
    }
    assert min(ages) >= 6
