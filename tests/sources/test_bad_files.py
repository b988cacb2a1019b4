"""A corpus of bad files: each gets a clear answer and none loses a line."""

import gzip
import zipfile
from io import BytesIO
from typing import Any

import pytest

from phm.errors import SourceInvalid


HTML = b"<!DOCTYPE html>\n<html><body>404, not found</body></html>\n"


def zipped() -> bytes:
    """A zip archive, which is also what an Excel workbook is."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("sheet1.xml", "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "says", "advises"),
    [
        (b"", "empty", "again"),
        (b" \r\n\n", "empty", "again"),
        (gzip.compress(b"", mtime=0), "empty", "again"),
        (gzip.compress(b"A,B\n" * 9999, mtime=0)[:60], "truncated gzip", "again"),
        (gzip.compress(b"A,B\n", mtime=0)[:-3], "truncated gzip", "again"),
        (HTML, "web page", "again"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Error/>', "web page or XML", "again"),
        (zipped(), "Excel workbook or a zip", "Save it as CSV"),
        ("A,B\n1,2\n".encode("utf-16"), "UTF-16", "UTF-8"),
        ("A,B\n1,2\n".encode("utf-16-le"), "NUL", "UTF-8"),
        (b"PRACTICE_CODE\n\x81\x8d\n", "neither UTF-8 nor cp1252", "UTF-8"),
        (b"%PDF-1.7 ...", "PDF", "data file"),
        (b'EXTRACT_DATE,"PCN_CODE\n1,2\n', "header", "header"),
        (b"PCN_CODE,pcn_code \n1,2\n", "2 columns named `PCN_CODE`", "Rename"),
        (b"PCN_CODE,_line\n1,2\n", "`_line`", "Rename"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_remedy(
    desk: Any, data: bytes, says: str, advises: str
) -> None:
    with pytest.raises(SourceInvalid) as refusal:
        desk.land(data)
    assert says in refusal.value.message
    assert "list-size.csv" in refusal.value.message
    assert advises in refusal.value.remedy
    assert not desk.home.landed.exists()


def test_a_header_without_rows_is_refused(desk: Any) -> None:
    with pytest.raises(SourceInvalid, match="a header and no rows"):
        desk.land(desk.csv())


def test_a_missing_column_is_named_with_what_was_looked_for(desk: Any) -> None:
    header = desk.header.replace("PRACTICE_CODE", "PRACTISE_CODE")
    with pytest.raises(SourceInvalid) as refusal:
        desk.land(desk.csv(*desk.good_rows, header=header))
    message = refusal.value.message
    assert "`practice_code`" in message
    assert "`PRACTICE_CODE`, `OrganisationCode`" in message
    assert "`PRACTISE_CODE`, `PCN_CODE`" in message
    assert "If `PRACTISE_CODE` is it" in refusal.value.remedy


def test_another_separator_is_recognised(desk: Any) -> None:
    data = desk.csv(*desk.good_rows).replace(b",", b";")
    with pytest.raises(SourceInvalid) as refusal:
        desk.land(data)
    assert "not separated by commas" in refusal.value.remedy


@pytest.mark.parametrize(
    "header",
    [
        "EXTRACT_DATE,OrganisationCode,PCN_CODE,Number of patients",
        "extract_date,practice_code,pcn_code,NUMBER  OF PATIENTS",
        "\ufeffEXTRACT_DATE,PRACTICE_CODE, PCN_CODE ,NUMBER_OF_PATIENTS",
    ],
)
def test_renamed_columns_and_byte_order_marks_are_understood(
    desk: Any, header: str
) -> None:
    landed = desk.land(desk.csv(*desk.good_rows, header=header))
    assert (landed.rows_landed, landed.period) == (4, "2026-07")


@pytest.mark.parametrize("newline", [b"\r\n", b"\r", b"\n"])
def test_every_line_ending_reads_alike(desk: Any, newline: bytes) -> None:
    data = desk.csv(*desk.good_rows).replace(b"\n", newline)
    landed = desk.land(data)
    rows = desk.rows(landed, "NUMBER_OF_PATIENTS", "_line")
    assert rows == [("1200", 2), ("3400", 3), ("560", 4), ("78", 5)]


def test_windows_1252_is_read_and_said(desk: Any) -> None:
    row = "01JUL2026,Z00005,Café – Ÿ,1"
    landed = desk.land(
        desk.csv(*desk.good_rows).replace(b"\n", b"\r\n") + row.encode("cp1252")
    )
    assert desk.rows(landed, "PCN_CODE")[-1] == ("Café – Ÿ",)
    assert landed.encoding == "cp1252"
    assert "Windows-1252" in landed.notices[0]


def test_gzip_is_transparent_whatever_the_name(desk: Any) -> None:
    data = gzip.compress(desk.csv(*desk.good_rows), mtime=0)
    assert desk.land(data, "list-size.csv.gz").rows_landed == 4
    assert desk.land(data, "list-size.csv").rows_landed == 4


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('01JUL2026,Z00005,"U90001,12', "quotation mark left open"),
        ('01JUL2026,Z"00005,"U90001,12', "quotation mark left open"),
        ("01JUL2026,Z00005,U90001", "3 fields where 4 are expected"),
        ("01JUL2026,Z00005,U90001,1,296", "5 fields where 4 are expected"),
        ("", "blank line"),
        ("01JUL2026,Z0\x000005,U90001,12", "NUL byte"),
    ],
)
def test_a_line_that_is_no_row_is_set_aside_and_the_next_survive(
    desk: Any, line: str, reason: str
) -> None:
    rows = (*desk.good_rows[:2], line, *desk.good_rows[2:])
    landed = desk.land(desk.csv(*rows))
    (reject,) = landed.read_rejects()
    assert (reject.line, reject.reason, reject.text) == (4, reason, line)
    lines = [number for (number,) in desk.rows(landed, "_line")]
    assert lines == [2, 3, 5, 6]
    assert landed.lines_read == landed.rows_landed + landed.rows_set_aside == 5


def test_a_quote_open_at_the_very_end_is_set_aside(desk: Any) -> None:
    landed = desk.land(desk.csv(*desk.good_rows, '01JUL2026,Z"5","U'))
    assert (landed.rows_landed, landed.rows_set_aside) == (4, 1)


def test_quotes_inside_a_field_are_text(desk: Any) -> None:
    landed = desk.land(
        desk.csv(*desk.good_rows, '01JUL2026,6" pipe 4" bolt,"a ""b""",1')
    )
    assert desk.rows(landed, "PRACTICE_CODE", "PCN_CODE")[-1] == (
        '6" pipe 4" bolt',
        'a "b"',
    )


