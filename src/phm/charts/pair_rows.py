"""Two results joined by area: which areas can be drawn, and which cannot and why."""

from dataclasses import dataclass

import pandas as pd

from phm.charts.labels import in_sentence
from phm.charts.ranked_rows import split_known
from phm.charts.reference import reference_of
from phm.measures.results import Results


MOST_NOTABLE = 6


@dataclass(frozen=True)
class PairRows:
    """`both` has area_code, area_name, x, y; `silent` says who is missing and why.

    `across` and `up` are the values that cut the chart into four: the system's own, or
    the median area where the system's is a total.
    """

    both: pd.DataFrame
    across: float
    up: float
    silent: tuple[str, ...]


def pair_rows(first: Results, second: Results) -> PairRows:
    """Join two results of one level; ValueError if they cannot be joined."""
    if first.level is not second.level:
        raise ValueError(f"{first.level} and {second.level} cannot be paired")
    for results in (first, second):
        if results.frame["area_code"].duplicated().any():
            raise ValueError("a pair takes one row per area; choose one group first")
    left, right = _values(first, "x"), _values(second, "y")
    both = left.merge(right[["area_code", "y"]], on="area_code")
    return PairRows(
        both=both,
        across=_middle(first, both["x"]),
        up=_middle(second, both["y"]),
        silent=tuple(_silences(first, second, set(both["area_code"]))),
    )


def notable_codes(rows: PairRows) -> list[str]:
    """Areas worth a name: high on the first and low on the second, then the reverse.

    Distances are in standard deviations, so neither measure's unit counts for more.
    """
    x = (rows.both["x"] - rows.across) / (rows.both["x"].std(ddof=0) or 1.0)
    y = (rows.both["y"] - rows.up) / (rows.both["y"].std(ddof=0) or 1.0)
    lean = (x - y).set_axis(rows.both["area_code"]).sort_values(kind="stable")
    often = MOST_NOTABLE * 2 // 3
    most, least = lean.index[::-1][:often], lean.index[: MOST_NOTABLE - often]
    return list(dict.fromkeys([*most, *least]))


def _values(results: Results, name: str) -> pd.DataFrame:
    known, _ = split_known(results.frame)
    return known[["area_code", "area_name", "value"]].rename(columns={"value": name})


def _middle(results: Results, values: pd.Series) -> float:
    reference = reference_of(results)
    if reference is not None:
        return reference
    return float(values.median()) if len(values) else 0.0


def _silences(first: Results, second: Results, drawn: set[str]) -> list[str]:
    said: dict[str, str] = {}
    for results in (first, second):
        _, unknown = split_known(results.frame)
        about = in_sentence(results.measure.short_title)
        for row in unknown.sort_values("area_name").itertuples():
            said.setdefault(row.area_code, f"{row.area_name} ({about} {row.status})")
    return [words for code, words in said.items() if code not in drawn]
