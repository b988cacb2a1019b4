"""Postcodes, e-mail addresses and telephone numbers among the texts of one column."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


Mask = NDArray[np.bool_]

# All postcode areas. ZZ, the area of pseudo-postcodes such as ZZ99 3VZ (no fixed
# abode), is not among them: nobody lives there.
_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|"
    "DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|"
    "HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|"
    "N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|"
    "SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|"
    "WN|WR|WS|WV|YO|ZE"
)
_GAP = r"[\s\x{00a0}\x{2007}\x{2009}\x{202f}-]{0,2}"
_INWARD = r"\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODE = rf"(?i)(^|[^0-9A-Z])({_AREAS})\d[0-9A-Z]?{_GAP}{_INWARD}($|[^0-9A-Z])"
_EMAIL = r"[0-9A-Za-z._%+'-]+@[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*\.[A-Za-z]{2,}"
_BREAK = r"[\s\x{00a0}().\x{2010}-\x{2015}-]{0,3}"
_TELEPHONE = (
    r"(^|[^0-9A-Za-z.,:-])((\+|00)44[\s-]?(\(0\))?[\s-]?|44|\(?0)"
    rf"[12378]\d({_BREAK}\d){{7,8}}($|[^0-9A-Za-z])"
)
_MOBILE = r"^(0|44|\+44)?7\d{9}$"
# Random keys look so now and then: one in 300 of six letters and digits is built like a
# postcode, one in 20 of ten digits like a telephone number.
_MORE_THAN_CHANCE = 0.25


def postcodes(texts: pa.Array) -> Mask:
    """True where a text holds a full postcode of a real area, spaced or not."""
    return _matching(texts, _POSTCODE)


def email_addresses(texts: pa.Array) -> Mask:
    """True where a text holds an e-mail address."""
    if not pc.any(pc.match_substring(texts, "@")).as_py():
        return np.zeros(len(texts), dtype=np.bool_)
    return _matching(texts, _EMAIL)


def telephone_numbers(texts: pa.Array) -> Mask:
    """True where a text holds a UK telephone number with its leading 0, 44 or +44."""
    return _matching(texts, _TELEPHONE)


def mobile_numbers(texts: pa.Array) -> Mask:
    """True where a text is a UK mobile number; a spreadsheet drops the leading 0."""
    return _matching(texts, _MOBILE)


def unless_by_chance(found: Mask) -> Mask:
    """What was found in a column of keys, or nothing where random keys explain it."""
    few = found.sum() <= _MORE_THAN_CHANCE * found.size
    return np.zeros_like(found) if few else found


def _matching(texts: pa.Array, pattern: str) -> Mask:
    return np.asarray(pc.match_substring_regex(texts, pattern)).astype(np.bool_)
