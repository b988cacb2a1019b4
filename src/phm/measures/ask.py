"""The one door: a question in, Results out, for pages and `phm ask` alike."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache

import duckdb
import pandas as pd

from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure
from phm.domain.periods import period_label
from phm.domain.tiers import is_synthetic
from phm.measures.by_area import answer_areas
from phm.measures.by_group.ahead import read_ahead
from phm.measures.by_group.answer import answer_groups
from phm.measures.by_group.reading import Reading
from phm.measures.catalogue import find_measure
from phm.measures.cite import access_of
from phm.measures.estimate import INTERVAL_SENTENCES, STANDARDISED_SENTENCE
from phm.measures.memory import Memory
from phm.measures.question import (
    Question,
    check_area,
    check_measure,
    conditions_of,
    schemes_asked,
)
from phm.measures.results import Answer, Results
from phm.settings import PROJECT_ROOT


BUILT_COHORT = "built_cohort_sampled"  # a caveat

__all__ = ["Question", "ask", "caveat_sentences", "foresee"]


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
    reading = Reading(connection, memory or Memory())
    if question.of_groups:
        found = answer_groups(reading, measure, question, schemes)
    else:
        found = answer_areas(connection, measure, question)
    results = _cited(reading, measure, question, found, schemes)
    if not question.area:
        return results
    check_area(question, results.frame["area_code"].unique())
    return results.of_area(question.area)


def foresee(
    connection: duckdb.DuckDBPyConnection,
    questions: Iterable[Question],
    memory: Memory,
) -> None:
    """Count at once what the answers to these questions will share.

    Raises as the first question that cannot be asked would.
    """
    read_ahead(Reading(connection, memory), questions)


def _cited(
    reading: Reading,
    measure: Measure,
    question: Question,
    found: Answer,
    schemes: tuple[Scheme, ...],
) -> Results:
    """An answer with its tier, period, sources, caveats and how it is to be read."""
    tier = reading.tier()
    of_sample = found.counted_share < 1
    caveats = (*([BUILT_COHORT] if of_sample else []), *measure.caveats)
    return Results(
        measure=measure,
        level=question.level,
        frame=found.frame,
        benchmark=found.benchmark,
        period=_period(found.frame, measure),
        tier=tier if is_synthetic(tier) else access_of(measure),
        sources=reading.sources(measure),
        caveats=tuple(caveat_sentences()[key] for key in caveats),
        interval=STANDARDISED_SENTENCE
        if question.standardised
        else INTERVAL_SENTENCES[measure.method],
        by=schemes,
        where=tuple((one, group.id) for one, group in conditions_of(question)),
        audience=question.audience,
        standardised=question.standardised,
        wholes=found.wholes,
        counted_share=found.counted_share,
    )


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
