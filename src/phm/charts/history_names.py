"""Where the lines of a history are named: at their ends, and at a peak in the clear."""

import numpy as np
import pandas as pd


LABEL_GAP, PLOT_HEIGHT = 84, 380  # pixels a label takes, and there are for all of them


def label_shifts(last_values: dict[str, float]) -> dict[str, float]:
    """How far to move each label up, in pixels, so that no two overlap."""
    per_unit = PLOT_HEIGHT / (max(last_values.values(), default=0) or 1)
    shifts, lowest = {}, float("inf")
    for code, value in sorted(last_values.items(), key=lambda item: -item[1]):
        lowest = min(value * per_unit, lowest - LABEL_GAP)
        shifts[code] = lowest - value * per_unit
    return shifts


def clear_peak(known: pd.DataFrame, others: pd.DataFrame) -> pd.Series | None:
    """The highest point, unless it is the last or another line runs above it."""
    peak = known.loc[known["value"].idxmax()]
    highest = max(known["value"].max(), others["value"].max(), key=np.nan_to_num)
    room = LABEL_GAP / PLOT_HEIGHT * highest
    near = others["value"].between(peak["value"], peak["value"] + room)
    if peak["value"] <= known["value"].iloc[-1] or near.any():
        return None
    return peak
