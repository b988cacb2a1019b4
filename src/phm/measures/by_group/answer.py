"""A measure by groups of people: counted, disclosed, estimated."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure, Method
from phm.errors import QuestionInvalid
from phm.measures.by_group.counts import check_of_people, group_totals, measure_counts
from phm.measures.by_group.strata import Extract, read_extract
from phm.measures.by_group.totals import EXPECTED, REFERRED
from phm.measures.cite import access_of
from phm.measures.disclose import COUNTS, disclose
from phm.measures.estimate import estimate
from phm.measures.question import Question
from phm.measures.results import FRAME_COLUMNS, OK, Answer, Benchmark
from phm.warehouse.people_groups import COUNTS as PEOPLE_COUNTS


def answer_groups(
    connection: duckdb.DuckDBPyConnection,
    measure: Measure,
    question: Question,
    schemes: Sequence[Scheme],
) -> Answer:
    """Raises QuestionInvalid when there are no people to tell apart."""
    check_of_people(measure)
    extract = _extract(connection)
    whole = _everybody(connection, measure, question, extract)
    rows = _estimated(connection, measure, question, schemes, extract, whole)
    columns = list(FRAME_COLUMNS)
    columns[3:3] = [scheme.id for scheme in schemes]
    return Answer(rows[columns].reset_index(drop=True), _benchmark(whole))


def can_be_standardised(measure: Measure) -> bool:
    """Whether age and sex can be taken out of a measure."""
    standard = _standard(measure)
    return measure.method in (Method.BYAR, Method.WILSON) and all(
        name in PEOPLE_COUNTS for name in standard
    )


def _extract(connection: duckdb.DuckDBPyConnection) -> Extract:
    extract = read_extract(connection)
    if extract is None:
        raise QuestionInvalid(
            "There are no people here to tell apart: no patients extract is loaded.",
            remedy="`phm template patients` writes what a supplier needs, and "
            "`phm demo` a synthetic one.",
        )
    return extract


def _standard(measure: Measure) -> tuple[str, str]:
    if measure.denominator is None:
        return REFERRED
    return measure.numerator.column, measure.denominator.column


def _everybody(
    connection: duckdb.DuckDBPyConnection,
    measure: Measure,
    question: Question,
    extract: Extract,
) -> pd.DataFrame:
    """One row: everybody in the area asked about, else in the system."""
    level = question.level if question.area else AreaLevel.SYSTEM
    asked = replace(question, level=level, by=(), where=(), standardised=False)
    return _estimated(connection, measure, asked, (), extract, pd.DataFrame())


def _estimated(
    connection: duckdb.DuckDBPyConnection,
    measure: Measure,
    question: Question,
    schemes: Sequence[Scheme],
    extract: Extract,
    whole: pd.DataFrame,
) -> pd.DataFrame:
    standard = _standard(measure) if question.standardised else REFERRED
    table = group_totals(connection, question, schemes, extract, standard)
    counts = measure_counts(measure, table, extract.period)
    if not question.standardised:
        return estimate(_seen(counts, measure), measure)
    return _standardised(counts, measure, float(whole["value"].iloc[0]))


def _standardised(counts: pd.DataFrame, measure: Measure, whole: float) -> pd.DataFrame:
    """Observed over expected for age and sex, times the rate of everybody.

    Observed and expected are seen as counts of people are, so a rate tells no more.
    """
    if not can_be_standardised(measure):
        raise QuestionInvalid(
            f"{measure.title} cannot be standardised for age and sex.",
            remedy="Ask for it as it is.",
        )
    shown = _seen(counts, measure)["denominator"]
    held_against = _seen(counts.assign(denominator=counts[EXPECTED]), measure)
    ratio = replace(measure, method=Method.BYAR, multiplier=whole)
    return estimate(held_against, ratio).assign(denominator=shown)


def _seen(counts: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    quantities = zip(COUNTS, (measure.numerator, measure.denominator), strict=True)
    people = [name for name, one in quantities if one is None or one.of_people]
    return disclose(counts, access=access_of(measure), people=people)


def _benchmark(whole: pd.DataFrame) -> Benchmark | None:
    row = whole.iloc[0]
    if row["status"] != OK:
        return None
    return Benchmark(
        name=str(row["area_name"]),
        value=float(row["value"]),
        lower=float(row["lower"]),
        upper=float(row["upper"]),
        completeness="",
    )
