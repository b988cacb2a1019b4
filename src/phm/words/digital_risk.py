"""Where open data point to a risk of digital exclusion, barrier by barrier."""

from collections.abc import Sequence

import pandas as pd

from phm.measures.results import Results
from phm.words.areas import counted, listed
from phm.words.leading import MOST_TIED
from phm.words.numbers import rounded_interval, value_text


NO_FIGURE = "No open figure says where people are at risk of digital exclusion."
RISKS = {
    "digital_exclusion_risk": ("digital exclusion risk", " of 10"),
    "slow_broadband_percent": ("slow broadband", " % of patients"),
    "low_digital_capability_percent": ("low digital capability, MODELLED,", " %"),
}


def risk_sentence(answers: Sequence[Results]) -> str:
    """The areas in which each risk is highest, everyone's value beside it.

    Measures that say nothing of risk (how much is consulted online) are passed over,
    and so are those of which no area prints more than everyone.
    """
    risks = [one for one in answers if one.measure.id in RISKS and len(one.known_areas)]
    if not risks:
        return NO_FIGURE
    said = [words for one in risks if (words := _highest(one))]
    if not said:
        level = risks[0].level
        return f"No {level.label} stands above everyone by open data on digital risk."
    return f"Open data point to {listed(said)}."


def _highest(results: Results) -> str:
    """`slow broadband in Beech PCN (20.0 % of patients, everyone 3.0)`, or nothing."""
    name, unit = RISKS[results.measure.id]
    first, decimals = _first(results), results.measure.decimals
    top = round(first["value"].iloc[0], decimals)
    if results.benchmark and top <= round(results.benchmark.value, decimals):
        return ""
    where = listed(first["area_name"])
    if len(first) > MOST_TIED:
        where = f"{counted(len(first), results.level)} alike"
    value = value_text(top, decimals=decimals)
    return f"{name} in {where} ({value}{unit}{_beside(results, first)})"


def _first(results: Results) -> pd.DataFrame:
    """The areas that print the highest value."""
    known = results.known_areas
    shown = known["value"].round(results.measure.decimals)
    return known[shown.eq(shown.max())]


def _beside(results: Results, first: pd.DataFrame) -> str:
    """The interval of one area, not of several; everyone's value."""
    row = first.iloc[0]
    within = rounded_interval(row["lower"], row["upper"], results.measure)
    said = f", {within}" if within and len(first) == 1 else ""
    if results.benchmark is None:
        return said
    everyone = value_text(results.benchmark.value, decimals=results.measure.decimals)
    return f"{said}, everyone {everyone}"
