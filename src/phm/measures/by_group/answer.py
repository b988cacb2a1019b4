"""A measure by groups of people: counted, disclosed, estimated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure, Method
from phm.errors import QuestionInvalid
from phm.measures.audience import Audience, find_audience
from phm.measures.by_group.counts import (
    Table,
    check_of_people,
    columns_of,
    group_totals,
    measure_counts,
)
from phm.measures.by_group.protect import told_beside, too_fine
from phm.measures.by_group.reading import Reading, is_sampled
from phm.measures.by_group.totals import FLOORED
from phm.measures.cite import access_of
from phm.measures.cross_table.sums import Mask
from phm.measures.disclose import COUNTS, disclose
from phm.measures.estimate import estimate
from phm.measures.question import Question, conditions_of
from phm.measures.results import FRAME_COLUMNS, NO_DATA, OK, Answer, Benchmark
from phm.warehouse.people_counts import EXPECTED
from phm.warehouse.people_sample import SAMPLED_SHARE


LIMITS = ("value", "lower", "upper")
OTHERS = "others"  # people counted below who are not counted above


@dataclass(frozen=True)
class Asking:
    """What one answer is made with."""

    reading: Reading
    measure: Measure
    rule: Audience
    is_standardised: bool


def answer_groups(
    reading: Reading,
    measure: Measure,
    question: Question,
    schemes: Sequence[Scheme],
) -> Answer:
    """Raises QuestionInvalid when there are no people to tell apart.

    Every area is answered for, and a condition is a crossing of which one group is
    kept: so what is hidden is the same however it is asked for.
    """
    check_of_people(measure)
    _check_standard(measure, question)
    rule = find_audience(question.audience)
    asking = Asking(reading, measure, rule, question.standardised)
    system = _everybody(asking, AreaLevel.SYSTEM)
    everybody = Benchmark.of(system.iloc[0])
    rate = everybody.value if everybody else float("nan")
    crossed = (*schemes, *(scheme for scheme, _ in conditions_of(question)))
    rows = _estimated(asking, question.level, crossed, rate)
    if is_sampled(crossed):
        rows = _of_all_people(rows, measure)
    for scheme, group in conditions_of(question):
        rows = rows[rows[scheme.id].eq(group.id)]
    columns = list(FRAME_COLUMNS)
    columns[3:3] = [scheme.id for scheme in schemes]
    wholes = _everybody(asking, question.level)[list(FRAME_COLUMNS)]
    share = SAMPLED_SHARE if is_sampled(crossed) else 1.0
    return Answer(rows[columns].reset_index(drop=True), everybody, wholes, share)


def _of_all_people(rows: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Counts of a sample as of everybody; rates and their limits stay what they are."""
    counts = list(COUNTS) if measure.denominator else [*COUNTS, *LIMITS]
    return rows.assign(**{name: rows[name] / SAMPLED_SHARE for name in counts})


def _everybody(asking: Asking, level: AreaLevel) -> pd.DataFrame:
    """Everybody in each area of a level, as they are: the same for many questions."""
    plain = replace(asking, is_standardised=False)
    key = (asking.measure.id, level, asking.rule.id)
    return asking.reading.memory.once(key, lambda: _estimated(plain, level, (), 1.0))


def columns_needed(measure: Measure, *, is_standardised: bool) -> tuple[str, ...]:
    """The columns of `group_totals` that an answer is made of."""
    expected = (_standard(measure),) if is_standardised else ()
    return (*columns_of(measure), *expected)


def can_be_standardised(measure: Measure) -> bool:
    """Whether age and sex can be taken out of a measure."""
    return measure.method in (Method.BYAR, Method.WILSON) and _standard(measure) != ""


def _check_standard(measure: Measure, question: Question) -> None:
    if question.standardised and not can_be_standardised(measure):
        raise QuestionInvalid(
            f"{measure.title} cannot be standardised for age and sex.",
            remedy="Ask for it as it is.",
        )


