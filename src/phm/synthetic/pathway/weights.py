"""Everybody's weight of being offered social prescribing: need, bent by planted use."""

import numpy as np

from phm.synthetic.drawing.draws import Floats, Ints, Mask
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import (
    AFFLUENT_REST,
    POCKET_INSIDE,
    POCKET_OUTSIDE,
    Strata,
)


ROUNDS = 60
YOUNGEST = 6  # nobody is referred before school, so nobody before being born
_SHAPE = (6, 2, 2, 4)  # quintile, sex, GP system, place
# Planted men are drawn too often, then thinned to the number wanted: see `thinning`.
COHORT_BOOST = 3.0
MISSED_BOOST = 2.0


def offer_weights(groups: Strata, settings: PathwaySettings) -> Floats:
    """Weight per person; without signal it is need itself, as the record tells it."""
    own = np.where(groups.age >= YOUNGEST, groups.need, 0.0)
    if not settings.has_signal:
        return own
    cell = _cells(groups)
    size = int(np.prod(_SHAPE))
    need = np.bincount(cell, own, size).astype(np.float64)
    heads = np.bincount(cell, groups.is_used, size).astype(np.float64)
    wanted = _fitted(need, heads, settings)
    factor = np.divide(wanted, need, out=np.zeros(size), where=need > 0)
    return np.asarray(own * factor[cell] * _boosts(groups))


def _boosts(groups: Strata) -> Floats:
    missed = np.where(groups.is_missed, MISSED_BOOST, 1.0)
    return np.where(groups.is_cohort, COHORT_BOOST, missed)


def _cells(groups: Strata) -> Ints:
    index = (groups.quintile, groups.is_male, groups.under_codes, groups.place)
    return np.ravel_multi_index(tuple(np.asarray(i, np.int64) for i in index), _SHAPE)


def _fitted(need: Floats, heads: Floats, settings: PathwaySettings) -> Floats:
    """Use per cell that meets every planted margin (iterative proportional fitting)."""
    total = need.sum()
    use = need.copy()
    margins = _margins(need, heads, settings)
    for _ in range(ROUNDS):
        for cells, wanted in margins:
            have = use[cells].sum()
            if have > 0:
                use[cells] *= wanted * total / have
        use *= total / use.sum()
    return use


def _margins(
    need: Floats, heads: Floats, settings: PathwaySettings
) -> list[tuple[Mask, float]]:
    """Cells, and the share of all use they must hold; later ones hold exactly."""
    quintile, sex, codes, place = np.indices(_SHAPE).reshape(4, -1)
    by_quintile = _quintile_shares(quintile, need, heads, settings)
    female = settings.number("referrals", "female_share")
    under = _under_coding_share(codes == 1, need, settings)
    sexes = [(sex == 0, female), (sex == 1, 1 - female)]
    systems = [(codes == 1, under), (codes == 0, 1 - under)] if under > 0 else []
    quintiles = [(quintile == q, share) for q, share in by_quintile.items()]
    return [
        *quintiles,
        *sexes,
        *systems,
        *_pocket_shares(place, need, heads, settings),
    ]


def _quintile_shares(
    quintile: Ints, need: Floats, heads: Floats, settings: PathwaySettings
) -> dict[int, float]:
    """Share of use by quintile: people times use, renormalised to the mix at hand."""
    by_name = settings.table("referrals.use_by_quintile")
    use = {q: by_name[str(q)] * heads[quintile == q].sum() for q in range(1, 6)}
    without = settings.number("referrals", "no_fixed_abode_use")
    none = without * need[quintile == 0].sum() / need.sum()
    left = (1 - none) / sum(use.values())
    return {0: none, **{q: left * people for q, people in use.items()}}


def _under_coding_share(under: Mask, need: Floats, settings: PathwaySettings) -> float:
    """Share of what arrives from practices whose system leaves some referrals out."""
    sent = 1 - settings.number("planted", "undercoding_missing")
    theirs, others = need[under].sum() * sent, need[~under].sum()
    return float(theirs / (theirs + others))


def _pocket_shares(
    place: Ints, need: Floats, heads: Floats, settings: PathwaySettings
) -> list[tuple[Mask, float]]:
    """A deprived pocket with little use, in a network whose average looks fine."""
    ratio = settings.number("planted", "pocket_ratio")
    pocket = {
        at: ratio * need[place == at].sum() / need.sum()
        for at in (POCKET_INSIDE, POCKET_OUTSIDE)
    }
    inside = (place == POCKET_INSIDE) | (place == AFFLUENT_REST)
    fine = settings.number("planted", "affluent_reach") * heads[inside].sum()
    rest = fine / heads.sum() - pocket[POCKET_INSIDE]
    return [
        *((place == at, share) for at, share in pocket.items()),
        (place == AFFLUENT_REST, rest),
    ]
