"""Random surfaces that change slowly over the ground."""

import numpy as np
import numpy.typing as npt

from phm.synthetic.drawing.draws import generator


Values = npt.NDArray[np.float64]
_WAVES = 96


def smooth_field(
    positions: Values, purpose: str, *, seed: int, reach_km: float
) -> Values:
    """A Gaussian field at `positions` (kilometres), mean 0 and spread 1 over them.

    A sum of random waves (spectral method); values about `reach_km` apart are alike.
    """
    rng = generator(seed, purpose)
    waves = rng.normal(0, 1 / reach_km, (_WAVES, 2))
    shifts = rng.uniform(0, 2 * np.pi, _WAVES)
    return standard(np.cos(positions @ waves.T + shifts).sum(axis=1))


def standard(values: Values) -> Values:
    """The same values with mean 0 and spread 1."""
    return np.asarray((values - values.mean()) / values.std())


def around(mean: float, tilt: Values, weight: Values) -> Values:
    """Positive values that follow `tilt` (logarithmic) with that weighted mean."""
    raw = np.exp(tilt)
    return np.asarray(mean * raw * weight.sum() / (raw * weight).sum())
