"""A measure for every area of a level, from the counts made with the build."""

from importlib import resources

import duckdb
import numpy as np
import pandas as pd

from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.domain.indicators import Measure, Method
from phm.measures.audience import Audience, find_audience
from phm.measures.cite import access_of
from phm.measures.disclose import COUNTS, LOCAL_ACCESS, disclose
from phm.measures.estimate import estimate
from phm.measures.question import Question
from phm.measures.results import (
    FRAME_COLUMNS,
    NO_DATA,
    NOT_REPORTED,
    OK,
    Answer,
    Benchmark,
)
from phm.measures.subtraction import hidden_by_subtraction


Telling = frozenset[tuple[str, str, str]]
NUMBERS = FRAME_COLUMNS[4:-1]  # value to units_total


def answer_areas(
    connection: duckdb.DuckDBPyConnection, measure: Measure, question: Question
) -> Answer:
    """Every area of the level asked for."""
    rule = find_audience(question.audience)
    telling = _telling(connection, measure, rule)
    frame = _answer(connection, measure, question.level, telling, rule)
    if not question.every_period:
        frame = _newest(frame)
    return Answer(frame, _benchmark(connection, measure, telling, rule))


def _answer(
    connection: duckdb.DuckDBPyConnection,
    measure: Measure,
    level: AreaLevel,
    telling: Telling,
    rule: Audience,
) -> pd.DataFrame:
    counts = connection.execute(
        _sql("count"), {"measure": measure.id, "level": str(level)}
    ).df()
    counts["status"] = (
        counts["numerator"].notna().map({True: OK, False: _absence(level)})
    )
    if measure.denominator is not None:
        counts.loc[counts["denominator"].isna(), "status"] = _absence(level)
        counts.loc[counts["denominator"] <= 0, "status"] = NO_DATA
    access, people = access_of(measure), _columns_of_people(measure)
    places = zip(counts["area_code"], counts["period"], strict=True)
    counts["beside"] = [(str(level), *place) in telling for place in places]
    counts["sensitive"] = measure.method is Method.WILSON
    seen = disclose(counts, access=access, people=people, rule=rule)
    return estimate(seen, measure)[list(FRAME_COLUMNS)]


def _telling(
    connection: duckdb.DuckDBPyConnection, measure: Measure, rule: Audience
) -> Telling:
    """The counts (level, area, period) that would let a small one be told."""
    columns = _columns_of_people(measure)
    if access_of(measure) != LOCAL_ACCESS or not columns:
        return frozenset()
    if rule.is_exact and measure.method is Method.WILSON:
        columns.append("others")  # in whom all but a few have it, those are few
    tree = connection.execute(_sql("tree"), {"measure": measure.id}).df()
    tree = tree[tree["area_level"].isin(list(map(str, measure.levels)))]
    told = tree[
        np.any([hidden_by_subtraction(tree, rule, name) for name in columns], axis=0)
    ]
    areas = (told[name] for name in ("area_level", "area_code", "period"))
    return frozenset(zip(*areas, strict=True))


def _columns_of_people(measure: Measure) -> list[str]:
    """Which of numerator and denominator count patients."""
    quantities = zip(COUNTS, (measure.numerator, measure.denominator), strict=True)
    return [name for name, one in quantities if one is None or one.of_people]


def _absence(level: AreaLevel) -> str:
    return NO_DATA if level is AreaLevel.LSOA else NOT_REPORTED


def _newest(frame: pd.DataFrame) -> pd.DataFrame:
    newest = frame["period"].dropna().max()
    kept = frame["period"].eq(newest) | frame["period"].isna()
    answered = frame[kept]
    silent = frame[~frame["area_code"].isin(answered["area_code"])]
    nothing = dict.fromkeys(NUMBERS, float("nan"))
    blank = silent.drop_duplicates("area_code").assign(
        **nothing, period=newest, status=NOT_REPORTED
    )
    return pd.concat([answered, blank]).sort_values("area_code", ignore_index=True)


def _benchmark(
    connection: duckdb.DuckDBPyConnection,
    measure: Measure,
    telling: Telling,
    rule: Audience,
) -> Benchmark | None:
    if AreaLevel.SYSTEM not in measure.levels:
        return None
    rows = _newest(_answer(connection, measure, AreaLevel.SYSTEM, telling, rule))
    row = rows.iloc[0]
    said = _completeness(connection, measure, row) if row["status"] == OK else ""
    return Benchmark.of(row, said)


def _completeness(
    connection: duckdb.DuckDBPyConnection, measure: Measure, row: pd.Series
) -> str:
    """How many of those who could have reported did, in words."""
    present, telling = int(row["units_total"]), int(row["units_reported"])
    if measure.counted_at == "practice" and measure.reported_above >= 0:
        return f"{telling:,} of {present:,} practices record any"
    if measure.counted_at == "practice" and access_of(measure) == LOCAL_ACCESS:
        all_of_them = connection.execute(_sql("practices")).fetchall()[0][0]
        return f"extract holds {present:,} of {all_of_them:,} practices"
    if measure.counted_at == "practice":
        return f"{present:,} practices"
    if measure.counted_at == "pcn":
        expected = connection.execute(_sql("pcns"), {"u": UNALLOCATED_PCN}).fetchall()
        said = f"{present:,} of {expected[0][0]:,} PCNs report"
        return f"{said}; {telling:,} have any" if measure.reported_above >= 0 else said
    return ""


def _sql(name: str) -> str:
    folder = resources.files("phm.measures") / "sql"
    return (folder / f"{name}.sql").read_text(encoding="utf-8")
