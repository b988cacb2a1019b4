"""The text inside charts: numbers, area names, hover boxes, wrapped lines.

Charts and words are sibling rooms; only the wording of a bare number is said in both.
"""

import html
import math
import textwrap
from collections.abc import Iterable

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure, Polarity
from phm.domain.periods import period_label
from phm.measures.results import OK, Results


LONGEST_NAME = 38
LINE_LENGTH = 64  # fits the plot of the narrowest page column
HALF_PAGE_LINE = 26  # fits the plot of half a page at 1280 pixels, beside the names
TITLE_LENGTH = 60
POLARITY_WORDS = {
    Polarity.HIGHER_IS_BETTER: "higher is better",
    Polarity.LOWER_IS_BETTER: "lower is better",
}


def number(value: float, decimals: int) -> str:
    """A number as printed in a chart: `1,234.5`, `−2.0`; `not known` for NaN."""
    if not math.isfinite(value):
        return "not known"
    written = f"{value:,.{decimals}f}"
    is_zero = not any(digit in written for digit in "123456789")
    return written.lstrip("-") if is_zero else written.replace("-", "−")


def area_label(name: str, level: AreaLevel) -> str:
    """An area's name for an axis: no trailing `PCN`, shortened, safe as markup."""
    short = name.removesuffix(" PCN") if level is AreaLevel.PCN else name
    if len(short) > LONGEST_NAME:
        short = short[: LONGEST_NAME - 1].rstrip() + "…"
    return plain(short)


def plain(text: str) -> str:
    """Text that Plotly must not read as markup."""
    return html.escape(text, quote=False)


def wrapped(text: str, width: int = LINE_LENGTH) -> str:
    """Text broken into lines, because Plotly does not."""
    return "<br>".join(plain(line) for line in textwrap.wrap(text, width))


def chart_title(results: Results) -> str:
    """The measure's title and period."""
    title, period = results.measure.title, results.period
    is_said = not period or period in title
    return wrapped(title if is_said else f"{title}, {period}", TITLE_LENGTH)


def axis_title(measure: Measure, width: int = LINE_LENGTH) -> str:
    """The unit, starting with a capital; the good direction only where there is one."""
    unit = measure.unit[:1].upper() + measure.unit[1:]
    words = POLARITY_WORDS.get(measure.polarity) if measure.polarity else None
    return wrapped(f"{unit} ({words})" if words else unit, width)


def in_sentence(title: str) -> str:
    """A title inside a sentence: first letter small unless it starts an acronym."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def short_axis_title(measure: Measure) -> str:
    """The measure and its unit, for a chart of two measures."""
    return wrapped(f"{measure.short_title}: {measure.unit}")


def hover_texts(results: Results, rows: pd.DataFrame) -> list[str]:
    """One hover box per row: name, value, interval, counts, period, status."""
    return ["<br>".join(_hover_lines(results, row)) for row in rows.to_dict("records")]


def _hover_lines(results: Results, row: dict[str, object]) -> Iterable[str]:
    measure = results.measure
    yield f"<b>{plain(str(row['area_name']))}</b>"
    if row["status"] == OK:
        value = number(_float(row["value"]), measure.decimals)
        yield f"{plain(measure.short_title)}: {value}"
        yield plain(measure.unit)
        yield from _interval_lines(results, row)
        yield from _count_lines(measure, row)
    else:
        yield f"{plain(measure.short_title)}: {row['status']}"
    period = row["period"]
    yield period_label(period) if isinstance(period, str) else results.period


def _interval_lines(results: Results, row: dict[str, object]) -> Iterable[str]:
    lower, upper = _float(row["lower"]), _float(row["upper"])
    if math.isfinite(lower) and math.isfinite(upper):
        decimals = results.measure.decimals
        yield f"{number(lower, decimals)} to {number(upper, decimals)}"
        yield plain(results.interval)


def _count_lines(measure: Measure, row: dict[str, object]) -> Iterable[str]:
    for column, label in (
        ("numerator", measure.numerator_label),
        ("denominator", measure.denominator_label),
    ):
        count = _float(row[column])
        if measure.denominator is not None and math.isfinite(count):
            decimals = 0 if count >= 100 or count.is_integer() else 2
            yield f"{number(count, decimals)} {plain(label)}"
    if measure.counted_at == "practice" and not pd.isna(row["units_total"]):
        verb = "record any" if measure.reported_above >= 0 else "have figures"
        yield f"{row['units_reported']} of {row['units_total']} practices {verb}"


def _float(value: object) -> float:
    return math.nan if pd.isna(value) else float(str(value))
