"""The text inside charts: numbers, area names, hover boxes, wrapped lines.

Charts and words are sibling rooms; only the wording of a bare number is said in both.
"""

import html
import math
import textwrap

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure, Polarity
from phm.measures.results import Results


LONGEST_NAME = 38
LINE_LENGTH = 64  # fits the plot of the narrowest page column
HALF_PAGE_LINE = 26  # fits the plot of half a page at 1280 pixels, beside the names
TITLE_LENGTH = 60
HALF_PAGE_TITLE = 54  # fits half a page at 1280 pixels
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


def chart_title(results: Results, width: int = TITLE_LENGTH) -> str:
    """The measure's title and period."""
    title, period = results.measure.title, results.period
    is_said = not period or period in title
    return wrapped(title if is_said else f"{title}, {period}", width)


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


def hover_template(results: Results, name: str, value: str) -> str:
    """A hover box, said once for all marks of a trace: name, value, unit, limits.

    ``name`` and ``value`` are places in Plotly's language (`%{y}`); what differs from
    area to area beyond them is its hovertext. Counts stand in the tables.
    """
    measure = results.measure
    written = f"%{{{value}:,.{measure.decimals}f}}"
    lines = [
        f"<b>{name}</b>",
        f"{plain(measure.short_title)}: {written}",
        plain(measure.unit),
        "%{hovertext}<extra></extra>",
    ]
    return "<br>".join(lines)


def limits_texts(results: Results, rows: pd.DataFrame) -> list[str] | None:
    """`12.0 to 50.0` for each row, or nothing; None where no row has limits."""
    if rows["upper"].isna().all():
        return None
    decimals = results.measure.decimals
    limits = zip(rows["lower"], rows["upper"], strict=True)
    return [
        f"{number(low, decimals)} to {number(high, decimals)}" if low <= high else ""
        for low, high in limits
    ]
