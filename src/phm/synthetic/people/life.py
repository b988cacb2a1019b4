"""The rest of a record: work, alcohol, language, what is not known, the opt-out."""

import numpy as np

from phm.synthetic.areas.facts import ETHNIC_ORDER, AreaFacts
from phm.synthetic.drawing.draws import Floats, generator
from phm.synthetic.parameter_groups import Employment, Ethnicity, Language, OptedOut
from phm.synthetic.people.model import AGES, Crowd, Small, by_age
from phm.synthetic.people.places import NOWHERE


EMPLOYMENT = (
    *("employed", "unemployed", "long-term sick", "retired", "student", "caring"),
    "not known",
)
NOT_KNOWN = np.int8(6)
NOT_STATED, ETHNIC_NOT_KNOWN = len(ETHNIC_ORDER), len(ETHNIC_ORDER) + 1
ETHNIC_CODES = (*ETHNIC_ORDER, "Z", "99")
ENGLISH = "en"
MOST_NEED_INTERPRETER = 0.8
FALLING = 0.55  # each language of a list is spoken by this much fewer than the last


def recorded_ethnic(people: Crowd, model: Ethnicity) -> Small:
    """Ethnic category as recorded; some practices leave it out more often."""
    practices = int(people.placed.practice.max(initial=-1)) + 1
    rng = generator(people.seed, "ethnic category not known")
    spread = np.exp(
        rng.standard_normal(practices) * model.practice_spread
        - model.practice_spread**2 / 2
    )
    shares = np.array([model.not_stated_percent, model.not_known_percent]) / 100
    edges = np.minimum(spread[:, None] * np.cumsum(shares), 0.5).astype(np.float32)
    point = rng.random(len(people), dtype=np.float32)
    mine = edges[people.placed.practice]
    unknown = np.where(point < mine[:, 0], NOT_STATED, ETHNIC_NOT_KNOWN)
    known = people.placed.ethnic
    return np.where(point < mine[:, 1], unknown.astype(np.int8), known)


def opted_out(people: Crowd, model: OptedOut) -> Small:
    """The national data opt-out, by age and sex."""
    curves = np.stack(
        [by_age(model.female_percent_by_age), by_age(model.male_percent_by_age)]
    ).astype(np.float32)
    chance = curves[people.placed.sex, people.placed.age] / 100
    return (people.chance("opted out") < chance).astype(np.int8)


def employment(people: Crowd, model: Employment) -> Small:
    """Position in EMPLOYMENT; not known where it is not recorded."""
    edges = _employment_edges(model).astype(np.float32)
    row = people.placed.age.astype(np.intp) * 6 + people.quintile
    point = people.chance("employment")
    found = np.zeros(len(people), dtype=np.int8)
    for column in edges.T:
        found += point >= column[row]
    order = np.array([2, 1, 5, 3, 4, 0], dtype=np.int8)
    known = people.chance("recorded employment") < model.recorded_percent / 100
    return np.where(known, order[found], NOT_KNOWN)


def _employment_edges(model: Employment) -> Floats:
    """Cumulative shares by age and quintile, in the order of the list below."""
    columns = np.stack(
        [
            by_age(steps)
            for steps in (
                model.long_term_sick,
                model.unemployed,
                model.caring,
                model.retired,
                model.student,
            )
        ],
        axis=1,
    )
    shares = np.repeat(columns[:, None, :] / 100, 6, axis=1)
    steps = (3 - np.array([1, 1, 2, 3, 4, 5])) / 4
    shares[:, :, :2] *= (model.deprived**steps)[:, None]
    return np.minimum(np.cumsum(shares.reshape(AGES * 6, -1), axis=1), 1.0)


def languages(model: Language) -> tuple[str, ...]:
    """Every language there is, English first."""
    spoken = {code for codes in model.spoken.values() for code in codes.split()}
    return (ENGLISH, *sorted(spoken))


def language(facts: AreaFacts, people: Crowd, model: Language) -> tuple[Small, Small]:
    """Main language (position, -1 not recorded) and whether an interpreter is needed.

    Interpreters: as many as cannot speak English well in the neighbourhood, from those
    whose main language is not English.
    """
    rng = generator(people.seed, "language")
    percents = [model.not_english_percent[letter] for letter in ETHNIC_ORDER]
    chance = (np.array(percents) / 100).astype(np.float32)[people.placed.ethnic]
    who = np.flatnonzero(rng.random(len(people), dtype=np.float32) < chance)
    found = np.zeros(len(people), dtype=np.int8)
    names = languages(model)
    for position, letter in enumerate(ETHNIC_ORDER):
        mine = who[people.placed.ethnic[who] == position]
        codes = [names.index(code) for code in model.spoken[letter].split()]
        weights = FALLING ** np.arange(len(codes))
        found[mine] = rng.choice(codes, len(mine), p=weights / weights.sum())
    interpreter = np.zeros(len(people), dtype=np.int8)
    interpreter[who] = rng.random(len(who)) < _interpreter_chance(facts, people, who)
    known = rng.random(len(people), dtype=np.float32) < model.recorded_percent / 100
    return np.where(known, found, np.int8(-1)), interpreter


def _interpreter_chance(
    facts: AreaFacts, people: Crowd, who: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> Floats:
    homes = len(facts.lsoas) + 1
    home = np.where(people.placed.lsoa == NOWHERE, homes - 1, people.placed.lsoa)
    everybody = np.bincount(home, minlength=homes)
    speakers = np.bincount(home[who], minlength=homes)
    share = facts.lsoas["limited_english_share"].to_numpy(dtype=np.float64)
    share = np.append(share, share.mean() if len(share) else 0.0)
    chance = np.minimum(
        share * everybody / np.maximum(speakers, 1), MOST_NEED_INTERPRETER
    )
    return np.asarray(chance[home[who]])
