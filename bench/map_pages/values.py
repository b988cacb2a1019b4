"""Measures for any areas: made up, the same at every run."""

from collections.abc import Sequence

import numpy as np

from phm.maps.classes import AreaValues


# One for every switch: Streamlit does not send the same large message twice.
MEASURES = tuple(f"Measure {number:02}" for number in range(13))


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
