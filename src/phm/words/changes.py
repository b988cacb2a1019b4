"""Is the worst-off group improving fastest? Answered for several dimensions."""

from collections.abc import Sequence

from phm.measures.change import Change
from phm.words.areas import listed
from phm.words.change import change_sentence


ANSWERS = {
    "Yes:": "yes by",
    "No:": "no by",
    "Not clear:": "not clear by",
    "It cannot be told": "it cannot be told by",
}


def changes_sentence(changes: Sequence[Change]) -> str:
    """`Is the worst-off group improving fastest? No by sex; not clear by rurality.`

    The answers are those of `change_sentence`; raises ValueError for no change at all.
    """
    if not changes:
        raise ValueError("there is no change to speak of")
    parts = [
        f"{words} {listed(names)}"
        for start, words in ANSWERS.items()
        if (names := [_name(one) for one in changes if _starts(one, start)])
    ]
    said = "; ".join(parts)
    return f"Is the worst-off group improving fastest? {said[:1].upper()}{said[1:]}."


def _starts(change: Change, start: str) -> bool:
    return change_sentence(change).startswith(start)


def _name(change: Change) -> str:
    return change.scheme.dimension.replace("_", " ")
