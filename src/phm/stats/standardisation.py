"""Rates that differ in who lives somewhere, made comparable by age and sex.

Direct: the area's own rates on a standard population, with Dobson's interval (Dobson
and others, Stat Med 1991;10:457) around Byar's limits, as OHID does. Indirect: what was
observed over what the rates of a reference would have given.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from phm.stats.intervals import (
    Floats,
    Numbers,
    byar_interval,
    non_negative,
    rate_interval,
)
from phm.stats.limits import Estimates


FEWEST_EVENTS = 10  # OHID gives no directly standardised rate below it
TOO_FEW = f"fewer than {FEWEST_EVENTS} events"


@dataclass(frozen=True)
class DirectRates:
    """Directly standardised rates per head, with the events they rest on.

    `reason` says why a rate is nan and is empty where there is one.
    """

    rate: Estimates
    events: Floats
    reason: npt.NDArray[np.str_]


@dataclass(frozen=True)
class IndirectRates:
    """Observed over expected events, and that ratio times the reference's crude rate.

    Compare each with the reference, never two of them with each other: their weights
    differ.
    """

    observed: Floats
    expected: Floats
    ratio: Estimates
    rate: Estimates
    reference_rate: float


def direct_rates(
    events: Numbers, people: Numbers, standard: Numbers, *, confidence: float = 0.95
) -> DirectRates:
    """Rates on a standard population; for events that happen once per person.

    `events` and `people` have shape (..., bands), `standard` (bands,); the results drop
    the last axis. An event count of nan is an empty cell and counts as 0: never pass a
    suppressed one. Raises ValueError for a band without people in any row.
    """
    once = np.asarray(events, dtype=np.float64)[np.newaxis]
    return repeated_event_rates(once, [1], people, standard, confidence=confidence)


def repeated_event_rates(
    persons: Numbers,
    frequencies: Numbers,
    people: Numbers,
    standard: Numbers,
    *,
    confidence: float = 0.95,
) -> DirectRates:
    """Rates of events of which one person can have several, such as referrals.

    `persons` has shape (frequencies, ..., bands): how many had 1, 2, ... events. The
    variance adds up over frequencies f as f squared times that of the persons, so the
    interval is wider than for as many unrelated events (PHE Technical Guide, 2018).
    """
    counts = np.nan_to_num(non_negative(persons))
    times = _frequencies(frequencies, counts)
    share = _shares(standard, counts.shape[-1]) / _with_people(people)
    events = (times * counts).sum(axis=0)
    variance = (share**2 * (times**2 * counts).sum(axis=0)).sum(axis=-1)
    total = events.sum(axis=-1)
    rate = _dobson((share * events).sum(axis=-1), variance, total, confidence)
    reason = np.where(total < FEWEST_EVENTS, TOO_FEW, "")
    return DirectRates(rate, total, reason)


def expected_events(
    people: Numbers, reference_events: Numbers, reference_people: Numbers
) -> Floats:
    """What the reference's rates give for `people`; shape (..., bands) to (...).

    Raises ValueError for a band without people in the reference.
    """
    rates = np.nan_to_num(non_negative(reference_events))
    rates = rates / _with_people(reference_people)
    return np.asarray((non_negative(people) * rates).sum(axis=-1))


def indirect_ratios(
    observed: Numbers, expected: Numbers, *, confidence: float = 0.95
) -> Estimates:
    """Observed over expected with Byar's limits (exact below 10); nan if 0 expected.

    >>> indirect_ratios(905, 821.0287612548916).at().excludes(1)
    True
    """
    limits = rate_interval(observed, expected, confidence=confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.divide(observed, expected)
    undefined = np.asarray(expected) == 0
    return Estimates(np.where(undefined, np.nan, ratio), limits.lower, limits.upper)


def indirect_rates(
    events: Numbers,
    people: Numbers,
    reference_events: Numbers,
    reference_people: Numbers,
    *,
    confidence: float = 0.95,
) -> IndirectRates:
    """Events and people of shape (..., bands) against a reference of shape (bands,).

    Rates are per head. An event count of nan is an empty cell and counts as 0.
    """
    observed = np.asarray(np.nan_to_num(non_negative(events)).sum(axis=-1))
    expected = expected_events(people, reference_events, reference_people)
    ratio = indirect_ratios(observed, expected, confidence=confidence)
    crude = float(np.nansum(reference_events) / np.sum(reference_people))
    rate = Estimates(ratio.value * crude, ratio.lower * crude, ratio.upper * crude)
    return IndirectRates(observed, expected, ratio, rate, crude)


def _dobson(
    rate: Floats, variance: Floats, events: Floats, confidence: float
) -> Estimates:
    limits = byar_interval(events, confidence=confidence)
    enough = events >= FEWEST_EVENTS
    spread = np.sqrt(variance / np.where(enough, events, np.nan))
    return Estimates(
        np.where(enough, rate, np.nan),
        rate + spread * (limits.lower - events),
        rate + spread * (limits.upper - events),
    )


def _frequencies(frequencies: Numbers, counts: Floats) -> Floats:
    times = non_negative(frequencies, "a frequency")
    if times.shape != counts.shape[:1]:
        raise ValueError(f"{counts.shape[0]} frequencies, not {times.shape}")
    return times.reshape(-1, *(1,) * (counts.ndim - 1))


def _shares(standard: Numbers, bands: int) -> Floats:
    weights = non_negative(standard, "a weight of the standard")
    if weights.shape != (bands,) or not weights.sum() > 0:
        raise ValueError(f"the standard needs {bands} weights, not {weights.shape}")
    return np.asarray(weights / weights.sum())


def _with_people(people: Numbers) -> Floats:
    counts = non_negative(people, "a population")
    empty = ~(counts > 0)
    if np.any(empty):
        band = int(np.argwhere(empty)[0][-1]) + 1
        raise ValueError(f"band {band} has no people: {counts[empty].flat[0]}")
    return counts
