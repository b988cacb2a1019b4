"""The same numbers the slow and plain way: loops over the rows that were supplied.

Written from docs and METHODS, not from the SQL, so that the two can disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from phm.warehouse.configuration import need_model
from tests.builders import PCNS, TINY, Files, rows_of


Area = tuple[str, str]
Shares = dict[str, dict[str, float]]

PLACES = {"9AA": "tiny_place", "9BB": "little_place"}
SYSTEM = "tiny"
AGES_FROM_50 = (50, 55, 60, 65, 70, 75, 80)
assert f'id = "{SYSTEM}"' in TINY


def of_lsoa(files: Files, source: str, column: str) -> dict[str, float]:
    """One column of a file of 2021 LSOAs."""
    return {row["lsoa21_code"]: row[column] for row in rows_of(files, source)}


def lists(files: Files) -> dict[str, int]:
    """Registered patients of every practice, from the age bands alone."""
    people: dict[str, int] = defaultdict(int)
    for row in rows_of(files, "gp_patients_by_age_sex"):
        if row["org_type"] == "GP" and "ALL" not in (row["sex"], row["age_band"]):
            people[row["practice_code"]] += row["patients"]
    return dict(people)


def share_of_2011(files: Files) -> Shares:
    """2011 LSOA → 2021 LSOA → the part of its people who live there.

    In irregular pairs a 2021 area first takes the people of the 2011 areas that go
    into it whole; its other parents share equally what is left of its residents.
    """
    residents = of_lsoa(files, "census2021_ts001", "residents")
    children: dict[str, list[str]] = defaultdict(list)
    parents: dict[str, list[str]] = defaultdict(list)
    irregular = set()
    for pair in rows_of(files, "lsoa11_to_lsoa21"):
        children[pair["lsoa11_code"]].append(pair["lsoa21_code"])
        parents[pair["lsoa21_code"]].append(pair["lsoa11_code"])
        if pair["change"] == "X":
            irregular.add(pair["lsoa21_code"])
    shares: Shares = {}
    for old, parts in children.items():
        weights = {new: float(residents.get(new, 1)) for new in parts}
        for new in irregular & set(parts):
            weights[new] = _left_over(residents[new], parents[new], children, files)
        whole = sum(weights.values())
        shares[old] = {new: weight / whole for new, weight in weights.items()}
    return shares


def practices_by_area(files: Files) -> dict[Area, list[str]]:
    """The practices of the newest map under every PCN, place and the system."""
    areas: dict[Area, list[str]] = defaultdict(list)
    for row in files["map_2026_07"].rows:
        place = PLACES.get(row["sub_icb_code"])
        if place:
            for area in (
                ("pcn", row["pcn_code"]),
                ("place", place),
                ("system", SYSTEM),
            ):
                areas[area].append(row["practice_code"])
    return dict(areas)


def homes_2022(files: Files) -> Shares:
    """Practice → 2021 LSOA → patients of 2022 whose address was matched."""
    parts = share_of_2011(files)
    homes: Shares = defaultdict(lambda: defaultdict(float))
    for row in rows_of(files, "gp_patients_by_lsoa"):
        for new, share in parts.get(row["lsoa11_code"], {}).items():
            homes[row["practice_code"]][new] += row["patients"] * share
    return homes


def catchments(files: Files) -> dict[Area, dict[str, float]]:
    """Area → 2021 LSOA → registered patients of today."""
    homes, people = homes_2022(files), lists(files)
    areas = practices_by_area(files)
    pcn_of = {
        code: pcn for (_, pcn), codes in areas.items() for code in codes if pcn in PCNS
    }
    found: dict[Area, dict[str, float]] = {}
    for area, practices in areas.items():
        total: dict[str, float] = defaultdict(float)
        for practice in practices:
            pattern = homes.get(practice) or _together(
                homes[mate] for mate in areas["pcn", pcn_of[practice]] if mate in homes
            )
            for lsoa, patients in pattern.items():
                total[lsoa] += people[practice] * patients / sum(pattern.values())
        found[area] = dict(total)
    return found


def list_weighted(files: Files, rate: Mapping[str, float]) -> dict[Area, float]:
    """Average of a rate of LSOAs over the patients who live where it is known."""
    return {area: _mean(people, rate) for area, people in catchments(files).items()}


def local_quintiles(files: Files) -> dict[str, int]:
    """Quintile of the system's own LSOAs, 1 the most deprived."""
    rank = of_lsoa(files, "iod_2025", "imd_rank")
    ours = [
        row["lsoa21_code"]
        for row in rows_of(files, "lsoa21_to_sub_icb")
        if row["sub_icb_code"] in PLACES
    ]
    ordered = sorted(ours, key=lambda lsoa: rank[lsoa])
    return {
        lsoa: -(-5 * place // len(ordered)) for place, lsoa in enumerate(ordered, 1)
    }


def digital_risk(files: Files) -> dict[str, float]:
    """DERI of 2021 LSOAs: parents weigh what they contribute to the population."""
    parts = share_of_2011(files)
    people = {
        row["lsoa11_code"]: row["residents"]
        for row in rows_of(files, "lsoa11_population_mid2020")
    }
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in rows_of(files, "deri"):
        old = row["lsoa11_code"]
        for new, share in parts[old].items():
            sums[new][0] += row["deri_score"] * share * people[old]
            sums[new][1] += share * people[old]
    return {new: risk / weight for new, (risk, weight) in sums.items()}


def need_factors(files: Files) -> dict[str, dict[str, float]]:
    """Recipe → LSOA → added need, before it is set against the average."""
    model = need_model()
    ratio, multiplier = model["ratio"], model["deprivation_multiplier"]
    decile = of_lsoa(files, "iod_2025", "imd_decile")
    lonely = of_lsoa(files, "loneliness", "lonely_percent")
    limited = of_lsoa(files, "census2021_ts038", "disabled_limited_a_lot")
    asked = of_lsoa(files, "census2021_ts038", "residents")
    recipes: dict[str, dict[str, float]] = {"deprivation": {}, "health": {}, "all": {}}
    for row in rows_of(files, "census2021_ts007a"):
        lsoa = row["lsoa21_code"]
        poor = multiplier[str((decile[lsoa] + 1) // 2)]
        alone = 1 + (ratio["lonely"] - 1) * lonely[lsoa] / 100
        ill = 1 + (ratio["illness"] - 1) * limited[lsoa] / asked[lsoa]
        health = _ageing(row, ratio["age_per_year_over_50"]) * alone * ill
        recipes["deprivation"][lsoa] = poor
        recipes["health"][lsoa] = health
        recipes["all"][lsoa] = poor * health
    return recipes


def need_index(files: Files) -> dict[Area, tuple[float, float, float]]:
    """Low, central and high need relative to the system's average person."""
    by_recipe = {}
    for recipe, factor in need_factors(files).items():
        averages = list_weighted(files, factor)
        whole = averages["system", SYSTEM]
        by_recipe[recipe] = {area: mean / whole for area, mean in averages.items()}
    return {
        area: (
            min(recipe[area] for recipe in by_recipe.values()),
            by_recipe["all"][area],
            max(recipe[area] for recipe in by_recipe.values()),
        )
        for area in by_recipe["all"]
    }


def link_workers(files: Files) -> dict[str, float]:
    """PCN → link-worker FTE in the newest snapshot, for the PCNs that are in it."""
    staff: dict[str, float] = {}
    for row in files["workforce_2026-06"].rows:
        is_one = row["staff_role"].startswith("Social Prescribing Link Worker")
        fte = row["fte"] if is_one else 0.0
        staff[row["pcn_code"]] = staff.get(row["pcn_code"], 0.0) + fte
    return staff


def need_and_gap(files: Files) -> dict[str, dict[str, dict[Area, float]]]:
    """Measure → low, central, high → area: sums over PCNs, as planners add them up."""
    model, index, people = need_model(), need_index(files), lists(files)
    areas, staff = practices_by_area(files), link_workers(files)
    found: dict[str, dict[str, dict[Area, float]]] = {
        measure: {band: defaultdict(float) for band in ("low", "central", "high")}
        for measure in ("need", "unmet_need", "capacity_gap_fte")
    }
    opposite = {"low": "high", "central": "central", "high": "low"}
    for area, practices in areas.items():
        if area[0] != "pcn":
            continue
        patients = sum(people[practice] for practice in practices)
        for place, band in enumerate(("low", "central", "high")):
            need = index[area][place] * model["per_1000"][band] * patients / 1000
            caseload = model["caseload"][opposite[band]]
            for above in areas_above(area):
                found["need"][band][above] += need
                if area[1] in staff:
                    fte = staff[area[1]]
                    unmet = max(0.0, need - fte * caseload)
                    found["unmet_need"][band][above] += unmet
                    found["capacity_gap_fte"][band][above] += need / caseload - fte
    return found


def areas_above(area: Area) -> list[Area]:
    """A PCN, its place and the system."""
    return [area, ("place", PLACES[PCNS[area[1]][1]]), ("system", SYSTEM)]


def _ageing(row: Mapping[str, int], per_year: float) -> float:
    """Adults, those over 50 growing by the odds ratio per year to mid-band."""
    young = 0.4 * row["age_15_19"]
    young += sum(row[f"age_{first}_{first + 4}"] for first in range(20, 50, 5))
    older = sum(
        row[f"age_{first}_{first + 4}"] * per_year ** (first + 2.5 - 50)
        for first in AGES_FROM_50
    )
    oldest = row["age_85_over"] * per_year**38
    return (young + older + oldest) / row["residents"]


def _mean(people: Mapping[str, float], rate: Mapping[str, float]) -> float:
    known = {lsoa: patients for lsoa, patients in people.items() if lsoa in rate}
    return sum(rate[lsoa] * n for lsoa, n in known.items()) / sum(known.values())


def _together(patterns: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for pattern in patterns:
        for lsoa, patients in pattern.items():
            total[lsoa] += patients
    return dict(total)


def _left_over(
    residents: int, parents: list[str], children: dict[str, list[str]], files: Files
) -> float:
    before = {
        row["lsoa11_code"]: row["residents"]
        for row in rows_of(files, "lsoa11_population_mid2020")
    }
    entire = [old for old in parents if len(children[old]) == 1]
    partial = len(parents) - len(entire)
    taken = sum(before[old] for old in entire)
    return max(residents - taken, 1) / max(partial, 1)
