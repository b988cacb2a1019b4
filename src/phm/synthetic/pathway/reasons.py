"""Why somebody is referred: reasons are likelier where the record shows them."""

import numpy as np
import pyarrow as pa

from phm.synthetic.drawing.draws import Floats, Ints, choices, even_sample
from phm.synthetic.pathway.scene import Offers, Scene
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import whole
from phm.synthetic.people.population import People


NO_SECOND = -1
ROUNDS = 12
# What on a record pulls towards a reason. Flags are 1 when recorded.
_PULLED_BY = {
    "mental health": ("depression", "anxiety", "severe_mental_illness"),
    "loneliness or social isolation": ("lonely", "lives_alone"),
    "housing": ("homeless",),
    "long-term condition": ("chronic_pain", "copd", "heart_failure", "stroke"),
    "physical activity or weight": ("obesity",),
    "caring": ("carer",),
    "substance use": ("drug_dependence", "alcohol_dependence"),
    "digital": ("digital_no_skills", "digital_no_equipment", "digital_no_confidence"),
}
_WORKING_AGE = (16, 66)


def draw_reasons(scene: Scene, offers: Offers) -> tuple[Ints, Ints]:
    """First and second reason (NO_SECOND: none), as positions in the table's order."""
    rng, settings = scene.generator("reasons"), scene.settings
    shares = np.array(list(settings.numbers("reasons").values()))
    weights = _pulls(offers.person, scene.people, settings)
    chances = _with_shares(weights, shares / shares.sum())
    first = choices(chances, rng)
    chances[np.arange(len(first)), first] = 0
    second = choices(chances, rng)
    share = settings.number("reasons_more", "second_share")
    has_second = even_sample(np.full(len(first), share), rng)
    return first, np.where(has_second, second, NO_SECOND)


def reason_texts(first: Ints, second: Ints, settings: PathwaySettings) -> pa.Array:
    """As the extract wants them: separated by semicolons."""
    names = list(settings.numbers("reasons"))
    texts = [
        one if two is None else f"{one}; {two}"
        for one in names
        for two in (None, *names)
    ]
    return pa.array(texts).take(pa.array(first * (len(names) + 1) + second + 1))


def _pulls(person: Ints, people: People, settings: PathwaySettings) -> Floats:
    """Offer × reason: 1, or the declared pull where the record shows the reason."""
    pull = settings.number("reasons_more", "pull")
    have, names = people.columns, list(settings.numbers("reasons"))
    weights = np.ones((len(person), len(names)))
    for name, flags in _PULLED_BY.items():
        shown = np.any([have[flag][person] == 1 for flag in flags], axis=0)
        weights[:, names.index(name)] = np.where(shown, pull, 1.0)
    age, quintile = whole(people, "age")[person], whole(people, "quintile")[person]
    is_working_age = (age >= _WORKING_AGE[0]) & (age <= _WORKING_AGE[1])
    for name, factor in (
        ("employment or training", np.where(is_working_age, 1.0, 0.02)),
        ("loneliness or social isolation", np.where(age >= 75, 1.8, 1.0)),
        ("digital", np.where(age >= 65, 2.0, 1.0)),
        ("practical or financial", np.where(np.isin(quintile, (1, 2)), 1.6, 1.0)),
    ):
        weights[:, names.index(name)] *= factor
    return weights


def _with_shares(weights: Floats, shares: Floats) -> Floats:
    """The weights, each reason's scaled so that the reasons come out as declared."""
    scale = shares.copy()
    for _ in range(ROUNDS):
        rows = weights * scale
        rows /= rows.sum(axis=1, keepdims=True)
        scale *= shares / rows.mean(axis=0)
    rows = weights * scale
    return np.asarray(rows / rows.sum(axis=1, keepdims=True))
