"""How cells are spelled: what reads as a type, and what a spreadsheet made of one."""

import re

import pyarrow as pa
import pyarrow.compute as pc


# Thousands separators are how Excel-minded publishers write "1,296". Whole numbers may
# carry ".0": NHS England exports through tools that turn a nullable integer to float.
PATTERNS = {
    "integer": r"^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.0*)?$",
    "number": r"^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?([eE][+-]?\d+)?$",
    "date": (
        r"^(\d{4}-\d{2}(-\d{2})?([T ][\d:.]+Z?)?|\d{1,2}/\d{1,2}/\d{4}|\d{8}"
        r"|\d{0,2}[- ]?[A-Za-z]{3,9}[- ]?\d{4})$"
    ),
    "flag": r"(?i)^([01]|y|n|yes|no|true|false)$",
}
_MONTH = "(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
# What Excel makes of a long number, of a code such as MAR5 or 5E04, and of a formula.
# It writes the exponent's sign: 4312e881 may be an honest key in hexadecimal.
MANGLED = (
    r"(?i)^([+-]?\d+([.]\d+)?e[+-]\d+"
    rf"|\d{{1,2}}-{_MONTH}(-\d{{2,4}})?|{_MONTH}-\d{{1,4}}"
    r"|#(ref!|n/a|name[?]|value!|num!|div/0!|null!|spill!|#+))$"
)


def valid_pattern(pattern: str) -> bool:
    """Whether both Python and RE2 can read the regular expression."""
    try:
        re.compile(pattern)
        pc.match_substring_regex(pa.array([""]), pattern)
    except (re.error, pa.ArrowInvalid):
        return False
    return True
