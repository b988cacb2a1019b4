"""Which place open data point at most, measure by measure."""

from collections.abc import Sequence

import pandas as pd

from phm.domain.areas import UNALLOCATED_PCN
from phm.measures.results import Results
from phm.words.areas import listed
from phm.words.leading import places
from phm.words.numbers import quantity, value_text


CLEARLY = 1.1  # times everywhere's value


def signals_sentence(answers: Sequence[Results]) -> str:
    """The place that stands out most above everywhere, then what is not loaded.

    What stands in the brackets of a title or unit is said in the caveats.
    """
    told = [one for one in answers if len(_places(one)) > 1 and one.benchmark]
    missing = [_title(one) for one in answers if one.known.empty]
    silent = f" Not loaded: {listed(missing)}." if missing else ""
    if not told:
        return f"No place can be compared with another.{silent}"
    highest = max(told, key=_ahead)
    if _ahead(highest) < CLEARLY:
        count = len(told)
        said = {1: "The one figure", 2: "Both figures"}.get(
            count, f"All {count} figures"
        )
        lie = "lies" if count == 1 else "lie"
        return f"{said} of open data {lie} close together in all places.{silent}"
    known, measure = _places(highest), highest.measure
    shown = known["value"].round(measure.decimals)
    first = known[shown.eq(shown.max())]
    stand = "stands" if len(first) == 1 else "stand"
    value = quantity(shown.max(), measure).partition(" (")[0]
    whole = value_text(highest.benchmark.value, decimals=measure.decimals)
    return (
        f"{places(highest, first)} {stand} out most. {_title(highest)}: {value}, "
        f"against {whole} everywhere.{silent}"
    )


def _places(results: Results) -> pd.DataFrame:
    known = results.known[results.known["area_code"].ne(UNALLOCATED_PCN)]
    return known.dropna(subset="value").sort_values("value", ascending=False)


def _ahead(results: Results) -> float:
    """The highest place as times of everywhere; 0 where everywhere has none."""
    whole = results.benchmark.value if results.benchmark else 0.0
    return float(_places(results)["value"].iloc[0]) / whole if whole else 0.0


def _title(results: Results) -> str:
    return results.measure.short_title.partition(" (")[0]
