"""Which place open data point at most, measure by measure."""

from collections.abc import Sequence

import pandas as pd

from phm.domain.areas import UNALLOCATED_PCN
from phm.measures.results import Results
from phm.words.areas import listed
from phm.words.numbers import quantity, value_text


CLEARLY = 1.1  # times everywhere's value


def signals_sentence(answers: Sequence[Results]) -> str:
    """The place that stands out most above everywhere, then what is not loaded."""
    told = [one for one in answers if len(_places(one)) > 1 and one.benchmark]
    missing = [one.measure.short_title for one in answers if one.known.empty]
    silent = f" Not loaded: {listed(missing)}." if missing else ""
    if not told:
        return f"No place can be compared with another.{silent}"
    highest = max(told, key=_ahead)
    if _ahead(highest) < CLEARLY:
        count = len(told)
        one = "The one figure" if count == 1 else f"All {count} figures"
        return f"{one} of open data lie close together in all places.{silent}"
    row = _places(highest).iloc[0]
    value = quantity(row["value"], highest.measure)
    whole = value_text(highest.benchmark.value, decimals=highest.measure.decimals)
    return (
        f"{row['area_name']} stands out most: {_title(highest)}, {value}, against "
        f"{whole} everywhere.{silent}"
    )


def _places(results: Results) -> pd.DataFrame:
    known = results.known[results.known["area_code"].ne(UNALLOCATED_PCN)]
    return known.dropna(subset="value").sort_values("value", ascending=False)


def _ahead(results: Results) -> float:
    """The highest place as times of everywhere; 0 where everywhere has none."""
    whole = results.benchmark.value if results.benchmark else 0.0
    return float(_places(results)["value"].iloc[0]) / whole if whole else 0.0


def _title(results: Results) -> str:
    title = results.measure.title
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
