"""The workbook of an extract: a sheet to fill, its dictionary, its notes, its lists."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from phm.sources.source import Column, Source
from phm.sources.templates.words import HEADINGS, Entry, entries, notes


LISTS = "Lists"
FLAGS = (1, 0)
TEXT = "@"  # as text a code stays what it is: 99 and 2026-06 are not recounted
FORMATS = {"date": "yyyy-mm-dd", "flag": "0", "integer": "0", "number": "General"}
_LAST_ROW = 1_048_576  # of a worksheet
_LONGEST_TIP, _LONGEST_ERROR, _LONGEST_TITLE = 255, 225, 32  # of a spreadsheet
_WIDTHS = (26, 60, 20, 46, 12, 26, 24, 30, 28)
_HEADER_GREY = "FFE7E6E6"
_NO_DAY = datetime(1980, 1, 1)  # the earliest that a zip can say
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def workbook(source: Source, sources: Mapping[str, Source]) -> bytes:
    """An .xlsx file; no byte of it depends on when it was written."""
    book = Workbook()
    sheet = book.active
    sheet.title = source.id
    words = entries(source, sources)
    lists = book.create_sheet(LISTS)
    _write_table(sheet, [[column.name for column in source.columns]])
    for number, (column, entry) in enumerate(
        zip(source.columns, words, strict=True), start=1
    ):
        _prepare_column(sheet, lists, number, column, entry)
    _write_table(
        book.create_sheet("Data dictionary", 1),
        [HEADINGS, *(entry.cells for entry in words)],
        widths=_WIDTHS,
    )
    _write_notes(book.create_sheet("Notes", 2), source)
    lists.sheet_state = "hidden"
    return _timeless(book)


def _write_table(
    sheet: Worksheet, rows: Sequence[Sequence[str]], widths: Sequence[int] = ()
) -> None:
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADER_GREY)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = TEXT


def _prepare_column(
    sheet: Worksheet, lists: Worksheet, number: int, column: Column, entry: Entry
) -> None:
    """How the cells below a header look, what they take, and what the tip says."""
    letter = get_column_letter(number)
    shape = sheet.column_dimensions[letter]
    shape.width = max(12, len(column.name) + 3)
    shape.number_format = FORMATS.get(column.type, TEXT)
    rule = _validation(column, lists, letter)
    rule.allow_blank = not column.required
    rule.promptTitle = column.name[:_LONGEST_TITLE]
    rule.prompt = _tip(entry)
    rule.showInputMessage = True
    rule.errorTitle = column.name[:_LONGEST_TITLE]
    rule.error = (entry.allowed or entry.type)[:_LONGEST_ERROR]
    rule.errorStyle = "warning" if column.repair or column.type == "flag" else "stop"
    rule.showErrorMessage = rule.type is not None
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)


def _validation(column: Column, lists: Worksheet, letter: str) -> DataValidation:
    allowed = FLAGS if column.type == "flag" else column.values
    if allowed:
        for row, value in enumerate(allowed, start=1):
            lists[f"{letter}{row}"] = value
            lists[f"{letter}{row}"].number_format = FORMATS.get(column.type, TEXT)
        where = f"${letter}$1:${letter}${len(allowed)}"
        return DataValidation(type="list", formula1=f"{LISTS}!{where}")
    if column.type == "date":
        return DataValidation(type="date", operator="greaterThan", formula1="1")
    if column.type in ("integer", "number"):
        return _number_between(column)
    return DataValidation()


def _number_between(column: Column) -> DataValidation:
    kind = "whole" if column.type == "integer" else "decimal"
    if column.min is None or column.max is None:
        return DataValidation()
    return DataValidation(
        type=kind,
        operator="between",
        formula1=str(column.min),
        formula2=str(column.max),
    )


def _tip(entry: Entry) -> str:
    parts = (entry.meaning, entry.type, entry.needed, f"Example: {entry.example}")
    tip = ". ".join(part.rstrip(".") for part in parts)
    return tip if len(tip) <= _LONGEST_TIP else f"{tip[: _LONGEST_TIP - 1]}…"


def _write_notes(sheet: Worksheet, source: Source) -> None:
    sheet.column_dimensions["A"].width = 110
    for heading, sentences in notes(source).items():
        sheet.append([heading])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for sentence in sentences:
            sheet.append([sentence])
            cell = sheet.cell(sheet.max_row, 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _timeless(book: Workbook) -> bytes:
    """The file with every time of writing replaced: openpyxl puts in the clock's."""
    written, out = io.BytesIO(), io.BytesIO()
    book.save(written)
    stamp = _NO_DAY.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>" + stamp, content)
            entry = zipfile.ZipInfo(name, date_time=_NO_DAY.timetuple()[:6])
            new.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