def test_a_file_with_too_many_bad_lines_is_refused_as_a_whole(desk: Any) -> None:
    with pytest.raises(SourceInvalid, match=r"4 of 8 lines .* allows 20 %"):
        desk.land(desk.csv(*desk.good_rows, *["too,short"] * 4))


def test_leading_blank_lines_keep_the_line_numbers_right(desk: Any) -> None:
    landed = desk.land(b"\n\n" + desk.csv(*desk.good_rows))
    assert desk.rows(landed, "_line")[0] == (4,)
    assert [reject.line for reject in landed.read_rejects()] == [1, 2]


def test_a_column_without_a_name_is_kept_and_said(desk: Any) -> None:
    rows = [f"{row}," for row in desk.good_rows]
    landed = desk.land(desk.csv(*rows, header=f"{desk.header},"))
    assert desk.rows(landed, "unnamed_5")[0] == (None,)
    assert "without a name" in landed.notices[0]


@pytest.mark.parametrize("date", ["32JUL2026", "soon"])
def test_a_period_that_is_none_is_refused(desk: Any, date: str) -> None:
    row = desk.good_rows[0].replace("01JUL2026", date)
    with pytest.raises(SourceInvalid, match=f"`{date}`, which is not a month"):
        desk.land(desk.csv(row))


def test_two_periods_in_one_file_are_said(desk: Any) -> None:
    other = desk.good_rows[3].replace("JUL", "JUN")
    landed = desk.land(desk.csv(*desk.good_rows[:3], other))
    assert landed.period == "2026-07"
    assert "holds June 2026 too" in landed.notices[0]
