"""How supply is shared out against need: curves of cumulative shares, and one number.

Kakwani, Wagstaff and van Doorslaer, J Econometrics 1997;77:87, with need in the place
of people and supply, such as link-worker FTE, in the place of health.
"""

from dataclasses import dataclass

import numpy as np

from phm.stats.intervals import Floats, Numbers, non_negative


@dataclass(frozen=True)
class Curve:
    """Cumulative shares of need and supply, both from 0 to 1, in the curve's order.

    `index` is 1 less twice the area below the curve: 0 where supply follows need.
    """

    need_share: Floats
    supply_share: Floats
    index: float


def concentration_curve(supply: Numbers, need: Numbers, intensity: Numbers) -> Curve:
    """Areas from the greatest intensity of need (say, need per head) to the least.

    All three have shape (areas,); areas of one intensity are taken together. The index
    lies between -1 and 1: above 0 the areas of greatest need have less than their share
    of supply, below 0 more. Raises ValueError for a nan or a negative number and where
    there is no supply or no need at all.
    """
    fte, needed = _amounts(supply, need)
    order = np.asarray(intensity, dtype=np.float64)
    if order.shape != fte.shape or np.any(np.isnan(order)):
        raise ValueError(f"every area needs an intensity of need, not {order}")
    return _curve(fte, needed, -order)


def lorenz_curve(supply: Numbers, need: Numbers) -> Curve:
    """Areas from the least supply for their need to the most; the index is Gini's.

    It lies between 0 (supply follows need everywhere) and 1 and does not say whose
    need goes without. Areas with neither are left out. Raises as `concentration_curve`.
    """
    fte, needed = _amounts(supply, need)
    some = (fte > 0) | (needed > 0)
    fte, needed = fte[some], needed[some]
    with np.errstate(divide="ignore"):
        return _curve(fte, needed, fte / needed)


def _amounts(supply: Numbers, need: Numbers) -> tuple[Floats, Floats]:
    fte, needed = non_negative(supply, "supply"), non_negative(need, "need")
    if fte.ndim != 1 or fte.shape != needed.shape:
        raise ValueError(f"one row of areas each, not {fte.shape} and {needed.shape}")
    for amounts, name in ((fte, "supply"), (needed, "need")):
        if not 0 < amounts.sum() < np.inf:
            raise ValueError(
                f"{name} must be known and above 0 in sum: {amounts.sum()}"
            )
    return fte, needed


def _curve(supply: Floats, need: Floats, order: Floats) -> Curve:
    _, place = np.unique(order, return_inverse=True)
    x, y = (_cumulative_share(place, amounts) for amounts in (need, supply))
    below = float(np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2))
    return Curve(x, y, 1 - 2 * below)


def _cumulative_share(place: np.ndarray, amounts: Floats) -> Floats:
    sums = np.cumsum(np.bincount(place, weights=amounts))
    return np.concatenate([[0.0], sums / sums[-1]])
