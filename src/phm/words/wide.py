"""Several measures of the same areas in one file: a row per area, notes below.

Columns are named after the measures; under the table stand, for each of them, its
title, unit, period, tier and sources, so that no column has to be guessed.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from phm.measures.results import Results
from phm.words.csv_files import Note, csv_file, named
from phm.words.sources import source_line
from phm.words.status import effective_status, status_meaning
from phm.words.tiers import tier_of, tiers_words


KEYS = ("area_code", "area_name")
COLUMNS = {
    "value": "",
    "lower": "_low",
    "upper": "_high",
    "numerator": "_numerator",
    "denominator": "_denominator",
    "status": "_status",
}


def wide_frame(answers: Sequence[Results]) -> pd.DataFrame:
    """One row per area, the highest of the first answer on top.

    Columns area_code and area_name, then for each measure its id, also when no area has
    a value, and `<id>_low`, … unless they are empty for all areas. Raises ValueError
    for answers that differ in level, or with more than one row per area.
    """
    if len({results.level for results in answers}) > 1:
        raise ValueError("a table takes measures of one level of areas")
    if any(results.frame["area_code"].duplicated().any() for results in answers):
        raise ValueError("a table takes one row per area; choose one group first")
    whole = pd.concat([_columns(results) for results in answers], axis="columns")
    names = pd.concat([r.frame.set_index("area_code")["area_name"] for r in answers])
    whole.insert(0, "area_name", names[~names.index.duplicated()])
    order = whole.sort_values(
        answers[0].measure.id, ascending=False, na_position="last"
    )
    always = {results.measure.id for results in answers}
    empty = [name for name in order if name not in always and order[name].isna().all()]
    return order.drop(columns=empty).rename_axis("area_code").reset_index()


def wide_csv(answers: Sequence[Results]) -> bytes:
    """The table and its notes as UTF-8 with the mark by which Excel knows it."""
    tier = tiers_words(*answers)
    return csv_file([wide_frame(answers)], tier, _notes(answers))


def wide_file_name(answers: Sequence[Results]) -> str:
    """What the file is called: a synthetic one says so before all else."""
    first = answers[0]
    return named(
        f"{first.measure.id}_and_others_by_{first.level}.csv", tier_of(*answers)
    )


def _columns(results: Results) -> pd.DataFrame:
    frame = results.frame.assign(status=effective_status(results.frame))
    chosen = frame.set_index("area_code")[list(COLUMNS)]
    if results.measure.denominator is None:
        chosen = chosen.drop(columns="denominator")
    return chosen.rename(columns=lambda name: results.measure.id + COLUMNS[name])


def _notes(answers: Sequence[Results]) -> Iterator[Note]:
    yield "Data", tiers_words(*answers)
    for results in answers:
        measure = results.measure
        period = f", {results.period}" if results.period else ""
        yield measure.id, f"{measure.title}. Unit: {measure.unit}{period}."
        over = f" over {measure.denominator_label}" if measure.denominator_label else ""
        yield f"{measure.id}, counted", f"{measure.numerator_label}{over}"
        if results.interval:
            yield f"{measure.id}, low and high", results.interval
        yield f"{measure.id}, cite as", source_line(results)
    for caveat in dict.fromkeys(text for r in answers for text in r.caveats):
        yield "Caveat", caveat
    statuses = {one for r in answers for one in effective_status(r.frame)}
    for meaning in filter(None, map(status_meaning, sorted(statuses))):
        yield "Status", meaning
