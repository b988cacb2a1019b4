"""A prevalence known for a whole, split over groups by published odds ratios."""

import numpy as np
from scipy import special

from phm.stats.intervals import Floats, Numbers, non_negative


MOST_ROUNDS = 100
TOLERANCE = 1e-12


def split_prevalence(people: Numbers, odds_ratio: Numbers, share: Numbers) -> Floats:
    """The share of each group, shape (..., groups), that together make `share` (...).

    odds(group) = baseline x odds ratio, where the baseline is solved for so that
    sum(people x share of the group) = share x sum(people). Groups of nobody get a share
    like any other. nan where `share` is nan or an area has no people. Raises ValueError
    for a share outside 0 to 1 or an odds ratio that is not above 0.

    >>> split_prevalence([100, 100], [1, 3], 0.3).round(4).tolist()
    [0.1888, 0.4112]
    """
    n, ratio = np.broadcast_arrays(non_negative(people), _above_zero(odds_ratio))
    whole = non_negative(share, "a share")
    if np.any(whole > 1):
        raise ValueError(f"a share cannot be above 1: {whole[whole > 1].flat[0]}")
    weight = _weights(n)
    baseline = _solve(weight, np.log(ratio), whole)
    return np.asarray(special.expit(baseline[..., None] + np.log(ratio)))


def _above_zero(odds_ratio: Numbers) -> Floats:
    ratio = np.asarray(odds_ratio, dtype=np.float64)
    if np.any(ratio <= 0):
        raise ValueError(f"an odds ratio must be above 0: {ratio[ratio <= 0].flat[0]}")
    return ratio


def _weights(people: Floats) -> Floats:
    total = people.sum(axis=-1, keepdims=True)
    nothing = np.full(people.shape, np.nan)
    return np.asarray(np.divide(people, total, out=nothing, where=total > 0))


def _solve(weight: Floats, log_ratio: Floats, share: Floats) -> Floats:
    """The log odds of the baseline: Newton's steps, kept within what must hold it.

    The share lies between those of the lowest and the highest ratio, so the baseline
    lies between the log odds of the share less either.
    """
    target = special.logit(share)
    low = np.asarray(target - log_ratio.max(axis=-1))
    high = np.asarray(target - log_ratio.min(axis=-1))
    at = (low + high) / 2
    for _ in range(MOST_ROUNDS):
        with np.errstate(invalid="ignore", divide="ignore"):
            each = special.expit(at[..., None] + log_ratio)
            over = (weight * each).sum(axis=-1) - share
            open_still = np.abs(over) > TOLERANCE * share
            if not open_still.any():
                break
            slope = (weight * each * (1 - each)).sum(axis=-1)
            low, high = np.where(over > 0, low, at), np.where(over > 0, at, high)
            step = at - over / slope
        inside = (step > low) & (step < high)
        moved = np.where(inside, step, (low + high) / 2)
        at = np.where(open_still, moved, at)
    found = np.where(np.isfinite(target), at, target)
    return np.asarray(found + 0 * weight.sum(axis=-1))
