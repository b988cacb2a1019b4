"""NHS numbers among the distinct texts of one column.

The rule, and why. One random ten-digit number in eleven passes the check digit.

* A number that stands by itself in a cell, or in a longer text, is refused if it
  passes, be it only one: where no ten-digit number belongs, one in eleven is enough.
* A column of pseudonyms may be made of ten-digit numbers (or of ten letters and digits,
  some of which are numbers). Of random ones one in eleven passes, of NHS numbers all.
  Such a column is refused when more pass than chance explains, five standard errors
  above one in eleven: in a million keys, 0.15 % of NHS numbers among them are seen. It
  takes at least 100 distinct values; in a smaller file chance cannot be told from a
  person's number, and one that passes is refused. Below the limit the column is
  taken, and a notice says what was seen: one NHS number among random keys of its own
  form cannot be recognised by anybody.
* Ten digits inside a longer word (a hexadecimal key has such runs) count only when more
  pass than chance explains, or when the text says NHS.
* SNOMED CT codes may have ten digits. In the column declared for them a number built
  like one, with its own check digit, is one; one NHS number in a thousand is built so.
* Fractions are no candidates: a latitude may have ten decimals.
"""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from phm.sources.door.check_digits import (
    is_snomed_concept,
    ten_digits,
    valid_nhs_numbers,
)


Mask = NDArray[np.bool_]

SNOMED_COLUMN = "snomed_code"

_BY_CHANCE = 1 / 11
_STANDARD_ERRORS = 5
_ENOUGH_KEYS = 100
_KEYS_ALIKE = 0.9

_GAP = r"[\s\x{00a0}\x{2007}\x{2009}\x{202f}\x{2010}-\x{2015}\x{2212}-]"
# Between the parts of a number that stands alone a key may have its own marks.
_MARK = rf"({_GAP}|[._:/]){{0,2}}"
_ALONE = rf"^{_GAP}*(\d{{3}}{_MARK}\d{{3}}{_MARK}\d{{4}})(\.0+)?{_GAP}*$"
_SOMEWHERE = rf"\d{{10}}|\d{{3}}{_GAP}{{1,2}}\d{{3}}{_GAP}{{1,2}}\d{{4}}"
_IN_TEXT = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:\d{10}|\d{3}G{1,2}\d{3}G{1,2}\d{4})(?!\d)(?!\.\d)".replace(
        "G", r"[\s\u2010-\u2015\u2212-]"
    )
)
_TEN_CHARACTERS = "^[0-9A-Za-z]{10}$"
_EXPONENT = r"^\d\.\d{7,9}[eE]\+?0?9$"


@dataclass(frozen=True)
class Numbers:
    """Which texts hold an NHS number, and what to say when some pass by chance."""

    found: Mask
    remark: str = ""


def nhs_numbers(texts: pa.Array, *, column: str = "") -> Numbers:
    """The texts (distinct, none null) that hold an NHS number by the rule above."""
    written = _written_out(texts)
    alone = _mask(pc.match_substring_regex(written, _ALONE))
    passing = np.zeros(len(texts), dtype=np.bool_)
    if alone.any():
        passing[alone] = valid_nhs_numbers(_bare(written.filter(pa.array(alone))))
        if column == SNOMED_COLUMN:
            passing &= ~_concepts(written, passing)
    found, remark = _beyond_chance(written, alone, passing)
    return Numbers(found | _in_longer_text(written, ~alone), remark)


def _written_out(texts: pa.Array) -> pa.Array:
    """A spreadsheet's 9.99123456E+09 is all ten digits of a number."""
    short = _mask(pc.match_substring_regex(texts, _EXPONENT))
    if not short.any():
        return texts
    said = texts.filter(pa.array(short)).to_pylist()
    plain = pa.array([f"{float(text):.0f}" for text in said], pa.string())
    return pc.replace_with_mask(texts, pa.array(short), plain)


def _bare(texts: pa.Array) -> pa.Array:
    whole = pc.replace_substring_regex(texts, r"\.0+\D*$", "")
    return pc.replace_substring_regex(whole, r"[^0-9]", "")


def _concepts(texts: pa.Array, passing: Mask) -> Mask:
    concepts = np.zeros(len(texts), dtype=np.bool_)
    for place in np.flatnonzero(passing):
        digits = ten_digits(texts[int(place)].as_py())
        concepts[place] = bool(digits) and is_snomed_concept(str(digits))
    return concepts


def _beyond_chance(texts: pa.Array, alone: Mask, passing: Mask) -> tuple[Mask, str]:
    """Refuse what passes, unless the column is made of random keys of that form."""
    alike = _mask(pc.match_substring_regex(texts, _TEN_CHARACTERS)).sum()
    keys = len(texts) >= _ENOUGH_KEYS and alike >= _KEYS_ALIKE * len(texts)
    if not keys or _more_than_chance(passing.sum(), alone.sum()):
        return passing, ""
    said = (
        f"{alone.sum():,} of its {len(texts):,} distinct values are ten-digit numbers, "
        f"of which {passing.sum():,} pass the check of an NHS number, no more than by "
        "chance: it is taken for a pseudonym."
    )
    return np.zeros(len(texts), dtype=np.bool_), said if passing.any() else ""


def _more_than_chance(passed: int, candidates: int) -> bool:
    expected = candidates * _BY_CHANCE
    spread = (expected * (1 - _BY_CHANCE)) ** 0.5
    return bool(passed > expected + _STANDARD_ERRORS * spread)


def _in_longer_text(texts: pa.Array, others: Mask) -> Mask:
    """Ten digits that stand by themselves in a text; in a word, if beyond chance."""
    suspects = others & _mask(pc.match_substring_regex(texts, _SOMEWHERE))
    places: list[int] = []
    numbers: list[str] = []
    in_word: list[bool] = []
    for place in np.flatnonzero(suspects):
        text: str = texts[int(place)].as_py()
        for match in _IN_TEXT.finditer(text):
            places.append(int(place))
            numbers.append(ten_digits(match[0]) or "")
            in_word.append(_inside_word(text, match))
    valid = valid_nhs_numbers(pa.array(numbers, pa.string()))
    inside = np.array(in_word, dtype=np.bool_)
    if not _more_than_chance((valid & inside).sum(), inside.sum()):
        valid &= ~inside
    found = np.zeros(len(texts), dtype=np.bool_)
    found[np.array(places, dtype=np.int64)[valid]] = True
    return found


def _inside_word(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return (before.isalpha() or after.isalpha()) and "nhs" not in text.casefold()


def _mask(truth: pa.Array) -> Mask:
    return np.asarray(pc.fill_null(truth, fill_value=False)).astype(np.bool_)
