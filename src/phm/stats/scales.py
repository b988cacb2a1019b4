"""Scales on which a line is fitted or an error is normal, and the way back."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from scipy import special

from phm.stats.intervals import Floats


class Scale(StrEnum):
    """A scale, and what it suits."""

    LINEAR = "linear"  # means
    LOG = "log"  # rates
    LOGIT = "logit"  # proportions


INTO: dict[Scale, Callable[[Floats], Floats]] = {
    Scale.LINEAR: np.asarray,
    Scale.LOG: np.log,
    Scale.LOGIT: special.logit,
}
BACK: dict[Scale, Callable[[Floats], Floats]] = {
    Scale.LINEAR: np.asarray,
    Scale.LOG: np.exp,
    Scale.LOGIT: special.expit,
}
ENDS = {  # values lie between; at an end the scale itself has no value
    Scale.LINEAR: (-np.inf, np.inf),
    Scale.LOG: (0.0, np.inf),
    Scale.LOGIT: (0.0, 1.0),
}
