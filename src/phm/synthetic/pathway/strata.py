"""Who belongs where: the groups that use, and what is planted, are set by."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.drawing.draws import Floats, Ints, Mask
from phm.synthetic.pathway.recorded_need import recorded_need
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.people.population import People


# D to S of the NHS ethnic category; A, B and C are White.
FIRST_MINORITY, LAST_ETHNIC = 3, 15
MALE = 1
ADULT_FROM = 16
OTHER_PLACE, POCKET_INSIDE, POCKET_OUTSIDE, AFFLUENT_REST = range(4)


@dataclass(frozen=True)
class Strata:
    """One entry per person, in the order of ``People``."""

    # As it is, or without signal as the product reads it from the record; 0 where opted
    # out: those people are in no file but the patients'.
    need: Floats
    is_used: Mask  # not opted out
    practice: Ints
    pcn: Ints  # position in facts.pcns
    lsoa: Ints  # position in facts.lsoas, -1 for nobody's
    district: NDArray[np.str_]  # of the PCN
    quintile: Ints  # 1 = most deprived, 0 = no address
    is_male: Mask
    ethnic: Ints  # position of the NHS category, as recorded
    is_minority: Mask  # D to S
    is_young: Mask  # under 35
    age: Ints
    under_codes: Mask  # registered where the GP system under-codes
    is_missed: Mask  # minority men, central Watford
    is_cohort: Mask  # those of them with unmanaged diabetes
    place: Ints  # OTHER_PLACE … AFFLUENT_REST


def strata(facts: AreaFacts, people: People, settings: PathwaySettings) -> Strata:
    """Every person's groups, from what is recorded of them."""
    practice, lsoa = whole(people, "practice"), whole(people, "lsoa")
    pcn = pcn_of_practice(facts)[practice]
    ethnic, age = whole(people, "ethnic"), whole(people, "age")
    is_minority = (ethnic >= FIRST_MINORITY) & (ethnic <= LAST_ETHNIC)
    is_male = whole(people, "sex") == MALE
    in_central = pcn == pcn_position(facts, "central_watford_pcn")
    unmanaged = (whole(people, "uncontrolled") | whole(people, "unmonitored")) > 0
    systems = facts.practices["gp_system"].to_numpy()
    is_used = whole(people, "opted_out") != 1
    is_missed = is_used & in_central & is_male & is_minority
    need = people.columns["need"] if settings.has_signal else recorded_need(people)
    return Strata(
        need=np.where(is_used, need, 0).astype(np.float64),
        is_used=is_used,
        practice=practice,
        pcn=pcn,
        lsoa=lsoa,
        district=facts.pcns["district_name"].to_numpy().astype(np.str_)[pcn],
        quintile=np.maximum(whole(people, "quintile"), 0),
        is_male=is_male,
        ethnic=ethnic,
        is_minority=is_minority,
        is_young=age < 35,
        age=age,
        under_codes=(systems == facts.planted["undercoding_gp_system"])[practice],
        is_missed=is_missed,
        is_cohort=is_missed & unmanaged,
        place=_places(facts, pcn, lsoa),
    )


def whole(people: People, name: str) -> Ints:
    """One column of whole numbers."""
    return people.columns[name].astype(np.int64)


def pcn_of_practice(facts: AreaFacts) -> Ints:
    """Position in facts.pcns of every practice."""
    position = {code: at for at, code in enumerate(facts.pcns["pcn_code"])}
    return np.array([position[code] for code in facts.practices["pcn_code"]])


def pcn_position(facts: AreaFacts, planted: str) -> int:
    """Position in facts.pcns of a planted network."""
    return list(facts.pcns["pcn_code"]).index(facts.planted[planted])


def in_few_assets_district(facts: AreaFacts) -> Mask:
    """Per neighbourhood, whether it lies in the planted district with few groups."""
    named = facts.planted["few_assets_district"]
    by_name = facts.lsoas["district_name"] == named
    return np.asarray(by_name | (facts.lsoas["district_code"] == named))


def _places(facts: AreaFacts, pcn: Ints, lsoa: Ints) -> Ints:
    pocket = facts.lsoas["lsoa_code"].isin(facts.planted["pocket_lsoas"]).to_numpy()
    lives_in_pocket = np.append(pocket, np.False_)[lsoa]  # -1: no address
    inside = pcn == pcn_position(facts, "affluent_pcn_with_pocket")
    places = np.where(lives_in_pocket, POCKET_OUTSIDE, OTHER_PLACE)
    places[inside] = AFFLUENT_REST
    places[inside & lives_in_pocket] = POCKET_INSIDE
    return places
