"""Referrals of a system without inequality, drawn on need alone: for false alarms."""

import numpy as np
import numpy.typing as npt

from phm.synthetic.drawing.draws import Mask, calibrated, generator


def null_referrals(need: npt.NDArray[np.floating], *, referred: int, seed: int) -> Mask:
    """Whether each person is referred, drawn for each alone in proportion to ``need``.

    ``need``: (people,) of 0 or more, in any unit, as `fct_person.need` has it; nobody
    without need is referred. ``referred``: how many are on average (fewer where fewer
    have any need); nobody's chance is above 1. The same arguments give the same people.

    Expected counts of any group are then exactly its share of need. Draws are
    independent of each other, unlike those of a whole demonstration, which are spread
    evenly over groups and so vary less than chance alone would have it.
    """
    chances = calibrated(np.asarray(need, dtype=np.float64), total=referred)
    return generator(seed, "null referrals").random(len(chances)) < chances
