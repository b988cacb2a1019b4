"""Where open data point to a risk of digital exclusion, barrier by barrier."""

from collections.abc import Sequence

import pandas as pd

from phm.domain.areas import UNALLOCATED_PCN
from phm.measures.results import OK, Results
from phm.words.areas import listed
from phm.words.numbers import rounded_interval, value_text


NO_BARRIERS = "No barrier is recorded here"
RISKS = {
    "digital_exclusion_risk": ("digital exclusion risk", " of 10"),
    "slow_broadband_percent": ("slow broadband", " % of patients"),
    "low_digital_capability_percent": ("low digital capability, MODELLED,", " %"),
}


def risk_sentence(answers: Sequence[Results]) -> str:
    """The area in which each risk is highest, everyone's value beside it.

    Measures that say nothing of risk (how much is consulted online) are passed over.
    """
    said = [words for one in answers if (words := _highest(one))]
    if not said:
        return "No open figure says where people are at risk of digital exclusion."
    return f"Open data point to {listed(said)}."


def _highest(results: Results) -> str:
    if results.measure.id not in RISKS:
        return ""
    name, unit = RISKS[results.measure.id]
    frame = results.frame
    known = frame[frame["status"].eq(OK) & frame["area_code"].ne(UNALLOCATED_PCN)]
    if known.empty:
        return ""
    row = known.loc[known["value"].idxmax()]
    value = value_text(row["value"], decimals=results.measure.decimals)
    return f"{name} in {row['area_name']} ({value}{unit}{_beside(results, row)})"


def _beside(results: Results, row: pd.Series) -> str:
    within = rounded_interval(row["lower"], row["upper"], results.measure)
    said = f", {within}" if within else ""
    if results.benchmark is None:
        return said
    everyone = value_text(results.benchmark.value, decimals=results.measure.decimals)
    return f"{said}, everyone {everyone}"
