"""By which route an offer came: the non-medical ones reach other people better."""

import numpy as np

from phm.synthetic.drawing.draws import Floats, Ints, Mask, choices, even_sample
from phm.synthetic.pathway.scene import Offers, Scene
from phm.synthetic.pathway.strata import Strata


ROUTES = (
    *("gp", "other practice staff", "secondary care"),
    *("self", "voluntary sector", "social care", "other"),
)
MEDICAL = 3  # the first three
MOST_DEPRIVED = 2  # national quintiles up to this one
ROUNDS = 40


def draw_routes(scene: Scene, offers: Offers) -> Ints:
    """Position in ROUTES of every offer."""
    rng, settings = scene.generator("routes"), scene.settings
    shares = settings.table("routes")
    medical = np.array([shares[name] for name in ROUTES[:MEDICAL]], dtype=np.float64)
    others = np.array([shares[name] for name in ROUTES[MEDICAL:]], dtype=np.float64)
    count = len(offers.person)
    overall = others.sum() / (others.sum() + medical.sum())
    chances = np.full(count, overall)
    if settings.has_signal:
        ratios = settings.table("routes.non_medical_ratio")
        chances = _bent(chances, route_groups(scene.groups, offers.person), ratios)
    is_other = even_sample(chances, rng)
    return np.where(
        is_other,
        MEDICAL + choices(np.tile(others, (count, 1)), rng),
        choices(np.tile(medical, (count, 1)), rng),
    )


def route_groups(groups: Strata, person: Ints) -> dict[str, Mask]:
    """The groups that non-medical routes reach better, over the persons given."""
    deprived = (groups.quintile >= 1) & (groups.quintile <= MOST_DEPRIVED)
    return {
        "deprived": deprived[person],
        "young": groups.is_young[person],
        "male": groups.is_male[person],
        "minority": groups.is_minority[person],
    }


def _bent(
    chances: Floats, members: dict[str, Mask], ratios: dict[str, float]
) -> Floats:
    """Chances of which each group's mean is its ratio times that of everybody else."""
    chances, total = chances.copy(), chances.sum()
    for _ in range(ROUNDS):
        for name, inside in members.items():
            if not 0 < inside.sum() < len(inside):
                continue
            outside_mean = total / (ratios[name] * inside.sum() + (~inside).sum())
            chances[inside] *= ratios[name] * outside_mean / chances[inside].mean()
            chances[~inside] *= outside_mean / chances[~inside].mean()
    return np.minimum(chances, 1)
