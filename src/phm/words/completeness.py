"""For how many people their group is known: beside every figure by groups."""

from collections.abc import Sequence

from phm.domain.dimensions import Scheme
from phm.measures.results import NO_DATA, OK, Results
from phm.words.areas import listed


def completeness_sentence(people: Sequence[Results]) -> str:
    """`Known: deprivation for 99.9 % and ethnicity for 92.8 % of people.`

    ``people`` are shares of people, each by one scheme and of one area. Where groups
    overlap nobody is of unknown group; the share recorded in any is said.
    """
    known = [words for one in people if (words := _known(one))]
    recorded = [words for one in people if (words := _recorded(one))]
    said = [f"Known: {listed(known)} of people." if known else "", *recorded]
    return " ".join(filter(None, said))


def _known(people: Results) -> str:
    (scheme,), rest = people.by, _percent_in_rest(people)
    if scheme.overlapping or rest is None:
        return ""
    return f"{_name(scheme)} for {100 - rest:.1f} %"


def _recorded(people: Results) -> str:
    (scheme,), rest = people.by, _percent_in_rest(people)
    if not scheme.overlapping or rest is None:
        return ""
    return f"In a recorded group of {_name(scheme)}: {100 - rest:.1f} % of people."


def _percent_in_rest(people: Results) -> float | None:
    """Share of people in no group; none where it is hidden, 0 where there is nobody."""
    (scheme,) = people.by
    row = people.row_of(scheme.rest.id)
    if row["status"] == NO_DATA:
        return 0.0
    return float(row["value"]) if row["status"] == OK else None


def _name(scheme: Scheme) -> str:
    return scheme.dimension.replace("_", " ")
