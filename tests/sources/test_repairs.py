"""Named conversions: what can only mean one thing is converted, the rest is a fault."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.errors import DeclarationInvalid
from phm.sources.cells.known_codes import References
from phm.sources.cells.repairs import (
    DAY_OR_MONTH,
    NO_DAY,
    REPAIRS,
    SPLIT_LSOA,
    Repaired,
)


LSOAS = References(
    lsoas_of_2011_only=pa.array(["E01000001", "E01000002"]),
    their_heirs=pa.array(["E01900001", None], pa.string()),
)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))


def repaired(name: str, *texts: str | None) -> Repaired:
    """The texts after one repair."""
    return REPAIRS[name].apply(pa.array(texts, pa.string()), LSOAS)


def day(*texts: str) -> list[str | None]:
    """What each text is read as; None for a fault, which leaves it as it was."""
    done = repaired("excel_serial_date", *texts)
    faulty = [
        any(mask[n].as_py() for mask in done.faults.values()) for n in range(len(texts))
    ]
    read = zip(done.texts.to_pylist(), faulty, strict=True)
    assert [t for t, f in zip(texts, faulty, strict=True) if f] == [
        t for t, f in zip(done.texts.to_pylist(), faulty, strict=True) if f
    ]
    return [None if fault else text for text, fault in read]


@pytest.mark.parametrize(
    ("text", "read", "is_converted"),
    [
        ("7.5", "58", True),
        ("7.5 %", "58", True),
        ("7.5%", "58", True),
        ("6.5", "48", True),
        ("10", "86", True),
        ("19.9", "194", True),
        ("58", "58", False),
        ("58 mmol/mol", "58", False),
        ("58.4mmol/mol", "58.4", False),
        ("12 mmol/mol", "12", False),  # too low to live with: left to the rule
        ("58 %", "610", True),  # too high to be true: likewise
        ("high", "high", False),
        (None, None, False),
    ],
)
def test_hba1c_in_percent_is_converted(
    text: str | None, read: str | None, *, is_converted: bool
) -> None:
    done = repaired("hba1c_percent", text)
    assert done.texts.to_pylist() == [read]
    assert done.converted.to_pylist() == [is_converted]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2025-03-05", "2025-03-05"),
        ("2025-03-05T10:11:12Z", "2025-03-05"),
        ("2025-03-05 10:11", "2025-03-05"),
        ("20250305", "2025-03-05"),
        ("45123", "2023-07-16"),
        ("45123.75", "2023-07-16"),
        ("05/03/2025", "2025-03-05"),
        ("5.3.2025", "2025-03-05"),
        ("05-Mar-25", "2025-03-05"),
        ("05-Mar-29", "2029-03-05"),
        ("05-Mar-30", "1930-03-05"),
        ("5 March 2025", "2025-03-05"),
        ("05MAR2025", "2025-03-05"),
    ],
)
def test_days_in_every_spelling_are_iso(text: str, read: str) -> None:
    assert day(text) == [read]


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2025",
        "2025-02-29",
        "25/13/2025",
        "03/25/2025",
        "05/03/25",
        "MAR-5",
        "99999",
        "12345",
        "00/01/2025",
        "0025-03-05",
        "soon",
    ],
)
def test_days_that_never_were_or_cannot_be_told_are_faults(text: str) -> None:
    assert day(text) == [None]


def test_a_column_with_the_month_first_cannot_be_told_where_both_could_be() -> None:
    texts = ("03/25/2025", "05/03/2025", "05/05/2025")
    assert day(*texts) == [None, None, "2025-05-05"]
    done = repaired("excel_serial_date", *texts)
    assert done.faults[NO_DAY].to_pylist() == [True, False, False]
    assert done.faults[DAY_OR_MONTH].to_pylist() == [False, True, False]


def test_one_wrong_day_among_many_right_ones_is_only_itself_a_fault() -> None:
    read = day("25/03/2025", "26/03/2025", "03/25/2025", "05/03/2025")
    assert read == ["2025-03-25", "2025-03-26", None, "2025-03-05"]


@given(DAYS)
def test_every_day_survives_every_spelling(one: date) -> None:
    serial = (one - date(1899, 12, 30)).days
    spelled = (str(serial), f"{one:%d-%b-%Y}", f"{one:%Y%m%d}", one.isoformat())
    assert day(*spelled) == [one.isoformat()] * 4
    assert day(f"{one:%d/%m/%Y}") == [one.isoformat()]
    assert one - timedelta(days=serial) == date(1899, 12, 30)


def test_only_what_changes_is_counted() -> None:
    done = repaired("excel_serial_date", "2025-03-05", "05/03/2025", None, "soon")
    assert done.converted.to_pylist() == [False, True, False, False]


def test_lsoas_of_2011_go_to_their_one_heir_or_are_faults() -> None:
    done = repaired("lsoa_2011", "E01000001", "E01000002", "E01900001", "x", None)
    assert done.texts.to_pylist()[:3] == ["E01900001", "E01000002", "E01900001"]
    assert done.converted.to_pylist() == [True, False, False, False, False]
    split = done.faults[SPLIT_LSOA].to_pylist()
    assert split == [False, True, False, False, False]


def test_lsoas_stay_as_they_are_without_a_look_up() -> None:
    done = REPAIRS["lsoa_2011"].apply(pa.array(["E01000001"]), References())
    assert done.texts.to_pylist() == ["E01000001"]
    assert not any(done.converted.to_pylist())


@pytest.mark.parametrize("name", REPAIRS)
def test_a_repair_of_nothing_is_nothing(name: str) -> None:
    for texts in ((), (None, None)):
        done = repaired(name, *texts)
        assert done.texts.to_pylist() == list(texts)
        assert not any(done.converted.to_pylist())
        assert not any(any(mask.to_pylist()) for mask in done.faults.values())


def test_a_repair_nobody_knows_is_refused(declare: Any, list_sizes: str) -> None:
    unknown = list_sizes.replace('type = "integer"', 'repair = ["magic"]')
    with pytest.raises(DeclarationInvalid, match="`magic`") as refusal:
        declare(unknown)
    assert "hba1c_percent" in refusal.value.remedy
