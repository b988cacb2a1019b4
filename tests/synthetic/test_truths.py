"""The planted truths, found again in plain Python from the rows as sent."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest

from tests.synthetic.made_system import Row, facts, made, patients, people


CUT = "2025-06-30"
IDS = [
    *("need_rises_referrals_hardly", "minority_men_central_watford"),
    *("diabetes_men_central_watford", "non_medical_routes"),
    *("reached_and_supported", "no_link_worker"),
    *("hidden_pocket", "digital_kit", "undercoding_system", "few_assets"),
    "inclusion_health_under_recorded",
]


def newest(signal: str = "on") -> list[Row]:
    rows = made(signal).rows("referrals")
    return [row for row in rows if row["referral_date"] > CUT]


def referred(signal: str = "on") -> set[str]:
    return {r["person_key"] for r in newest(signal) if r["decision"] == "referred"}


def ratio_to_need(members: set[str], signal: str = "on") -> float:
    seen = referred(signal)
    return len(seen & members) / implied(members, seen, signal)


def implied(members: set[str], seen: set[str], signal: str = "on") -> float:
    """How many members would be among people seen, were need all that counts."""
    kind = "need" if signal == "on" else "need_on_record"
    need = sum(patients()[key][kind] for key in members)
    return len(seen) * need / sum(person[kind] for person in patients().values())


def pcn_of_practice() -> dict[str, str]:
    table = facts().practices
    return dict(zip(table["practice_code"], table["pcn_code"], strict=True))


def is_unmanaged(person: Row) -> bool:
    """On the register, and above 58 or not measured for a year."""
    if person["diabetes"] in (None, "none") or int(person["age_years"]) < 17:
        return False
    day = person["hba1c_date"]
    if day is None or day <= CUT:
        return True
    return float(person["hba1c_mmol_mol"]) > 58


def minority_men() -> set[str]:
    """Of central Watford."""
    pcns = pcn_of_practice()
    code = facts().planted["central_watford_pcn"]
    return {
        key
        for key, person in patients().items()
        if pcns[person["practice_code"]] == code
        and person["sex"] == "male"
        and person["ethnic_category"] in set("DEFGHJKLMNPRS")
    }


def cohort() -> set[str]:
    return {key for key in minority_men() if is_unmanaged(patients()[key])}


PLANTED_MEN = [
    ("minority_men_central_watford", minority_men, 0.60),
    ("diabetes_men_central_watford", cohort, 0.45),
]


def test_every_truth_is_told_and_holds() -> None:
    truths = made().truths["truths"]
    assert [truth["id"] for truth in truths] == IDS
    for truth in truths:
        assert truth["holds"], truth
        assert truth["sentence"]
        assert truth["where"]
        assert truth["find"]
    json.dumps(made().truths)


@pytest.mark.parametrize("seed", [12, 13])
def test_truths_hold_whatever_the_seed(seed: int) -> None:
    assert [t["id"] for t in made(seed=seed).truths["truths"] if not t["holds"]] == []


@pytest.mark.parametrize(("truth_id", "group", "ratio"), PLANTED_MEN)
def test_planted_men_of_central_watford_are_hardly_referred(
    truth_id: str, group: Callable[[], set[str]], ratio: float
) -> None:
    members, truth = group(), made().truth(truth_id)
    seen = referred()
    assert truth["details"]["people"] == len(members)
    assert truth["details"]["referred"] == len(seen & members)
    assert truth["measured"]["ratio"] == pytest.approx(ratio_to_need(members))
    # The number of either is whole, and one is part of the other.
    assert abs(len(seen & members) - ratio * implied(members, seen)) <= 1


@pytest.mark.parametrize(("truth_id", "group", "ratio"), PLANTED_MEN)
def test_the_older_year_is_thinned_as_well(
    truth_id: str, group: Callable[[], set[str]], ratio: float
) -> None:
    older = {
        row["person_key"]
        for row in made().rows("referrals")
        if row["referral_date"] <= CUT and row["decision"] == "referred"
    }
    assert abs(len(older & group()) - ratio * implied(group(), older)) <= 1, truth_id


def test_nobody_else_pays_for_it() -> None:
    """Men elsewhere, and women of the same communities, are as they were."""
    pcns, code = pcn_of_practice(), facts().planted["central_watford_pcn"]
    rest = {key for key, one in patients().items() if one["sex"] == "male"}
    women = {
        key
        for key, one in patients().items()
        if pcns[one["practice_code"]] == code
        and one["sex"] == "female"
        and one["ethnic_category"] in set("DEFGHJKLMNPRS")
    }
    assert ratio_to_need(rest - minority_men()) == pytest.approx(0.83, abs=0.04)
    assert ratio_to_need(women) > 0.95


def test_without_signal_nobody_is_missed() -> None:
    members, seen = cohort(), referred("off")
    assert abs(len(seen & members) - implied(members, seen, "off")) <= 2
    every_minority_man = {
        key
        for key, person in patients().items()
        if person["sex"] == "male" and person["ethnic_category"] in set("DEFGHJKLMNPRS")
    }
    assert ratio_to_need(every_minority_man, "off") == pytest.approx(1, abs=0.15)
    for quintile in (1, 3, 5):
        lives = {k for k, p in patients().items() if p["quintile"] == quintile}
        assert ratio_to_need(lives, "off") == pytest.approx(1, abs=0.1)
    assert not any(int(patients()[key]["age_years"]) < 18 for key in seen)
    assert [t["id"] for t in made("off").truths["truths"] if not t["holds"]] == []


def test_referrals_rise_much_less_than_need() -> None:
    heads, need, seen = Counter(), Counter(), Counter()
    people_seen = referred()
    for key, person in patients().items():
        heads[person["quintile"]] += 1
        need[person["quintile"]] += person["need"]
        seen[person["quintile"]] += key in people_seen
    reach = (seen[1] / heads[1]) / (seen[5] / heads[5])
    wanted = (need[1] / heads[1]) / (need[5] / heads[5])
    assert wanted > 2
    assert 1.0 < reach < 1.35
    measured = made().truth("need_rises_referrals_hardly")
    assert measured["measured"]["referred_ratio"] == pytest.approx(reach)
    assert measured["details"]["need_ratio"] == pytest.approx(wanted, rel=1e-4)


def test_other_routes_reach_other_people() -> None:
    truth = made().truth("non_medical_routes")
    tests = {
        "deprived": lambda person: person["quintile"] in (1, 2),
        "young": lambda person: int(person["age_years"]) < 35,
        "male": lambda person: person["sex"] == "male",
        "minority": lambda person: person["ethnic_category"] in set("DEFGHJKLMNPRS"),
    }
    for name, belongs in tests.items():
        share = defaultdict(Counter)
        for row in newest():
            inside = belongs(patients()[row["person_key"]])
            share[inside][row["route"] in truth["where"]["routes"]] += 1
        ratio = (share[True][True] / share[True].total()) / (
            share[False][True] / share[False].total()
        )
        assert truth["measured"][name] == pytest.approx(ratio)
        assert ratio > 1.05


def test_nine_in_ten_are_reached_and_four_in_ten_supported() -> None:
    made_up = {r["referral_key"] for r in newest() if r["decision"] == "referred"}
    reached = {
        r["referral_key"] for r in made().rows("contacts") if r["attended"] == "1"
    }
    helped = {r["referral_key"] for r in made().rows("support") if r["taken_up"] == "1"}
    assert len(made_up & reached) / len(made_up) == pytest.approx(0.90, abs=0.01)
    assert len(made_up & helped) / len(made_up) == pytest.approx(0.38, abs=0.01)
    assert helped <= reached


def test_one_network_has_no_link_worker() -> None:
    in_post = Counter()
    for row in made().rows("caseloads"):
        if row["month"] == "2026-06" and row["role"] == "link worker":
            in_post[row["pcn_code"]] += row["fte_in_post"]
    assert set(in_post) == set(facts().pcns["pcn_code"])
    none = [code for code, fte in in_post.items() if fte == 0]
    assert none == [facts().planted["no_link_worker_pcn"]]


def test_a_fine_average_hides_a_pocket() -> None:
    pcns, pocket = pcn_of_practice(), set(facts().planted["pocket_lsoas"])
    code = facts().planted["affluent_pcn_with_pocket"]
    lives = {k for k, p in patients().items() if p["lsoa_code"] in pocket}
    network = {k for k, p in patients().items() if pcns[p["practice_code"]] == code}
    assert ratio_to_need(lives) < 0.65
    average = len(referred() & network) / len(network)
    assert average > 0.97 * len(referred()) / len(patients())
    truth = made().truth("hidden_pocket")
    assert truth["measured"]["pocket_ratio"] == pytest.approx(ratio_to_need(lives))


def test_kit_is_paid_for_where_skills_are_the_gap() -> None:
    place = facts().planted["skills_gap_place"]
    paid = [r for r in made().rows("projects") if r["area_code"] == place]
    areas = {r["digital_area"] for r in paid} - {None}
    assert areas == {"equipment"}
    lacking = made().truth("digital_kit")["details"]["percent_lacking"]
    assert lacking["skills"] > lacking["equipment"]


def test_one_gp_system_codes_little() -> None:
    table = facts().practices
    system = dict(zip(table["practice_code"], table["gp_system"], strict=True))
    named = facts().planted["undercoding_gp_system"]
    coded = defaultdict(Counter)
    for row in newest():
        if row["decision"] != "offered":
            mine = system[patients()[row["person_key"]]["practice_code"]] == named
            coded[mine][row["snomed_code"] is not None] += 1
    share = {mine: n[True] / n.total() for mine, n in coded.items()}
    assert share[True] == pytest.approx(0.40, abs=0.05)
    assert share[False] > 0.93
    theirs = {k for k, p in patients().items() if system[p["practice_code"]] == named}
    others = set(patients()) - theirs
    assert ratio_to_need(theirs) / ratio_to_need(others) == pytest.approx(0.7, abs=0.09)


def test_a_rural_district_has_few_groups() -> None:
    details = made().truth("few_assets")["details"]
    assert details["groups_per_10000"] < 0.4 * details["elsewhere"]
    assert details["no_service_percent"] > 2 * details["no_service_elsewhere"]


def test_inclusion_health_groups_are_missed() -> None:
    details = made().truth("inclusion_health_under_recorded")["details"]
    for group, recorded in details["recorded"].items():
        seen = int((people().columns[group] == 1).sum())
        assert recorded == seen < details["true"][group]
