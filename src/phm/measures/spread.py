"""How neighbourhoods inside each PCN differ: smoothed, as a spread, never counts."""

from dataclasses import dataclass
from importlib import resources

import duckdb
import numpy as np
import pandas as pd

from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.measures.ask import ask
from phm.measures.by_group.people import people_extract
from phm.measures.disclose import SUPPRESSED
from phm.measures.question import Question
from phm.measures.results import NOT_REPORTED, OK, Results
from phm.stats.smoothing import smooth


MEASURE = "equity_ratio"
QUARTERS = {"lower_quarter": 0.25, "middle": 0.5, "upper_quarter": 0.75}
POINTS = ("lowest", *QUARTERS, "highest")
END = 0.1  # each end is the mean of a tenth: an end itself would be one neighbourhood
FEWEST_AT_AN_END = 2
FEWEST_PEOPLE = 200  # of a PCN in a neighbourhood, to count as one of its own
FEWEST_NEIGHBOURHOODS = 8


@dataclass(frozen=True)
class Spread:
    """`frame` has pcn_code, pcn_name, neighbourhoods, lowest, lower_quarter, middle,
    upper_quarter, highest, pcn_value, status.
    """

    title: str
    unit: str
    period: str
    tier: str
    frame: pd.DataFrame
    answers: tuple[Results, ...] = ()


def find_spread(connection: duckdb.DuckDBPyConnection) -> Spread:
    """Referred over expected from need, by neighbourhood, for every PCN.

    Each ratio is drawn towards its PCN's own by as much as it is unsure (empirical
    Bayes), so that chance alone makes no spread. The ends are means of the lowest and
    the highest tenth. All are rounded as they are shown: a quarter may be that of one
    neighbourhood. Raises QuestionInvalid without people to count.
    """
    people_extract(connection)
    results = ask(connection, Question(MEASURE, AreaLevel.PCN))
    return Spread(
        title="Equity ratio across the neighbourhoods of each PCN",
        unit=results.measure.unit,
        period=results.period,
        tier=results.tier,
        frame=_frame(results, _points(connection).round(results.measure.decimals)),
        answers=(results,),
    )


def _points(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    folder = resources.files("phm.measures") / "sql"
    query = (folder / "neighbourhoods.sql").read_text(encoding="utf-8")
    areas = connection.execute(query).df()
    own = areas.assign(ratio=_smoothed(areas))[areas["people"] >= FEWEST_PEOPLE]
    grouped = own.sort_values("ratio").groupby("pcn_code")["ratio"]
    points = {name: grouped.quantile(at) for name, at in QUARTERS.items()}
    points |= {"lowest": grouped.agg(_lowest), "highest": grouped.agg(_highest)}
    return pd.DataFrame(points).assign(neighbourhoods=grouped.size())


def _lowest(ordered: pd.Series) -> float:
    return float(ordered.head(_at_an_end(ordered)).mean())


def _highest(ordered: pd.Series) -> float:
    return float(ordered.tail(_at_an_end(ordered)).mean())


def _at_an_end(ordered: pd.Series) -> int:
    return max(FEWEST_AT_AN_END, round(END * len(ordered)))


def _smoothed(areas: pd.DataFrame) -> pd.Series:
    sums = areas.groupby("pcn_code")[["people_referred", "expected_by_need"]]
    pcn = sums.transform("sum")
    own = pcn["people_referred"] / pcn["expected_by_need"]
    within = smooth(areas["people_referred"], areas["expected_by_need"] * own)
    return own * within.value


def _frame(results: Results, points: pd.DataFrame) -> pd.DataFrame:
    shown = results.frame[results.frame["area_code"].ne(UNALLOCATED_PCN)]
    frame = shown[["area_code", "area_name", "value", "status"]].rename(
        columns={"area_code": "pcn_code", "area_name": "pcn_name", "value": "pcn_value"}
    )
    frame = frame.merge(points, left_on="pcn_code", right_index=True, how="left")
    few = frame["neighbourhoods"] < FEWEST_NEIGHBOURHOODS
    status = frame["status"].mask(frame["neighbourhoods"].isna(), NOT_REPORTED)
    frame["status"] = status.mask(few & status.eq(OK), SUPPRESSED)
    frame.loc[frame["status"].ne(OK), [*POINTS, "pcn_value"]] = np.nan
    columns = ["pcn_code", "pcn_name", "neighbourhoods", *POINTS, "pcn_value", "status"]
    return frame[columns].reset_index(drop=True)
