"""Neighbourhoods by PCN: in which order, their quarters, and which lie far out."""

import pandas as pd


NO_PCN = "PCN not known"
REACH = 1.5  # whiskers end within so many box lengths; what lies beyond is a dot


def placed(known: pd.DataFrame) -> pd.DataFrame:
    """Rows with `pcn` and `place`, the PCN with the highest middle value on top."""
    rows = known.assign(pcn=known["parent_code"].fillna(NO_PCN))
    middles = rows.groupby("pcn")["value"].median().sort_values(ascending=False)
    places = {code: place for place, code in enumerate(middles.index)}
    return rows.assign(place=rows["pcn"].map(places)).sort_values(["place", "value"])


def quarters(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per PCN: quarters of its neighbourhoods, and where its whiskers end."""
    values = rows.groupby("pcn", sort=False)["value"]
    parts = {"q1": 0.25, "median": 0.5, "q3": 0.75}
    boxes = pd.DataFrame({name: values.quantile(q) for name, q in parts.items()})
    reach = REACH * (boxes["q3"] - boxes["q1"])
    low, high = boxes["q1"] - reach, boxes["q3"] + reach
    value, pcn = rows["value"], rows["pcn"]
    inside = rows[value.between(pcn.map(low), pcn.map(high))].groupby("pcn")["value"]
    places = rows.groupby("pcn")["place"].first()
    boxes = boxes.assign(low=inside.min(), high=inside.max(), place=places)
    return boxes.rename_axis("pcn").reset_index().sort_values("place")


def is_far(rows: pd.DataFrame, boxes: pd.DataFrame) -> "pd.Series[bool]":
    """Which rows lie beyond the whiskers of their PCN."""
    ends = boxes.set_index("pcn")[["low", "high"]]
    low, high = (rows["pcn"].map(ends[end]) for end in ("low", "high"))
    return rows["value"].lt(low) | rows["value"].gt(high)
