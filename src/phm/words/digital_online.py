"""Whom a pathway would miss if it were online only."""

from phm.measures.results import Results
from phm.words.numbers import rounded_interval, value_text


NOT_KNOWN = (
    "Whom an online-only pathway would miss is not known: neither barriers nor the NHS "
    "App are recorded."
)


def missed_sentence(missed: Results, without_app: Results) -> str:
    """The share of those asked, and the least that is known of everybody.

    Both are of one area, whose own value is the benchmark.
    """
    said = [_of_those_asked(missed), _of_everybody(without_app)]
    return " ".join(filter(None, said)) or NOT_KNOWN


def _of_those_asked(missed: Results) -> str:
    benchmark = missed.benchmark
    if benchmark is None:
        return ""
    within = rounded_interval(benchmark.lower, benchmark.upper, missed.measure)
    share = value_text(benchmark.value, decimals=1)
    return (
        f"If a pathway were online only, {share} % of the people asked in "
        f"{benchmark.name} would be missed ({within})."
    )


def _of_everybody(without_app: Results) -> str:
    benchmark = without_app.benchmark
    if benchmark is None:
        return ""
    row = without_app.frame.iloc[0]
    share = value_text(benchmark.value, decimals=1)
    return (
        f"At the least {row['numerator']:,.0f} of {row['denominator']:,.0f} people in "
        f"{benchmark.name} ({share} %) are not registered for the NHS App."
    )
