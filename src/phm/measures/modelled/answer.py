"""A modelled estimate as Results: labelled, with its range, sources and caveats."""

from collections.abc import Iterator

import duckdb
import numpy as np
import pandas as pd

from phm.cohorts.modelled_steps import Citation, Modelled
from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure, Method, Quantity
from phm.domain.periods import period_label
from phm.domain.tiers import Tier, is_synthetic
from phm.measures.areas import read_areas
from phm.measures.ask import caveat_sentences
from phm.measures.cite import source_notes
from phm.measures.modelled.cells import ethnic_groups, registered_of
from phm.measures.modelled.facts import REGISTERED_FROM, Facts, read_facts
from phm.measures.modelled.rounding import rounded
from phm.measures.modelled.spread import Readings, read_estimate
from phm.measures.results import (
    FRAME_COLUMNS,
    NOT_REPORTED,
    OK,
    Benchmark,
    Results,
    SourceNote,
)
from phm.stats.intervals import Floats
from phm.warehouse.tier import read_tier


MEASURE = "modelled_people"
UNIT = "people (MODELLED)"
INTERVAL = (
    "95 % limits of the model: each published or assumed number at its own limits, the "
    "same for every area, and chance in who is among them; not that the model is wrong"
)
LEVELS = (AreaLevel.PCN, AreaLevel.PLACE, AreaLevel.SYSTEM)
ALWAYS = ("modelled_cohort", "modelled_rounded")


def modelled_estimate(
    connection: duckdb.DuckDBPyConnection, modelled: Modelled, level: AreaLevel
) -> Results | None:
    """How many people a cohort has in every area of a level, from open data alone.

    None where the declaration gives a reason instead, or is made for larger areas only.
    Raises DeclarationInvalid or QuestionInvalid for a measure that cannot be used.
    """
    if modelled.reason or level not in LEVELS[LEVELS.index(modelled.finest) :]:
        return None
    facts = read_facts(connection, modelled)
    readings = read_estimate(modelled, facts)
    registered = registered_of(modelled, facts)
    system = _frame(connection, AreaLevel.SYSTEM, facts, readings, registered)
    frame = _frame(connection, level, facts, readings, registered)
    everybody = _wholes(AreaLevel.SYSTEM, facts, system)
    measure = _measure(modelled, facts)
    warehouse_tier = read_tier(connection)
    cited = map(_note, _citations(modelled))
    return Results(
        measure=measure,
        level=level,
        frame=frame,
        benchmark=Benchmark.of(system.iloc[0], _completeness(system)),
        period=period_label(facts.period) if facts.period else "",
        tier=warehouse_tier if is_synthetic(warehouse_tier) else str(Tier.OPEN),
        sources=(*source_notes(connection, measure, warehouse_tier), *cited),
        caveats=tuple(_caveats(modelled, measure, readings.summed(everybody))),
        interval=INTERVAL,
    )


def _frame(
    connection: duckdb.DuckDBPyConnection,
    level: AreaLevel,
    facts: Facts,
    readings: Readings,
    registered: Floats,
) -> pd.DataFrame:
    """Every area of the level; a whole is the sum of those PCNs that can be told."""
    frame = read_areas(connection, level).reset_index()
    wholes = _wholes(level, facts, frame)
    limits = readings.summed(wholes).limits()
    known = np.isfinite(readings.central)
    frame["period"] = facts.period
    frame["value"] = rounded(limits.value)
    frame["lower"] = rounded(limits.lower)
    frame["upper"] = rounded(limits.upper)
    frame["numerator"] = frame["value"]
    frame["denominator"] = rounded((wholes & known) @ np.nan_to_num(registered))
    frame["units_reported"] = (wholes & known).sum(axis=1)
    frame["units_total"] = wholes.sum(axis=1)
    frame["status"] = frame["value"].notna().map({True: OK, False: NOT_REPORTED})
    frame.loc[frame["status"].ne(OK), "denominator"] = np.nan
    return frame[list(FRAME_COLUMNS)]


def _wholes(level: AreaLevel, facts: Facts, frame: pd.DataFrame) -> np.ndarray:
    """Which PCNs (columns) make each area of the level (rows)."""
    codes = frame["area_code"].to_numpy()[:, None]
    if level is AreaLevel.SYSTEM:
        return np.ones((len(frame), len(facts.areas)), dtype=bool)
    key = "area_code" if level is AreaLevel.PCN else "parent_code"
    return np.asarray(codes == facts.areas[key].to_numpy()[None, :])


def _completeness(system: pd.DataFrame) -> str:
    row = system.iloc[0]
    return f"{row['units_reported']:,} of {row['units_total']:,} PCNs can be told"


def _measure(modelled: Modelled, facts: Facts) -> Measure:
    counts = modelled.counts[:1].upper() + modelled.counts[1:]
    below = facts.measures
    sources = (*REGISTERED_FROM, *(name for one in below for name in one.sources))
    caveats = (*ALWAYS, *(name for one in below for name in one.caveats))
    return Measure(
        id=MEASURE,
        title=f"{counts} (MODELLED)",
        short_title="Modelled people",
        group="cohorts",
        unit=UNIT,
        multiplier=1.0,
        decimals=0,
        method=Method.RANGE,
        polarity=None,
        counted_at="pcn",
        numerator=Quantity("fct_registered_by_age_sex", "registered_patients"),
        denominator=None,
        lower=None,
        upper=None,
        numerator_label=modelled.counts,
        denominator_label="registered patients the estimate begins with",
        levels=LEVELS[LEVELS.index(modelled.finest) :],
        sources=tuple(dict.fromkeys(sources)),
        caveats=tuple(dict.fromkeys(caveats)),
        why_it_matters="Without records of people, how many there may be is a model.",
        how_it_is_made=_how(modelled),
    )


def _how(modelled: Modelled) -> str:
    steps = " × ".join(step.says for step in modelled.steps)
    begins = "Registered patients of each PCN, by sex and age"
    if modelled.is_by_ethnic_group:
        begins += " and by the ethnic groups of their neighbourhoods"
    return f"{begins} × {steps}. Places and the system are sums of their PCNs."


def _citations(modelled: Modelled) -> tuple[Citation, ...]:
    ages = ethnic_groups().citations if modelled.is_by_ethnic_group else ()
    return (*modelled.citations, *ages)


def _note(cited: Citation) -> SourceNote:
    return SourceNote(
        title=cited.title,
        publisher=cited.publisher,
        period=cited.period,
        licence="Cited figures",
        landing_page=cited.link,
    )


def _caveats(modelled: Modelled, measure: Measure, system: Readings) -> Iterator[str]:
    sentences = caveat_sentences()
    named = list(measure.caveats)
    if modelled.is_by_ethnic_group:
        named.insert(1, "modelled_ethnic_groups")
    if modelled.overlaps:
        named.insert(1, "modelled_overlap")
    yield sentences[named[0]]
    if (most := system.largest()) is not None:
        number, share = most
        part = f"{share * 100:.0f} %"
        yield f"Most of its range comes from one number ({part}): {number.says}."
    yield from (f"Assumed, not published: {one}" for one in modelled.assumptions)
    yield from (sentences[key] for key in named[1:])
