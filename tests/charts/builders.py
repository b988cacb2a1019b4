"""Small results made by hand, with invented areas."""

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure, Method, Quantity
from phm.measures.results import OK, Benchmark, Results, SourceNote


NAN = float("nan")
COUNTED = Quantity("fct_invented", "people")
SOURCE = SourceNote(
    title="Invented counts",
    publisher="Office of Inventions",
    period="June 2026",
    licence="Open Government Licence v3.0",
    landing_page="https://example.org/invented",
)


def a_measure(**changes: Any) -> Measure:
    """A rate per 1,000 with a model's range; change what the test is about."""
    usual = Measure(
        id="invented_per_1000",
        title="Invented need per 1,000 registered patients",
        short_title="Invented need per 1,000",
        group="need",
        unit="people a year per 1,000 registered patients",
        multiplier=1000,
        decimals=1,
        method=Method.RANGE,
        polarity=None,
        counted_at="area",
        numerator=COUNTED,
        denominator=COUNTED,
        lower=None,
        upper=None,
        numerator_label="people expected",
        denominator_label="registered patients",
        levels=(AreaLevel.PCN, AreaLevel.SYSTEM),
        sources=("invented",),
        caveats=(),
        why_it_matters="It does not.",
        how_it_is_made="By hand.",
    )
    return replace(usual, **changes)


def a_row(code: str, value: float = NAN, **changes: Any) -> dict[str, Any]:
    """One row of a frame; `name`, limits, counts, status and period can be changed."""
    usual = {
        "area_code": code,
        "area_name": f"{code.title()} PCN",
        "parent_code": "P1",
        "period": "2026-06",
        "value": value,
        "lower": NAN,
        "upper": NAN,
        "numerator": value * 10,
        "denominator": 10_000.0,
        "units_reported": 1,
        "units_total": 1,
        "status": "not reported" if math.isnan(value) else OK,
    }
    return usual | changes


def some_results(
    *rows: dict[str, Any],
    measure: Measure | None = None,
    level: AreaLevel = AreaLevel.PCN,
    benchmark: float | None = None,
    completeness: str = "",
    **changes: Any,
) -> Results:
    """Results with the given rows; `benchmark` is the system's own value."""
    measure = measure or a_measure()
    frame = pd.DataFrame(list(rows), columns=list(a_row("any")))
    limits = {"lower": 5.0, "upper": 40.0}
    system = benchmark is not None
    usual = Results(
        measure=measure,
        level=level,
        frame=frame,
        benchmark=Benchmark(
            "Inventshire", benchmark, **limits, completeness=completeness
        )
        if system
        else None,
        period="June 2026",
        tier="open",
        sources=(SOURCE,),
        caveats=("Read with care.",),
        interval="low and high of the model, not a confidence interval",
    )
    return replace(usual, **changes)
