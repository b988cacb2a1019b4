"""Names of people among the distinct texts of one column.

Two or three capitalised words are as likely a place or a team ("Watford Central"), so a
column counts as names of people only when three in ten of its distinct texts have a
known given name first or last, or a title before them, and no word of an organisation.
"""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


Mask = NDArray[np.bool_]

_LIST = Path(__file__).parent / "forenames.txt"
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "master", "dr", "prof", "rev", "sir"}
_ORGANISATIONS = {
    *("and", "the", "of", "team", "pcn", "network", "practice", "surgery", "centre"),
    *("health", "care", "medical", "group", "trust", "hub", "council", "service"),
    *("services", "project", "community", "link", "charity", "church", "hall", "house"),
    *("road", "street", "park", "gardens", "north", "south", "east", "west", "central"),
    *("hospital", "clinic", "library", "school", "farm", "partners", "club"),
}
_SHAPE = (
    r"^\s*\p{L}[\p{L}'’.-]*(,? +| *, *)\p{L}[\p{L}'’.-]*( +\p{L}[\p{L}'’.-]*){0,2}\s*$"
)
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*")
_SHARE = 0.3
_LOOKED_AT = 5_000


def names_of_people(texts: pa.Array) -> Mask:
    """True for the names of people in a column that holds enough of them."""
    found = np.asarray(pc.match_substring_regex(texts, _SHAPE)).astype(np.bool_)
    shaped = np.flatnonzero(found)
    if shaped.size < _SHARE * len(texts):
        return np.zeros_like(found)
    sample = shaped[:: max(1, shaped.size // _LOOKED_AT)]
    named = [_is_person(texts[int(place)].as_py()) for place in sample]
    share = sum(named) / len(sample) * shaped.size / len(texts) if len(sample) else 0.0
    return found if share >= _SHARE else np.zeros_like(found)


def _is_person(text: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(text)]
    if not words or _ORGANISATIONS & set(words):
        return False
    return words[0] in _TITLES or bool({words[0], words[-1], *words[1:2]} & _known())


@cache
def _known() -> frozenset[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(
        name for line in lines if not line.startswith("#") for name in line.split()
    )
