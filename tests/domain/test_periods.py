"""Periods: every spelling that publishers use, and how ours sort and read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.domain.periods import MONTHS, PeriodKind, newest, parse_period, period_label


@pytest.mark.parametrize(
    ("published", "kind", "period"),
    [
        ("01JUL2022", "month", "2022-07"),
        ("01Jan2022", "month", "2022-01"),
        (" 2026-07-01 ", "month", "2026-07"),
        ("2026-07-01T00:00:00Z", "date", "2026-07-01"),
        ("Nov-2025", "month", "2025-11"),
        ("November 2025", "month", "2025-11"),
        ("2025-03", "month", "2025-03"),
        ("2026-6", "month", "2026-06"),
        ("20240930", "date", "2024-09-30"),
        ("31/03/2024", "date", "2024-03-31"),
        ("31MAR2019", "year", "2019"),
        ("2021", "year", "2021"),
        ("2024-25", "financial_year", "2024-25"),
        ("2024/25", "financial_year", "2024-25"),
        ("2024/2025", "financial_year", "2024-25"),
        ("31/03/2024", "financial_year", "2023-24"),
        ("01/04/2024", "financial_year", "2024-25"),
        ("1999-00", "financial_year", "1999-00"),
    ],
)
def test_published_spellings(published: str, kind: str, period: str) -> None:
    assert parse_period(published, kind=PeriodKind(kind)) == period


@pytest.mark.parametrize(
    ("published", "kind"),
    [
        ("", "month"),
        ("soon", "month"),
        ("2021", "month"),
        ("2025-03", "date"),
        ("30FEB2024", "date"),
        ("01XYZ2024", "month"),
        ("2024-13", "month"),
        ("*", "year"),
    ],
)
def test_what_is_no_period_is_none(published: str, kind: str) -> None:
    assert parse_period(published, kind=PeriodKind(kind)) is None


def test_declared_formats_are_the_only_ones_tried() -> None:
    month = PeriodKind.MONTH
    assert parse_period("07.2026", kind=month, formats=["%m.%Y"]) == "2026-07"
    assert parse_period("01JUL2022", kind=month, formats=["%m.%Y"]) is None


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("2026-07", "July 2026"),
        ("2024-25", "2024-25"),
        ("2021", "2021"),
        ("2026-07-01", "1 July 2026"),
        ("census", "census"),
    ],
)
def test_labels(period: str, label: str) -> None:
    assert period_label(period) == label


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_in_any_spelling_falls_in_the_same_month(day: date) -> None:
    spellings = [day.strftime(f) for f in ("%Y-%m-%d", "%d%b%Y", "%d/%m/%Y", "%Y%m%d")]
    months = {parse_period(text, kind=PeriodKind.MONTH) for text in spellings}
    assert months == {day.strftime("%Y-%m")}


@given(st.lists(st.tuples(st.integers(1900, 2100), st.integers(1, 12)), min_size=1))
def test_newest_is_the_latest_month(months: list[tuple[int, int]]) -> None:
    year, month = max(months)
    periods = [f"{y:04d}-{m:02d}" for y, m in months]
    assert newest(periods) == f"{year:04d}-{month:02d}"


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_reads_back_from_its_label(month: int) -> None:
    label = period_label(f"2026-{month:02d}")
    assert label == f"{MONTHS[month - 1]} 2026"
    assert parse_period(label, kind=PeriodKind.MONTH) == f"2026-{month:02d}"
