"""Two measures for any areas: made up, the same at every run."""

from collections.abc import Sequence

import numpy as np

from phm.maps.classes import AreaValues


MEASURES = ("First", "Second")


def values_of(measure: str, ids: Sequence[str]) -> AreaValues:
    """One value per area, drawn from a fixed seed."""
    random = np.random.default_rng(MEASURES.index(measure))
    drawn = random.gamma(3, 0.2, len(ids)).tolist()
    return AreaValues(
        title=measure,
        unit="per 10,000",
        decimals=2,
        values=dict(zip(ids, drawn, strict=True)),
        statuses=dict.fromkeys(ids, "ok"),
    )
