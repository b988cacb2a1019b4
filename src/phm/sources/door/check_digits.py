"""Numbers that carry a check digit: NHS numbers, and SNOMED CT concept identifiers.

One random ten-digit number in eleven passes the NHS check. What follows from that is
decided in `numbers`.
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from nhs_number.validate import is_valid
from numpy.typing import NDArray


# The package looks at one number at a time, about 300,000 a second. More than this many
# in one column that satisfy the sum are judged by the sum alone.
_ASKED_ONE_BY_ONE = 20_000

# SNOMED CT identifiers end in a partition (00 or 10: a concept) and a Verhoeff digit.
_PARTITIONS = ("00", "10")
_VERHOEFF_PRODUCT = (
    *("0123456789", "1234067895", "2340178956", "3401289567", "4012395678"),
    *("5987604321", "6598710432", "7659821043", "8765932104", "9876543210"),
)
_VERHOEFF_TURN = (
    *("0123456789", "1576283094", "5803796142", "8916043527"),
    *("9453126870", "4286573901", "2793806415", "7046913258"),
)
# A spreadsheet or a number column may have added ".0".
_SEPARATORS = re.compile(r"[\s\u2010-\u2015\u2212-]|\.0+$")


def ten_digits(text: str) -> str | None:
    """The ten digits of a number written with or without spaces or dashes, or None."""
    bare = _SEPARATORS.sub("", text)
    return bare if len(bare) == 10 and bare.isascii() and bare.isdigit() else None


def valid_nhs_numbers(numbers: pa.Array) -> NDArray[np.bool_]:
    """True for the texts of ten digits that are valid NHS numbers."""
    values = np.asarray(pc.cast(numbers, pa.int64()))
    places = 10 ** np.arange(9, -1, -1, dtype=np.int64)
    digits = (values // place % 10 for place in places)
    total = sum(
        (
            weight * digit
            for weight, digit in zip(range(10, 0, -1), digits, strict=True)
        ),
        start=np.zeros(len(values), dtype=np.int64),
    )
    valid: NDArray[np.bool_] = total % 11 == 0
    passed = np.flatnonzero(valid)
    if passed.size <= _ASKED_ONE_BY_ONE:
        for place in passed:
            valid[place] = is_valid(numbers[int(place)].as_py())
    return valid


def is_snomed_concept(digits: str) -> bool:
    """Whether a number is built like a SNOMED CT concept identifier."""
    if digits[-3:-1] not in _PARTITIONS:
        return False
    check = 0
    for place, digit in enumerate(reversed(digits)):
        turned = int(_VERHOEFF_TURN[place % 8][int(digit)])
        check = int(_VERHOEFF_PRODUCT[check][turned])
    return check == 0
