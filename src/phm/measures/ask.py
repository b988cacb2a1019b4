"""The one door: a question in, Results out, for pages and `phm ask` alike."""

import tomllib
from functools import lru_cache

import duckdb
import pandas as pd

from phm.domain.indicators import Measure
from phm.domain.periods import period_label
from phm.domain.tiers import is_synthetic
from phm.measures.by_area import answer_areas
from phm.measures.by_group.answer import answer_groups
from phm.measures.catalogue import find_measure
from phm.measures.cite import access_of, source_notes
from phm.measures.estimate import INTERVAL_SENTENCES, STANDARDISED_SENTENCE
from phm.measures.memory import Memory
from phm.measures.question import (
    Question,
    check_area,
    check_measure,
    conditions_of,
    schemes_asked,
)
from phm.measures.results import Results
from phm.settings import PROJECT_ROOT
from phm.warehouse.tier import read_tier


__all__ = ["Question", "ask", "caveat_sentences"]


def ask(
    connection: duckdb.DuckDBPyConnection,
    question: Question,
    memory: Memory | None = None,
) -> Results:
    """Answer a question. Raises QuestionInvalid for what cannot be asked.

    ``memory`` keeps what further answers of the same version share.
    """
    measure = find_measure(question.measure)
    check_measure(measure, question)
    schemes = schemes_asked(question)
    if question.of_groups:
        shared = memory or Memory()
        found = answer_groups(connection, measure, question, schemes, shared)
    else:
        found = answer_areas(connection, measure, question)
    warehouse_tier = read_tier(connection)
    results = Results(
        measure=measure,
        level=question.level,
        frame=found.frame,
        benchmark=found.benchmark,
        period=_period(found.frame, measure),
        tier=warehouse_tier if is_synthetic(warehouse_tier) else access_of(measure),
        sources=source_notes(connection, measure, warehouse_tier),
        caveats=tuple(caveat_sentences()[key] for key in measure.caveats),
        interval=STANDARDISED_SENTENCE
        if question.standardised
        else INTERVAL_SENTENCES[measure.method],
        by=schemes,
        where=tuple((one, group.id) for one, group in conditions_of(question)),
        audience=question.audience,
        standardised=question.standardised,
        wholes=found.wholes,
    )
    if not question.area:
        return results
    check_area(question, results.frame["area_code"].unique())
    return results.of_area(question.area)


@lru_cache(maxsize=1)
def caveat_sentences() -> dict[str, str]:
    """The controlled vocabulary of caveats: key → sentence."""
    path = PROJECT_ROOT / "docs" / "caveats.toml"
    return dict(tomllib.loads(path.read_text(encoding="utf-8")))


def _period(frame: pd.DataFrame, measure: Measure) -> str:
    newest = frame["period"].dropna().max()
    if not isinstance(newest, str):
        return ""
    return f"{measure.window} {period_label(newest)}".strip()
