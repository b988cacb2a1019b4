"""Whom a pathway would miss if it were online only."""

from phm.measures.disclose import SUPPRESSED
from phm.measures.results import Results
from phm.words.numbers import rounded_interval, value_text
from phm.words.tiers import place_name


NOT_KNOWN = (
    "Whom an online-only pathway would miss is not known: neither barriers nor the NHS "
    "App are recorded."
)
TOO_FEW = (
    "Too few people here are known to have digital barriers or not, and the NHS App or "
    "not, for a figure to be shown."
)


def missed_sentence(missed: Results, without_app: Results) -> str:
    """The share of those asked, and the least that is known of everybody.

    Both are of one area, whose own value is the benchmark.
    """
    said = [_of_those_asked(missed), _of_everybody(without_app)]
    return " ".join(filter(None, said)) or _why_not(missed, without_app)


def _of_those_asked(missed: Results) -> str:
    benchmark = missed.benchmark
    if benchmark is None:
        return ""
    within = rounded_interval(benchmark.lower, benchmark.upper, missed.measure)
    share = value_text(benchmark.value, decimals=1)
    return (
        f"If a pathway were online only, {share} % of the people asked in "
        f"{place_name(benchmark.name)} would be missed ({within})."
    )


def _of_everybody(without_app: Results) -> str:
    benchmark = without_app.benchmark
    if benchmark is None:
        return ""
    row = without_app.frame.iloc[0]
    share = value_text(benchmark.value, decimals=1)
    return (
        "The least that is known of everybody: not registered for the NHS App are "
        f"{row['numerator']:,.0f} of {row['denominator']:,.0f} people in "
        f"{place_name(benchmark.name)} ({share} %)."
    )


def _why_not(*answers: Results) -> str:
    hidden = any(one.frame["status"].eq(SUPPRESSED).any() for one in answers)
    return TOO_FEW if hidden else NOT_KNOWN
