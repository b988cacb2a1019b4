"""What a result says: one headline for all areas, one sentence about a chosen one.

Sentences describe; they never say why. Which end leads is the end that asks for
attention: the lowest for cover and where higher is better, else the highest.
"""

import pandas as pd

from phm.domain.indicators import Measure
from phm.measures.results import OK, Results
from phm.words.areas import counted, silent_sentence
from phm.words.compare import against_system, is_total, system_words
from phm.words.leading import inside, leading, leads_with_lowest, places, subject, verb
from phm.words.numbers import (
    has_confidence,
    interval_words,
    quantity,
    rounded_interval,
    rounded_quantity,
    rounded_text,
    with_unit,
)
from phm.words.overview import overview_sentence
from phm.words.pairs import pair_sentence
from phm.words.planned import against_plan
from phm.words.ranks import rank_phrase
from phm.words.status import effective_status, status_meaning


__all__ = ["about", "headline", "overview_sentence", "pair_sentence"]


def headline(results: Results) -> str:
    """The finding: the leading area, the system, how sure, and who is missing."""
    known = results.known_areas
    if known.empty:
        return _nothing_known(results)
    said = [_leading_sentence(results, known), _order_sentence(results, known)]
    return " ".join(filter(None, [*said, silent_sentence(results)]))


def about(results: Results, area_code: str) -> str:
    """One area: value, interval, place, and how it compares with the system."""
    rows = results.frame[results.frame["area_code"].eq(area_code)]
    if rows.empty:
        return f"There is no {results.level.label} with the code {area_code} here."
    row, status = rows.iloc[0], effective_status(rows).iloc[0]
    if status != OK:
        return f"{row['area_name']} has no figure. {status_meaning(status)}"
    within = interval_words(row["lower"], row["upper"], results.measure)
    value = quantity(row["value"], results.measure)
    parts = [
        f"{value} ({within})" if within else value,
        against_plan(row["value"], results.measure),
        rank_phrase(results, area_code),
        against_system(results, row),
    ]
    return f"{row['area_name']}: {'; '.join(filter(None, parts))}."


def _leading_sentence(results: Results, known: pd.DataFrame) -> str:
    measure, first = results.measure, leading(results)
    value = rounded_quantity(first["value"].iloc[0], measure)
    if len(first) == len(known) > 1:
        alike = f"{verb(measure)} the same in all{_with_figure(results, known)}"
        return f"{subject(measure)} {alike}: {value}."
    within = _within(measure, first)
    where = places(results, first)
    system = _system(results)
    if len(known) == 1:
        return f"Only {where} has a figure for {inside(measure)}: {value}{within}."
    end = "lowest" if leads_with_lowest(measure) else "highest"
    return (
        f"{subject(measure)} {verb(measure)} {end} in {where}: {value}{within}{system}."
    )


def _with_figure(results: Results, known: pd.DataFrame) -> str:
    if len(known) == len(results.areas):
        return ""
    return f" {counted(len(known), results.level)} with a figure"


def _within(measure: Measure, first: pd.DataFrame) -> str:
    if len(first) > 1:
        return " each"
    row = first.iloc[0]
    said = rounded_interval(row["lower"], row["upper"], measure)
    return f" ({said})" if said else ""


def _system(results: Results) -> str:
    if results.benchmark is None:
        return ""
    said = rounded_text(results.benchmark.value, results.measure)
    if is_total(results.measure):
        said = with_unit(said, results.measure)
    plan = against_plan(results.benchmark.value, results.measure)
    return ", ".join(filter(None, [f"; {system_words(results, said)}", plan]))


def _order_sentence(results: Results, known: pd.DataFrame) -> str:
    """Whether the intervals of the two ends overlap, so that no order is proven."""
    top, bottom = known.iloc[0], known.iloc[-1]
    if len(known) == 1 or pd.isna(top["lower"]) or pd.isna(bottom["upper"]):
        return ""
    if top["value"] == bottom["value"] or top["lower"] > bottom["upper"]:
        return ""
    kind = "95 % intervals" if has_confidence(results.measure) else "ranges"
    return f"The {kind} of the highest and the lowest overlap: the order is uncertain."


def _nothing_known(results: Results) -> str:
    level, missing = results.level, len(results.areas)
    if not missing:
        return f"There are no {level.plural} to show for {inside(results.measure)}."
    said = f"No {level.label} has a figure for {inside(results.measure)}"
    return f"{said}. {silent_sentence(results)}"
