"""Templates: written from the declaration, and taken back when filled."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from phm.errors import PhmError
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.check import check_landed
from phm.sources.constraints import KnownIn
from phm.sources.fields import read_fields
from phm.sources.finding import FindingKind
from phm.sources.land import land_folder
from phm.sources.mapping import extracts, home_catalogue, read_mapping
from phm.sources.source import Column, Source
from phm.sources.templates.files import mapping_file, template_files, write_files
from phm.sources.templates.words import entries, example_of, notes


SOURCES = load_catalogue()
EXTRACTS = extracts(SOURCES)
EVERY = pytest.mark.parametrize("source", EXTRACTS.values(), ids=EXTRACTS)
COLUMNS = [
    (source, column) for source in EXTRACTS.values() for column in source.columns
]


def written(source: Source, folder: Path) -> dict[str, Path]:
    """The template's files by ending."""
    paths = write_files(template_files(source, SOURCES), folder)
    return {path.suffix: path for path in paths}


def example_rows(header: Sequence[str], source: Source) -> list[list[str]]:
    """Three rows of examples; only the first column of the key differs."""
    rows = []
    for number in range(3):
        row = {name: example_of(source.column(name)) for name in header}
        row[source.key[0]] += str(number)
        rows.append([row[name] for name in header])
    return rows


def as_csv(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def landed_cleanly(home: Home, folder: Path, source: Source) -> pa.Table:
    """The landed table of the one file there is; no row and no file had a fault."""
    report = land_folder(folder, home, SOURCES)
    assert [error for _, error in report.refused] == []
    assert [one.source_id for one in report.landed] == [source.id]
    found = check_landed(home, {source.id: source}, corrections=())
    assert [f.message for f in found if f.kind is not FindingKind.NOTICE] == []
    assert report.landed[0].period == "2026-06-30"
    return pq.read_table(report.landed[0].parquet)


def test_eight_extracts_have_a_template() -> None:
    names = "assets caseloads contacts outcomes patients projects referrals support"
    assert list(EXTRACTS) == names.split()


@EVERY
def test_a_filled_csv_is_landed_without_a_fault(
    source: Source, home: Home, tmp_path: Path
) -> None:
    path = written(source, tmp_path / "template")[".csv"]
    empty = path.read_bytes()
    header = empty.decode("utf-8-sig").splitlines()[0].split(",")
    home.raw.mkdir()
    filled = empty + as_csv(example_rows(header, source)).removeprefix(b"\xef\xbb\xbf")
    (home.raw / path.name).write_bytes(filled)
    assert empty.startswith(b"\xef\xbb\xbf")
    table = landed_cleanly(home, home.raw, source)
    assert table.column_names == [*(c.name for c in source.columns), "_line"]
    assert table.num_rows == 3


@EVERY
def test_a_filled_first_sheet_saved_as_csv_is_landed_too(
    source: Source, home: Home, tmp_path: Path
) -> None:
    path = written(source, tmp_path / "template")[".xlsx"]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    header = [cell.value for cell in sheet[1]]
    home.raw.mkdir()
    rows = [header, *example_rows(header, source)]
    (home.raw / f"{sheet.title}.csv").write_bytes(as_csv(rows))
    assert landed_cleanly(home, home.raw, source).num_rows == 3


def test_an_empty_template_is_not_taken_for_data(home: Home, tmp_path: Path) -> None:
    written(EXTRACTS["referrals"], home.raw)
    report = land_folder(home.raw, home, SOURCES)
    assert [path.name for path, _ in report.refused] == ["referrals.csv"]
    assert "no rows" in report.refused[0][1].message


@EVERY
def test_the_workbook_helps_to_fill_it_right(source: Source, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(source, tmp_path)[".xlsx"])
    assert book.sheetnames == [source.id, "Data dictionary", "Notes", "Lists"]
    assert [sheet.sheet_state for sheet in book.worksheets][-2:] == [
        "visible",
        "hidden",
    ]
    sheet, lists = book.worksheets[0], book["Lists"]
    assert sheet.freeze_panes == "A2"
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in _rules(sheet)}
    for cell, column in zip(sheet[1], source.columns, strict=True):
        rule = rules[cell.column_letter]
        shown = sheet.column_dimensions[cell.column_letter].number_format
        assert len(rule.prompt) <= 255
        assert str(rule.sqref).endswith("1048576")
        if column.values or column.type == "flag":
            where = rule.formula1.removeprefix("Lists!").replace("$", "")
            offered = [one.value for (one,) in lists[where]]
            assert offered == list(column.values or (1, 0))
        if column.type == "date":
            assert (rule.type, shown) == ("date", "yyyy-mm-dd")
        if column.type == "text":
            assert shown == "@"


