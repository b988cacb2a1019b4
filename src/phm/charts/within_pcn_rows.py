"""PCNs by how far apart their neighbourhoods are, and the same in words."""

import pandas as pd

from phm.charts.badge import tier_prefix
from phm.charts.groups_rows import with_status
from phm.charts.labels import number
from phm.measures.results import OK
from phm.measures.spread import Spread


PARTS = ("lowest", "lower_quarter", "middle", "upper_quarter", "highest")
NAMED = 3
DECIMALS = 1  # where the measure is not told


def spread_rows(spread: Spread) -> pd.DataFrame:
    """A row per PCN with `place` from 0 and `apart`, the widest apart first."""
    found = with_status(spread.frame, *PARTS)
    apart = (found["highest"] - found["lowest"]).where(found["status"].eq(OK))
    rows = found.assign(apart=apart).sort_values(
        ["apart", "pcn_name"], ascending=[False, True], na_position="last"
    )
    return rows.reset_index(drop=True).rename_axis("place").reset_index()


def within_pcn_alt(spread: Spread) -> str:
    """The figure in words: widest and narrowest, and the PCNs without values."""
    rows = spread_rows(spread)
    known = rows[rows["status"].eq(OK)]
    pcns = "PCN" if len(known) == 1 else "PCNs"
    said = [f"Chart of neighbourhoods inside {len(known)} {pcns}."]
    said.append(f"{spread.title}, {spread.period}, in {spread.unit}.")
    if len(known):
        said.append("Each from the mean of its lowest tenth to that of its highest.")
        decimals = decimals_of(spread)
        said.append(f"Widest apart: {_read(known.head(NAMED), decimals)}.")
        said.append(f"Closest together: {_read(known.tail(NAMED)[::-1], decimals)}.")
    silent = rows[rows["status"].ne(OK)]
    if len(silent):
        names = (f"{r.pcn_name} ({r.status})" for r in silent.itertuples())
        said.append(f"Without values: {', '.join(names)}.")
    return tier_prefix(spread) + " ".join(said)


def decimals_of(spread: Spread) -> int:
    """Those of the measure that it spreads out."""
    return next((one.measure.decimals for one in spread.answers), DECIMALS)


def _read(rows: pd.DataFrame, decimals: int) -> str:
    return "; ".join(
        f"{row.pcn_name} {number(row.lowest, decimals)} to "
        f"{number(row.highest, decimals)}, its own value "
        f"{number(row.pcn_value, decimals)}"
        for row in rows.itertuples()
    )
