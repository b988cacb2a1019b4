"""Named conversions a declaration may ask for: made before the rules, and counted.

A repair looks at every distinct text of a column once. It changes what can only be
meant in one way; what could be meant in several is a fault, with a reason of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.cells.day_texts import read_days
from phm.sources.cells.known_codes import References


NO_DAY = "not a date that can be read"
DAY_OR_MONTH = "which number is the day and which the month cannot be told"
SPLIT_LSOA = "LSOA of 2011, split since"

_PERCENT_BELOW = 20  # mmol/mol this low are not seen in life; % this high are not
_HBA1C = (
    r"(?i)^(?P<value>\d+(?:[.]\d*)?|[.]\d+)\s*(?P<unit>%|percent|mmol/mol|mmol|mmols)?$"
)


@dataclass(frozen=True)
class Repaired:
    """Texts after a repair, which were converted, and the faults it found.

    ``faults`` maps a reason to where it holds. All have the length of the texts given.
    """

    texts: pa.Array
    converted: pa.Array
    faults: Mapping[str, pa.Array]


@dataclass(frozen=True)
class Repair:
    """One conversion, and what it does in a sentence's end: "12 value(s) …"."""

    sentence: str
    apply: Callable[[pa.Array, References], Repaired]


def hba1c_percent(texts: pa.Array, _: References) -> Repaired:
    """DCCT % → IFCC mmol/mol: 10.929 × (% − 2.15), to the nearest whole number.

    A value under 20 without a unit is %. Without a number the text stays as it is.

    >>> hba1c_percent(pa.array(["7.5", "7.5 %", "58 mmol/mol"]), References()).texts[0]
    <pyarrow.StringScalar: '58'>
    """
    found = pc.extract_regex(texts, _HBA1C)
    value = pc.struct_field(found, "value")
    unit = pc.utf8_lower(pc.struct_field(found, "unit"))
    number = pc.cast(value, pa.float64())
    is_percent = pc.or_(
        pc.starts_with(unit, "%"),
        pc.and_(pc.equal(unit, ""), pc.less(number, _PERCENT_BELOW)),
    )
    is_percent = _true(pc.or_(is_percent, pc.equal(unit, "percent")))
    ifcc = pc.floor(pc.add(pc.multiply(pc.subtract(number, 2.15), 10.929), 0.5))
    written = pc.cast(pc.cast(ifcc, pa.int64()), pa.string())
    in_mmol = pc.if_else(pc.is_valid(value), value, texts)
    return Repaired(pc.if_else(is_percent, written, in_mmol), is_percent, {})


def excel_serial_date(texts: pa.Array, _: References) -> Repaired:
    """Days in any spelling of `day_texts` → ISO; the others are faults."""
    days = read_days(texts)
    untold = pa.array(days.untold)
    unread = pc.and_(pc.is_valid(texts), pc.is_null(days.iso))
    faults = {DAY_OR_MONTH: untold, NO_DAY: pc.and_not(unread, untold)}
    converted = _true(pc.not_equal(texts, days.iso))
    return Repaired(pc.coalesce(days.iso, texts), converted, faults)


def lsoa_2011(texts: pa.Array, references: References) -> Repaired:
    """A code of 2011 that is no code of 2021 → its one heir; a fault if it has several.

    Without the look-up of both nothing is changed.
    """
    place = pc.index_in(texts, value_set=references.lsoas_of_2011_only)
    heir = references.their_heirs.take(place)
    is_old = pc.is_valid(place)
    split = pc.and_(is_old, pc.is_null(heir))
    return Repaired(pc.coalesce(heir, texts), pc.is_valid(heir), {SPLIT_LSOA: split})


REPAIRS: Mapping[str, Repair] = {
    "hba1c_percent": Repair("read as % and converted to mmol/mol", hba1c_percent),
    "excel_serial_date": Repair(
        "written in another way than YYYY-MM-DD and read as a day", excel_serial_date
    ),
    "lsoa_2011": Repair("of 2011 and taken over to the LSOA of 2021", lsoa_2011),
}


def nothing_repaired(texts: pa.Array) -> Repaired:
    """The texts as they are."""
    return Repaired(texts, pa.array(np.zeros(len(texts), dtype=np.bool_)), {})


def _true(mask: pa.Array) -> pa.Array:
    return pc.fill_null(mask, fill_value=False)
