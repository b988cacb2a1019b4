"""Conditions, inclusion-health groups and habits: all yes/no answers, and frailty."""

import numpy as np
from scipy.special import ndtr

from phm.synthetic.areas.facts import ETHNIC_ORDER, AreaFacts
from phm.synthetic.drawing.draws import Floats, even_sample, generator
from phm.synthetic.parameter_groups import Frailty
from phm.synthetic.parameters import Parameters
from phm.synthetic.people.model import Crowd, Scores, Small, Target, by_age, drawn
from phm.synthetic.people.places import NOWHERE


UNKNOWN = np.int8(-1)
SKILLS = "digital_no_skills"
LONELY = "lonely"
LONG_TERM = (  # counted for multimorbidity
    *("diabetes", "hypertension", "coronary_heart_disease", "stroke", "heart_failure"),
    *("copd", "asthma", "chronic_kidney_disease", "cancer", "dementia"),
    *("severe_mental_illness", "depression", "chronic_pain", "learning_disability"),
)
TRAVELLERS_AMONG = "BC"  # the NHS categories they are usually recorded under
MOST_TRAVELLERS = 0.6


def true_flags(
    facts: AreaFacts, people: Crowd, parameters: Parameters
) -> dict[str, Small]:
    """Every flag as it truly is, 0 or 1."""
    have: dict[str, Small] = {}
    targets = {
        name: Target(people.placed.practice, percent)
        for name, percent in facts.prevalence.items()
    }
    targets[SKILLS] = skills_target(facts, people, parameters)
    for name, flag in parameters.flags.items():
        target = targets.get(name)
        area = loneliness_scores(facts) if name == LONELY else None
        have[name] = drawn(name, flag, people, have, target, area)
        if name == "homeless":
            have[name][people.placed.lsoa == NOWHERE] = 1
    have["gypsy_roma_traveller"] = _travellers(facts, people)
    return have


def loneliness_scores(facts: AreaFacts) -> Scores:
    """Log odds of loneliness by neighbourhood, against the average one."""
    share = facts.lsoas["lonely_percent"].to_numpy(dtype=np.float64) / 100
    known = np.where(np.isnan(share), np.nanmean(share), share)
    scores = np.log(known / (1 - known))
    return np.append(scores - scores.mean(), 0.0).astype(np.float32)


def skills_target(facts: AreaFacts, people: Crowd, parameters: Parameters) -> Target:
    """Percent lacking skills by fifth of digital-exclusion risk: 0 = least risk.

    What ages alone would give, times the fifth's multiplier, to the same total.
    """
    flag = parameters.flags[SKILLS]
    fifth = np.append(risk_fifths(facts), 2)[people.placed.lsoa]
    asked = people.placed.age >= flag.register_from
    expected = by_age(flag.percent_by_age)[people.placed.age[asked]]
    heads = np.bincount(fifth[asked], minlength=5)
    by_fifth = np.bincount(fifth[asked], expected, minlength=5)
    wanted = by_fifth * parameters.digital.skills_by_risk_fifth
    wanted *= by_fifth.sum() / max(wanted.sum(), 1e-9)
    return Target(fifth, wanted / np.maximum(heads, 1))


def risk_fifths(facts: AreaFacts) -> Small:
    """Fifth of the Digital Exclusion Risk Index of every neighbourhood, by people."""
    score = facts.lsoas["deri_score"].to_numpy(dtype=np.float64)
    score = np.where(np.isnan(score), np.nanmedian(score), score)
    order = np.argsort(score, kind="stable")
    people = facts.registered.sum(axis=0)[order]
    before = np.cumsum(people) - people / 2
    fifths = np.empty(len(score), dtype=np.int8)
    fifths[order] = np.minimum(5 * before / max(people.sum(), 1), 4)
    return fifths


def recorded(name: str, truth: Small, people: Crowd, parameters: Parameters) -> Small:
    """The flag as the record has it.

    Members of inclusion-health groups are missed (0); other answers are not known (-1).
    """
    inclusion = parameters.inclusion
    if name == "gypsy_roma_traveller":
        percent = inclusion.gypsy_roma_traveller_recorded_percent
    else:
        percent = parameters.flags[name].recorded_percent
    if percent >= 100:
        return truth
    known = people.chance(f"recorded {name}") < percent / 100
    otherwise = np.int8(0) if name in inclusion.groups else UNKNOWN
    return np.where(known, truth, otherwise)


def condition_count(have: dict[str, Small]) -> Small:
    """Number of long-term conditions of everybody."""
    count = np.zeros(len(have[LONG_TERM[0]]), dtype=np.int8)
    for name in LONG_TERM:
        count += have[name]
    return count


def frailty(people: Crowd, model: Frailty) -> Small:
    """Frailty as a category, 0 none to 3 severe: the worst-placed of each age."""
    severe = by_age(model.severe_percent_by_age)
    moderate = severe + by_age(model.moderate_percent_by_age)
    mild = moderate + by_age(model.mild_percent_by_age)
    rest = np.sqrt(1 - model.body**2)
    noise = generator(people.seed, "frailty").standard_normal(
        len(people), dtype=np.float32
    )
    place = ndtr(-(np.float32(model.body) * people.body + np.float32(rest) * noise))
    found = np.zeros(len(people), dtype=np.int8)
    for curve in (mild, moderate, severe):
        found += place < (curve / 100).astype(np.float32)[people.placed.age]
    known = people.chance("recorded frailty") < model.recorded_percent / 100
    return np.where(known, found, UNKNOWN)


def _travellers(facts: AreaFacts, people: Crowd) -> Small:
    """Gypsy, Roma and Traveller people, to each neighbourhood's census share."""
    among = [ETHNIC_ORDER.index(letter) for letter in TRAVELLERS_AMONG]
    share = facts.gypsy_traveller_roma_share
    within = facts.ethnicity[:, among].sum(axis=1)
    chance = np.minimum(share / np.maximum(within, 1e-3), MOST_TRAVELLERS)
    chances: Floats = np.append(chance, chance.mean())[people.placed.lsoa]
    chances *= np.isin(people.placed.ethnic, among)
    rng = generator(people.seed, "gypsy_roma_traveller")
    return even_sample(chances, rng).astype(np.int8)
