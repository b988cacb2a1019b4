"""For how many people their group is known: beside every figure by groups."""

from collections.abc import Sequence

from phm.domain.dimensions import Scheme
from phm.measures.results import NO_DATA, OK
from phm.measures.shares import Shares
from phm.words.areas import listed


def completeness_sentence(shares: Sequence[Shares]) -> str:
    """`Known: deprivation for 99.9 % and ethnicity for 92.8 % of people.`

    Where groups overlap nobody is of unknown group; the share recorded in any is said.
    """
    known = [words for one in shares if (words := _known(one))]
    recorded = [words for one in shares if (words := _recorded(one))]
    said = [f"Known: {listed(known)} of people." if known else "", *recorded]
    return " ".join(filter(None, said))


def _known(shares: Shares) -> str:
    rest = _percent_in_rest(shares)
    if shares.scheme.overlapping or rest is None:
        return ""
    return f"{_name(shares.scheme)} for {100 - rest:.1f} %"


def _recorded(shares: Shares) -> str:
    rest = _percent_in_rest(shares)
    if not shares.scheme.overlapping or rest is None:
        return ""
    name = _name(shares.scheme)
    return f"In a recorded group of {name}: {100 - rest:.1f} % of people."


def _percent_in_rest(shares: Shares) -> float | None:
    """Share of people in no group; none where it is hidden, 0 where there is nobody."""
    frame = shares.frame.set_index("group")
    row = frame.loc[[shares.scheme.rest.id]].iloc[0]
    if row["status"] == NO_DATA:
        return 0.0
    return float(row["people_percent"]) if row["status"] == OK else None


def _name(scheme: Scheme) -> str:
    return scheme.dimension.replace("_", " ")
