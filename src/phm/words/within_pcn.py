"""How far apart neighbourhoods of one PCN are, and where an average hides a pocket.

The ends are means of the lowest and of the highest tenth, and are called so.
A pocket is told where a PCN's own value is on the better side of the system's while its
worst tenth lies far on the other: 15 % of the system's value or more.
"""

import math

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure
from phm.measures.results import NO_DATA, OK
from phm.measures.spread import Spread
from phm.words.areas import counted, listed
from phm.words.leading import leads_with_lowest
from phm.words.numbers import value_text
from phm.words.status import SHORT


FAR = 0.15  # of the system's value: smoothing has drawn pockets in already
ENDS = ["lowest", "lower_quarter", "upper_quarter", "highest"]


def spread_sentence(
    spread: Spread, measure: Measure, *, system: float | None = None
) -> str:
    """The PCN with the widest spread, then the pocket most hidden by an average.

    `measure` tells which end asks for attention; `system` is the system's own value.
    """
    has_ends = spread.frame[ENDS].notna().all(axis="columns")
    status = spread.frame["status"]
    rows = spread.frame.assign(status=status.where(status.ne(OK) | has_ends, NO_DATA))
    known = rows[rows["status"].eq(OK)]
    said = [
        _widest(spread, known, measure),
        _pocket(known, measure, system),
        _silent(rows),
    ]
    return " ".join(filter(None, said))


def _widest(spread: Spread, known: pd.DataFrame, measure: Measure) -> str:
    if known.empty:
        return "No PCN has values for its neighbourhoods."
    apart = (known["highest"] - known["lowest"]).round(measure.decimals)
    widest = known[apart.eq(apart.max())]
    row = widest.iloc[0]
    if len(known) > 1 and len(widest) == len(known):
        said = f"{_text(apart.max(), measure)} {spread.unit}"
        return f"Neighbourhoods are equally far apart in all PCNs: {said}."
    low, quarter, three, high = (_text(row[end], measure) for end in ENDS)
    inside = f"from {low} in the lowest tenth to {high} {spread.unit} in the highest"
    middle = f"{quarter} and {three}"
    who = "Neighbourhoods differ most within" if len(known) > 1 else "Within"
    also = _also(widest["pcn_name"].iloc[1:])
    return f"{who} {row['pcn_name']}{also}: {inside}, half of them between {middle}."


def _also(names: "pd.Series[str]") -> str:
    return f" (as far apart as in {listed(names)})" if len(names) else ""


def _pocket(known: pd.DataFrame, measure: Measure, system: float | None) -> str:
    if system is None or not math.isfinite(system):
        return ""
    average = round(system, measure.decimals)
    own = known["pcn_value"].round(measure.decimals)
    if leads_with_lowest(measure):
        is_better, worst = own.gt(average), known["lowest"]
        beyond = system - worst
    else:
        is_better, worst = own.lt(average), known["highest"]
        beyond = worst - system
    hidden = known[is_better & beyond.ge(FAR * abs(system))]
    if hidden.empty:
        return ""
    return _hidden(hidden.assign(worst=worst, beyond=beyond), measure, system)


def _hidden(hidden: pd.DataFrame, measure: Measure, system: float) -> str:
    row = hidden.loc[hidden["beyond"].idxmax()]
    better, end = (
        ("above", "lowest") if leads_with_lowest(measure) else ("below", "highest")
    )
    more = counted(len(hidden) - 1, AreaLevel.PCN).replace(" ", " other ", 1)
    others = f" So does that of {more}." if len(hidden) > 1 else ""
    own, average, worst = (
        _text(value, measure) for value in (row["pcn_value"], system, row["worst"])
    )
    return (
        f"The average of {row['pcn_name']} hides a pocket: {own} is {better} the "
        f"system’s {average}, but the {end} tenth of its neighbourhoods is at "
        f"{worst}.{others}"
    )


def _silent(rows: pd.DataFrame) -> str:
    """PCNs without values, counted by reason."""
    counts = rows.loc[rows["status"].ne(OK), "status"].value_counts(sort=False)
    said = []
    for status, count in counts.items():
        words = SHORT.get(status, status)
        is_are, have = ("is", "has") if count == 1 else ("are", "have")
        verb = have if words.startswith("no ") else is_are
        said.append(f"{counted(count, AreaLevel.PCN)} {verb} {words}")
    return f"{listed(said)}." if said else ""


def _text(value: float, measure: Measure) -> str:
    return value_text(value, decimals=measure.decimals)
