"""The search behind `crossings`: which groups are referred less than need implies.

A group is found when all of this holds: enough people are expected; far fewer are
referred; chance is an unlikely reason among all the groups looked at (false discovery
rate); and it is no mere part of a group already found. In a PCN a group must fall short
of what the PCN as a whole and its parts everywhere make of it, too: that a PCN, or men,
are reached less is told once, not PCN by PCN.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from phm.stats.comparison import false_discovery, lower_tail
from phm.warehouse.people_crossings import DEEPEST


FEWEST_EXPECTED = 25.0  # below it a group at half of its need could not be shown
FAR_BELOW = 0.8
FEWEST_MISSED = 10.0
FALSE_DISCOVERY_RATE = 0.05
BEYOND_ITS_PARTS = 0.01  # chance of a part's shortfall, given that of the whole

SCHEMES = [f"scheme_{n}" for n in range(1, DEEPEST + 1)]
GROUPS = [f"group_{n}" for n in range(1, DEEPEST + 1)]
Row = Mapping[Hashable, Any]
Thing = tuple[str, str]
Parts = frozenset[Thing]


@dataclass(frozen=True)
class Shortfalls:
    """Groups found, most people missed first: rows of the table searched.

    `found` has its columns, `parts` (scheme and group of each thing crossed, a PCN
    included), `expected`, `missed` and `q`.
    """

    found: pd.DataFrame
    examined: int
    too_small: int


def search(
    cells: pd.DataFrame, left_out: Parts, within: Mapping[Thing, Parts]
) -> Shortfalls:
    """Search a table of `fct_crossing`; ``left_out`` are groups to look at no further.

    ``within`` names the broader groups that a group lies in: Asian in ethnic minority.
    Counts are exact: what is found must be asked for through the door to be shown.
    """
    table = with_expected(cells.reset_index(drop=True))
    names = table[["pcn_code", *SCHEMES, *GROUPS]].to_numpy().tolist()
    parts = [_parts(row) for row in names]
    named = [not (one & left_out) for one in parts]
    of_groups = table[SCHEMES[0]].ne("").to_numpy() & np.array(named, dtype=bool)
    enough = table["expected"].ge(FEWEST_EXPECTED).to_numpy()
    lies_in = [one.union(*(within.get(thing, ()) for thing in one)) for one in parts]
    table["parts"], table["lies_in"] = pd.Series(parts), pd.Series(lies_in)
    asked = table.assign(implied=_implied(table, parts))
    asked = asked[of_groups & enough]
    tested = asked.assign(q=false_discovery(_chance(asked)))
    return Shortfalls(
        _without_parts_of_others(tested[_is_short(tested)]),
        examined=len(tested),
        too_small=int((of_groups & ~enough).sum()),
    )


def with_expected(cells: pd.DataFrame) -> pd.DataFrame:
    """Add how many would be referred at the system's rate per need, and `held_against`:
    in a PCN that falls short as a whole, its own rate.
    """
    everybody = cells[cells[SCHEMES[0]].eq("")].set_index("pcn_code")
    rates = everybody["people_referred"] / everybody["need"]
    rate = rates.get("", np.nan)
    own = cells["pcn_code"].map(rates)
    return cells.assign(
        expected=cells["need"] * rate,
        held_against=cells["need"] * np.fmin(own, rate),
        missed=cells["need"] * rate - cells["people_referred"],
    )


def _parts(row: Sequence[str]) -> Parts:
    pcn, names, groups = row[0], row[1 : 1 + DEEPEST], row[1 + DEEPEST :]
    crossed = {(s, g) for s, g in zip(names, groups, strict=True) if s}
    return frozenset(crossed | ({("pcn", pcn)} if pcn else set()))


def _implied(table: pd.DataFrame, parts: Sequence[Parts]) -> pd.Series:
    """Expected, if each thing crossed took its own toll and their meeting none."""
    ratio = (table["people_referred"] / table["expected"]).clip(upper=1)
    alone = {
        one: value for one, value in zip(parts, ratio, strict=True) if len(one) == 1
    }
    tolls = [
        np.prod([alone.get(frozenset([thing]), 1.0) for thing in one]) for one in parts
    ]
    return table["expected"] * tolls


def _chance(table: pd.DataFrame) -> np.ndarray:
    """Of so few referrals or fewer, were need alone to decide."""
    referred = table["people_referred"].to_numpy(dtype=float)
    return lower_tail(referred, table["held_against"].to_numpy(dtype=float))


def _is_short(tested: pd.DataFrame) -> pd.Series:
    ratio = tested["people_referred"] / tested["expected"]
    short = tested["q"].le(FALSE_DISCOVERY_RATE) & ratio.le(FAR_BELOW)
    beyond = _beyond(tested["people_referred"], tested["implied"])
    own = tested["pcn_code"].eq("") | beyond
    return short & own & tested["missed"].ge(FEWEST_MISSED)


def _without_parts_of_others(short: pd.DataFrame) -> pd.DataFrame:
    """The broadest groups; a part of one only when it falls short of that one too,
    and a whole only when it falls short without the parts already kept.
    """
    kept: list[int] = []
    ordered = short.sort_values("missed", ascending=False, ignore_index=True)
    rows = ordered.to_dict("records")
    for place, row in enumerate(rows):
        if all(_adds_to(row, rows[one]) for one in kept):
            kept.append(place)
    return ordered.iloc[kept]


def _adds_to(row: Row, other: Row) -> bool:
    """Whether a group says more than one already kept."""
    if other["lies_in"] < row["lies_in"]:  # row is a part of the other
        ratio = min(1.0, other["people_referred"] / other["expected"])
        shared = min(row["implied"], row["expected"] * ratio)
        return bool(_beyond(row["people_referred"], shared))
    if row["lies_in"] < other["lies_in"]:  # row holds the other
        rest = row["expected"] - other["expected"]
        return bool(_beyond(row["people_referred"] - other["people_referred"], rest))
    return True


def _beyond(referred: ArrayLike, expected: ArrayLike) -> NDArray[np.bool_]:
    """Whether so few are no chance, had so many been expected."""
    return np.asarray(lower_tail(referred, expected) <= BEYOND_ITS_PARTS)