def _rules(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[object]:
    return list(sheet.data_validations.dataValidation)


@EVERY
def test_the_dictionary_says_every_rule_in_words(
    source: Source, tmp_path: Path
) -> None:
    files = written(source, tmp_path)
    page = files[".md"].read_text("utf-8")
    sheet = openpyxl.load_workbook(files[".xlsx"])["Data dictionary"]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[1:] == [list(entry.cells) for entry in entries(source, SOURCES)]
    for column, entry in zip(source.columns, entries(source, SOURCES), strict=True):
        assert f"| {column.name} | {column.description} |" in page
        assert column.matches is None or column.matches not in entry.allowed
        assert all(value in entry.allowed for value in column.values)
        assert all(name in entry.other_names for name in column.published_as[1:])
        assert ("required" in entry.needed) is not column.optional


@pytest.mark.parametrize(
    ("source", "column"), COLUMNS, ids=[f"{s.id}.{c.name}" for s, c in COLUMNS]
)
def test_every_example_may_be_sent(source: Source, column: Column) -> None:
    cell = pa.array([example_of(column)], pa.string())
    told = [rule for rule in column.constraints if not isinstance(rule, KnownIn)]
    assert cell[0].as_py()
    assert [r for r in told if pc.any(r.violations(cell)).as_py()] == []


def test_the_notes_name_what_is_refused_and_the_standard() -> None:
    said = notes(EXTRACTS["referrals"])
    door = " ".join(said["Refused at the door"])
    for what in ("NHS numbers", "names of people", "full dates of birth", "postcodes"):
        assert what in door
    assert "set 2 of 4" in " ".join(said["What this is"])
    assert "referral_date is not after closed_date." in said["Rules"]
    assert "CSV UTF-8" in " ".join(said["How to send it"])
    assert "Open Government Licence" not in " ".join(
        notes(EXTRACTS["projects"])["What this is"]
    )


@EVERY
def test_the_same_declaration_gives_the_same_bytes(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = template_files(source, SOURCES)
    later = _ticking()
    monkeypatch.setattr("time.time", lambda: next(later))
    monkeypatch.setattr(
        "zipfile.time.localtime", lambda *_: (2031, 2, 3, 4, 5, 6, 0, 0, 0)
    )
    assert template_files(source, SOURCES) == first


def _ticking() -> Iterator[float]:
    moment = 2_000_000_000.0
    while True:
        moment += 3
        yield moment


def test_a_filled_file_is_never_overwritten(tmp_path: Path) -> None:
    source = EXTRACTS["contacts"]
    paths = written(source, tmp_path)
    written(source, tmp_path)
    paths[".csv"].write_bytes(paths[".csv"].read_bytes() + b"C1,R1\r\n")
    paths[".md"].unlink()
    with pytest.raises(PhmError, match=r"contacts\.csv is there already") as refusal:
        written(source, tmp_path)
    assert "--to" in refusal.value.remedy
    assert not paths[".md"].exists()


@EVERY
def test_the_starter_of_a_mapping_changes_nothing(
    source: Source, home: Home, tmp_path: Path
) -> None:
    (path,) = write_files(mapping_file(source), home.mappings)
    assert home_catalogue(home) == SOURCES
    uncommented = _without_comment_signs(path.read_text("utf-8"))
    path.write_text(uncommented, encoding="utf-8")
    fields = read_fields(path)
    assert set(fields.table["columns"]) == {column.name for column in source.columns}
    coded = {c.name for c in source.columns if c.values or c.type == "flag"}
    assert set(fields.table["codes"]) == coded


def test_the_starter_used_as_it_is_written_reads(home: Home) -> None:
    text = mapping_file(EXTRACTS["contacts"])["contacts_mapping.toml"].decode()
    kept = [line for line in text.splitlines() if "…" not in line]
    path = home.root / "some.toml"
    path.write_text(_without_comment_signs("\n".join(kept)), encoding="utf-8")
    mapped = read_mapping(path, SOURCES)
    assert mapped.files[-1] == "GP_extract*.csv"
    assert mapped.column("contact_date").date_formats == ("%d-%b-%y", "%d/%m/%Y")


def _without_comment_signs(text: str) -> str:
    """As if somebody had taken away the # of every line that sets something."""
    lines = []
    for number, line in enumerate(text.splitlines()):
        bare = line.removeprefix("# ")
        sets = " = " in bare and not bare.startswith("Left of")
        if line.startswith("# ") and (sets or bare.startswith("[codes.")):
            placeholder = bare.replace('"…" =', f'"{number}" =')
            lines.append(placeholder)
        else:
            lines.append(line)
    return "\n".join(lines)