def _standard(measure: Measure) -> str:
    """The column of what age and sex make expected, if there is one."""
    if measure.denominator is None:
        return ""
    pair = (measure.numerator.column, measure.denominator.column)
    return "" if measure.denominator.of_everybody else EXPECTED.get(pair, "")


def _estimated(
    asking: Asking, level: AreaLevel, schemes: Sequence[Scheme], rate: float
) -> pd.DataFrame:
    """Every area and group; ``rate`` is the system's, for what is standardised."""
    measure = asking.measure
    columns = columns_needed(measure, is_standardised=asking.is_standardised)
    table = Table(level, tuple(schemes), columns)
    totals = group_totals(asking.reading, table)
    counts = measure_counts(measure, totals, asking.reading.extract())
    counts["beside"] = _beside(asking, table, counts)
    counts["sensitive"] = _tells_of_each(measure)
    if not asking.is_standardised:
        return estimate(_seen(counts, asking), measure)
    return _standardised(counts, asking, rate)


def _beside(asking: Asking, table: Table, counts: pd.DataFrame) -> Mask:
    """Rows that margins would tell, or that would tell others, or of too fine areas."""
    overlapping = any(scheme.overlapping for scheme in table.schemes)
    margins = counts
    if overlapping:
        apart = tuple(one for one in table.schemes if not one.overlapping)
        totals = group_totals(asking.reading, replace(table, schemes=apart))
        margins = measure_counts(asking.measure, totals, asking.reading.extract())
    columns = _columns_that_add_up(asking.measure)
    if asking.rule.is_exact and _tells_of_each(asking.measure):
        # all but a few of a hidden row have it, and exact margins would give those back
        columns.append(OTHERS)
        counts, margins = _with_others(counts), _with_others(margins)
    beside = told_beside(counts, margins, table.schemes, columns, asking.rule)
    return beside | too_fine(counts, table.schemes, table.level)


def _with_others(counts: pd.DataFrame) -> pd.DataFrame:
    return counts.assign(**{OTHERS: counts["denominator"] - counts["numerator"]})


def _standardised(counts: pd.DataFrame, asking: Asking, rate: float) -> pd.DataFrame:
    """Observed over expected for age and sex, times the rate of the system.

    Observed and expected are seen as counts of people are, so a rate tells no more.
    """
    shown, expected = _seen(counts, asking), counts[_standard(asking.measure)]
    # expected less observed counts nobody, so nothing is told of all but a few
    held_against = _seen(counts.assign(denominator=expected, sensitive=False), asking)
    status = held_against["status"].mask(shown["status"].ne(OK), shown["status"])
    status = status.mask(status.eq(OK) & expected.eq(0), NO_DATA)
    known = held_against.assign(status=status)
    known.loc[status.ne(OK), [*COUNTS]] = float("nan")
    ratio = replace(asking.measure, method=Method.BYAR, multiplier=rate)
    people = shown["denominator"].where(status.eq(OK))
    return estimate(known, ratio).assign(denominator=people)


def _seen(counts: pd.DataFrame, asking: Asking) -> pd.DataFrame:
    people = _columns_of_people(asking.measure)
    access = access_of(asking.measure)
    return disclose(counts, access=access, people=people, rule=asking.rule)


def _tells_of_each(measure: Measure) -> bool:
    """Whether a share of 100 % would say something of everybody in the group."""
    under = measure.denominator
    return measure.method is Method.WILSON and bool(under and not under.of_everybody)


def _columns_that_add_up(measure: Measure) -> list[str]:
    """Those of people that are no floored difference: margins are their sums."""
    columns = {
        name: quantity.column
        for name in _columns_of_people(measure)
        if (quantity := getattr(measure, name))
    }
    return [name for name, column in columns.items() if column not in FLOORED]


def _columns_of_people(measure: Measure) -> list[str]:
    quantities = zip(COUNTS, (measure.numerator, measure.denominator), strict=True)
    return [name for name, one in quantities if one and one.of_people]
