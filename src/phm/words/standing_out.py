"""Which group stands out most against everyone, over all dimensions side by side.

Groups are weighed by the end of their interval that is nearer to everyone's value, so
that a handful of people with a wide interval do not lead for want of certainty.
"""

from collections.abc import Sequence

import pandas as pd

from phm.measures.results import OK, Results
from phm.words.areas import listed
from phm.words.compare import is_total
from phm.words.groups import counted_groups, group_rows, others_too, silent_groups
from phm.words.leading import MOST_TIED, inside, leads_with_lowest, subject, verb
from phm.words.numbers import (
    difference_text,
    has_confidence,
    rounded_interval,
    rounded_quantity,
    rounded_text,
)
from phm.words.ranks import ordinal


def groups_sentence(panels: Sequence[Results]) -> str:
    """The same measure by several schemes, for one area: who stands out, by how much.

    Raises ValueError for several measures.
    """
    if len({results.measure.id for results in panels}) != 1:
        raise ValueError("a sentence over several panels takes one measure")
    groups = pd.concat([group_rows(one) for one in panels], ignore_index=True)
    groups = groups.drop_duplicates("people")  # no fixed abode is in two dimensions
    known = groups[groups["status"].eq(OK)]
    said = [_finding(panels[0], known), silent_groups(groups["status"])]
    return " ".join(filter(None, said))


def _finding(results: Results, known: pd.DataFrame) -> str:
    if known.empty:
        return f"No group has a figure for {inside(results.measure)}."
    shown = _shown(results, known)
    if len(known) > 1 and shown.min() == shown.max():
        return _all_alike(results, known)
    is_sure = has_confidence(results.measure) and known["upper"].notna().any()
    if not _is_comparable(results) or not is_sure:
        return _extreme(results, known)
    return _against_everyone(results, known)


def _is_comparable(results: Results) -> bool:
    return results.benchmark is not None and not is_total(results.measure)


def _against_everyone(results: Results, known: pd.DataFrame) -> str:
    below = results.benchmark.value - known["upper"]
    above = known["lower"] - results.benchmark.value
    is_low = leads_with_lowest(results.measure)
    worse, better = (below, above) if is_low else (above, below)
    if worse.gt(0).any():
        return _clear(results, known, worse)
    if better.gt(0).any():
        side = "below" if is_low else "above"
        none = f"No group is clearly {side} everyone’s value."
        return f"{none} {_clear(results, known, better)}"
    return _no_difference(results, known)


def _clear(results: Results, known: pd.DataFrame, margin: "pd.Series[float]") -> str:
    """The group with the widest sure margin, and how many others are on its side."""
    measure, row = results.measure, known.loc[margin.idxmax()]
    everyone, decimals = results.benchmark.value, measure.decimals
    apart = round(row["value"], decimals) - round(everyone, decimals)
    side = "below" if row["value"] < everyone else "above"
    others = others_too(int(margin.gt(0).sum()) - 1, f"clearly {side} it")
    return (
        f"{_is(results)} most clearly {side} everyone’s among "
        f"{row['people']}: {_value(results, row)} against "
        f"{rounded_text(everyone, measure)} for everyone, "
        f"{difference_text(abs(apart), measure)} {side}"
        f"{_rank(results, known, row)}.{others}"
    )


def _rank(results: Results, known: pd.DataFrame, row: pd.Series) -> str:
    """` (2nd lowest of 25 groups)`, from the nearer end; nothing for a lone group."""
    if len(known) == 1:
        return ""
    shown = _shown(results, known)
    mine = shown[row.name]
    above, below = int(shown.gt(mine).sum()), int(shown.lt(mine).sum())
    place, end = (above, "highest") if above < below else (below, "lowest")
    is_shared = len(shown) - above - below > 1
    lead = "joint " if is_shared else "the " if place == 0 else ""
    words = end if place == 0 else f"{ordinal(place + 1)} {end}"
    return f" ({lead}{words} of {counted_groups(len(known))})"


def _no_difference(results: Results, known: pd.DataFrame) -> str:
    sure = known[known["upper"].notna()]
    if len(sure) == 1:
        row = sure.iloc[0]
        between = f"No clear difference between {row['people']} and everyone"
        return f"{between}: {_value(results, row)}{_against(results)}."
    value = rounded_quantity(results.benchmark.value, results.measure)
    return (
        f"No clear difference: the 95 % interval of each of {len(sure):,} groups "
        f"holds everyone’s value, {value}."
    )


def _extreme(results: Results, known: pd.DataFrame) -> str:
    """The end that asks for attention, where nothing can be called clear."""
    shown, is_low = _shown(results, known), leads_with_lowest(results.measure)
    first = known[shown.eq(shown.min() if is_low else shown.max())]
    what = f"{_is(results)} {'lowest' if is_low else 'highest'} among {_who(first)}"
    if len(known) == 1:
        what = f"Only {_who(first)} have a figure for {inside(results.measure)}"
    return f"{what}: {_shared_value(results, first)}{_against(results)}."


def _who(groups: pd.DataFrame) -> str:
    """Groups that print the same value, or how many where they are many."""
    if len(groups) > MOST_TIED:
        return f"{counted_groups(len(groups))} alike"
    return listed(groups["people"])


def _shared_value(results: Results, groups: pd.DataFrame) -> str:
    """The value of one group with its interval; of several the value only."""
    row = groups.iloc[0]
    if len(groups) == 1:
        return _value(results, row)
    return rounded_quantity(row["value"], results.measure)


def _against(results: Results) -> str:
    if results.benchmark is None:
        return "; there is no figure for everyone to set it against"
    if is_total(results.measure):
        return ""
    value = rounded_text(results.benchmark.value, results.measure)
    return f" against {value} for everyone"


def _all_alike(results: Results, known: pd.DataFrame) -> str:
    value = rounded_quantity(known["value"].iloc[0], results.measure)
    where = "both groups" if len(known) == 2 else f"all {counted_groups(len(known))}"
    return f"{_is(results)} the same in {where}: {value}."


def _value(results: Results, row: pd.Series) -> str:
    value = rounded_quantity(row["value"], results.measure)
    within = rounded_interval(row["lower"], row["upper"], results.measure)
    return f"{value} ({within})" if within else value


def _shown(results: Results, known: pd.DataFrame) -> "pd.Series[float]":
    return known["value"].round(results.measure.decimals)


def _is(results: Results) -> str:
    """`Reach is`, with what was taken out of it."""
    how = ", standardised for age and sex," if results.standardised else ""
    return f"{subject(results.measure)}{how} {verb(results.measure)}"
