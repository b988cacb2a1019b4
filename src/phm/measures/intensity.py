"""Where the people of a cohort live: a class for each neighbourhood, never a count.

"More than elsewhere" is meant as it is said: of the people there, a larger share is in
the cohort than of everybody. Age and sex are not taken out, because the question is
where they are, not why.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import duckdb
import pandas as pd
from sqlglot import exp

from phm.cohorts.cohort import Cohort
from phm.domain.areas import AreaLevel
from phm.errors import QuestionInvalid
from phm.measures.areas import read_areas
from phm.measures.cohort_scheme import COHORT, INSIDE
from phm.measures.memory import Memory
from phm.measures.neighbourhood_classes import (
    FEWEST_PEOPLE,
    IntensityClass,
    intensities,
)
from phm.measures.question import Question
from phm.measures.results import NO_DATA, OK, Results
from phm.warehouse.people_conditions import holding
from phm.warehouse.people_neighbourhoods import neighbourhood_counts
from phm.warehouse.people_sample import IN_SAMPLE


PEOPLE = "share_of_people_percent"
CAVEATS = (
    (
        "A neighbourhood has a class and no count. Counts of 0 to 7 are treated as one "
        "and the same and others rounded to 5, so that fewer cannot be told where 7 or "
        "fewer are expected; each share is drawn towards the "
        "system's by as much as it is unsure (empirical Bayes)."
    ),
    (
        "Clear is 95 % sure and probable 80 %; sure is not large. Of a hundred that "
        "are clear, up to five may not differ."
    ),
    (
        "People are where they live, among those registered with a practice of the "
        "system. Whoever is of no fixed abode, or lives outside its neighbourhoods, is "
        "in none."
    ),
    (
        "A neighbourhood is named with the PCN that most of its people are registered "
        "with; others there are registered elsewhere."
    ),
)


class Silence(StrEnum):
    """Why nothing is told of any neighbourhood."""

    NONE = ""
    TOO_FEW = "too few"
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Intensity:
    """The class of each neighbourhood of the system.

    ``frame`` has area_code, area_name, pcn_code, pcn_name and class_id, which is one of
    `IntensityClass`; where there is a ``silence``, no row. ``answers`` say period,
    tier, sources and caveats.
    """

    cohort: Cohort
    frame: pd.DataFrame
    silence: Silence
    answers: tuple[Results, ...]

    @property
    def period(self) -> str:
        """When people were counted."""
        return self.answers[0].period

    @property
    def tier(self) -> str:
        """Local or synthetic."""
        return self.answers[0].tier

    @property
    def sizes(self) -> dict[IntensityClass, int]:
        """How many neighbourhoods are in each class."""
        found = self.frame["class_id"].value_counts()
        return {one: int(found.get(one, 0)) for one in IntensityClass}


def may_be_told(cohort: Cohort) -> bool:
    """Whether a class may be told of a cohort's neighbourhoods.

    Not where it is too sensitive to be told for a PCN, or sensitive at all.
    """
    return cohort.finest is AreaLevel.PCN and not cohort.is_sensitive


def find_intensity(
    connection: duckdb.DuckDBPyConnection,
    asking: Callable[[Question], Results],
    cohort: Cohort,
    memory: Memory | None = None,
) -> Intensity:
    """Where more or fewer of the people are in a cohort than of everybody.

    ``asking`` is the door. Nothing is told of a cohort with fewer people than there are
    neighbourhoods. Raises QuestionInvalid for one that may not be told there.
    """
    if not may_be_told(cohort):
        raise QuestionInvalid(
            f"{cohort.title} cannot be told by {AreaLevel.LSOA.label}.",
            remedy=f"The smallest area it may be told for: {cohort.finest.label}.",
        )
    address = cohort.address
    whole = asking(Question(PEOPLE, AreaLevel.SYSTEM, by=(COHORT,), cohort=address))
    sample = [exp.column(IN_SAMPLE)] if cohort.is_built else []
    everybody = (memory or Memory()).once(
        ("neighbourhoods", cohort.is_built), lambda: _everybody(connection, *sample)
    )
    silence = _silence(whole, everybody)
    frame = everybody.drop(columns="people")
    if silence:
        frame = frame.iloc[:0].assign(class_id="")
    else:
        inside = _inside(connection, cohort, *sample).reindex(everybody["area_code"])
        frame = frame.assign(
            class_id=intensities(
                inside.fillna(0).to_numpy(dtype=int),
                everybody["people"].to_numpy(dtype=int),
                _share(whole),
            )
        )
    cited = replace(whole, caveats=(*CAVEATS, *whole.caveats))
    return Intensity(cohort, frame, silence, (cited,))


def _silence(whole: Results, everybody: pd.DataFrame) -> Silence:
    """By what is published of the whole system alone."""
    others = whole.frame[whole.frame[COHORT].ne(INSIDE)].iloc[0]
    if others["status"] == NO_DATA:
        return Silence.EVERYBODY
    told = whole.frame["status"].eq(OK).all()
    counted = whole.frame["numerator"] * whole.counted_share
    many = int(everybody["people"].ge(FEWEST_PEOPLE).sum())
    if not told or not many or counted.lt(many).any():
        return Silence.TOO_FEW
    return Silence.NONE


def _share(whole: Results) -> float:
    """Of everybody in the system, the share in the cohort, from rounded counts."""
    row = whole.frame[whole.frame[COHORT].eq(INSIDE)].iloc[0]
    return float(row["numerator"] / row["denominator"])


def _everybody(
    connection: duckdb.DuckDBPyConnection, *only: exp.Expression
) -> pd.DataFrame:
    """area_code, area_name, pcn_code, pcn_name, people of each neighbourhood."""
    pcns = read_areas(connection, AreaLevel.PCN)["area_name"]
    areas = read_areas(connection, AreaLevel.LSOA)
    statement = neighbourhood_counts(*only).sql(dialect="duckdb")
    people = connection.execute(statement).df().set_index("area_code")["people"]
    return pd.DataFrame(
        {
            "area_code": areas.index,
            "area_name": areas["area_name"].to_numpy(),
            "pcn_code": areas["parent_code"].fillna("").to_numpy(),
            "pcn_name": areas["parent_code"].map(pcns).fillna("").to_numpy(),
            "people": people.reindex(areas.index).fillna(0).to_numpy(dtype=int),
        }
    )


def _inside(
    connection: duckdb.DuckDBPyConnection, cohort: Cohort, *only: exp.Expression
) -> pd.Series:
    """People of the cohort by neighbourhood; the query reads no one else."""
    condition, values = holding(cohort.condition)
    statement: exp.Select = neighbourhood_counts(*only, condition)
    rows = connection.execute(statement.sql(dialect="duckdb"), values).df()
    return rows.set_index("area_code")["people"]
