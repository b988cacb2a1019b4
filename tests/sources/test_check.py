"""Checks: what is found in landed files, how many, with an example and a remedy."""

from typing import Any

import pytest

from phm.sources.check import Finding, FindingKind, check_landed
from phm.sources.corrections import Correction


def found(desk: Any, kind: FindingKind, **options: Any) -> list[Finding]:
    """The findings of one kind about the list sizes."""
    findings = check_landed(desk.home, desk.sources, **options)
    about = [f for f in findings if f.source_id == "list_sizes"]
    return [finding for finding in about if finding.kind is kind]


def records(desk: Any) -> list[tuple[str, int, int | None, str]]:
    """Column, count, example line and value of every record finding."""
    return [
        (f.column, f.count, f.example_line, f.example_value)
        for f in found(desk, FindingKind.RECORD)
    ]


def test_good_rows_have_no_findings(desk: Any) -> None:
    desk.land(desk.csv(*desk.good_rows))
    assert found(desk, FindingKind.RECORD) == found(desk, FindingKind.FILE) == []
    assert found(desk, FindingKind.NOTICE) == []


@pytest.mark.parametrize("cell", ["*", "-", "[c]", '"1,296"', " 12 ", "12.0", ""])
def test_marks_and_thousands_separators_are_no_faults(desk: Any, cell: str) -> None:
    desk.land(desk.csv(*desk.good_rows, f"01JUL2026,Z00005,U90001,{cell}"))
    assert records(desk) == []


@pytest.mark.parametrize("cell", ["*", "-", "[c]"])
def test_cells_not_published_are_counted_and_said(desk: Any, cell: str) -> None:
    desk.land(desk.csv(*desk.good_rows, f"01JUL2026,Z00005,U90001,{cell}"))
    (notice,) = found(desk, FindingKind.NOTICE)
    assert (notice.count, "not zeros" in notice.message) == (1, True)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("01JUL2026,Z00005,U90001,many", "patients", "many"),
        ("01JUL2026,Z00005,U90001,1.5", "patients", "1.5"),
        ('01JUL2026,Z00005,U90001,"1,29"', "patients", "1,29"),
        ("01JUL2026,Z00005,U90001,-5", "patients", "-5"),
        ("01JUL2026,Z00005,U9001,5", "pcn_code", "U9001"),
        ("01JUL2026,Z00005,Example PCN,5", "pcn_code", "Example PCN"),
        ("01JUL2026,z00005,U90001,5", "practice_code", "z00005"),
        ("01JUL2026,,U90001,5", "practice_code", ""),
    ],
)
def test_a_cell_that_breaks_a_rule_is_found(
    desk: Any, row: str, column: str, value: str
) -> None:
    desk.land(desk.csv(*desk.good_rows, row))
    assert records(desk) == [(column, 1, 6, value)]
    (finding,) = found(desk, FindingKind.RECORD)
    assert "line 6" in finding.message
    assert finding.remedy


def test_rows_that_repeat_and_rows_that_disagree_are_told_apart(desk: Any) -> None:
    again, changed = desk.good_rows[0], "01JUL2026,Z00002,U90001,9"
    desk.land(desk.csv(*desk.good_rows, again, changed))
    repeat, conflict = found(desk, FindingKind.RECORD)
    assert (repeat.count, repeat.example_line, repeat.example_value) == (1, 6, "Z00001")
    assert "repeat an earlier row exactly" in repeat.message
    assert (conflict.count, conflict.example_line) == (1, 7)
    assert "say something else" in conflict.message


def test_lines_set_aside_at_landing_are_found(desk: Any) -> None:
    desk.land(desk.csv(*desk.good_rows, 'x,"', "", ""))
    assert records(desk) == [("", 1, 6, 'x,"'), ("", 2, 7, "")]


def test_codes_of_2011_in_a_table_of_2021_are_found(desk: Any) -> None:
    header = f"{desk.header},LSOA21CD"
    rows = [f"{row},E0199990{n}" for n, row in enumerate(desk.good_rows)]
    desk.land(desk.csv(*rows, header=header))
    assert records(desk) == []
    desk.land(b"LSOA21CD\nE01999900\nE01999901\nE01999903\n", "lsoas.csv", "lsoas")
    assert records(desk) == [("lsoa21_code", 1, 4, "E01999902")]


def test_too_many_faults_refuse_the_file(desk: Any) -> None:
    bad = [row.replace("U9000", "X9000") for row in desk.good_rows]
    desk.land(desk.csv(*bad))
    (refusal,) = found(desk, FindingKind.FILE)
    assert refusal.count == 3
    assert "3 of 4 rows break a rule; list_sizes allows 20 %" in refusal.message


def test_rows_out_of_scope_are_counted_but_not_checked(
    desk: Any, declare: Any, list_sizes: str
) -> None:
    keep = '[keep]\npcn_code = ["U90001", "U90002"]\n\n[columns.practice_code]'
    desk.sources.update(declare(list_sizes.replace("[columns.practice_code]", keep)))
    desk.land(desk.csv(*desk.good_rows, "01JUL2026,bad,ICB,many"))
    (notice,) = found(desk, FindingKind.NOTICE)
    assert (notice.count, records(desk)) == (2, [])
    assert "pcn_code is U90001 or U90002" in notice.message


def test_renamed_and_undeclared_columns_are_said(desk: Any) -> None:
    header = "EXTRACT_DATE,OrganisationCode,PCN_CODE,NUMBER_OF_PATIENTS,SUPPLIER"
    desk.land(desk.csv(*[f"{row},x" for row in desk.good_rows], header=header))
    renamed, extra = found(desk, FindingKind.NOTICE)
    assert "`practice_code` from `OrganisationCode`" in renamed.message
    assert "1 column(s) are not declared and not used: `SUPPLIER`" in extra.message


def test_of_two_vintages_the_newest_is_used_and_said(desk: Any) -> None:
    desk.land(desk.csv(*desk.good_rows), "list-size-a.csv")
    older = [row.replace("JUL2026", "Nov2025") for row in desk.good_rows]
    desk.land(desk.csv(*older), "list-size-b.csv")
    (notice,) = found(desk, FindingKind.NOTICE)
    assert notice.period == "2025-11"
    assert "July 2026 is newer" in notice.message


def test_open_sources_that_are_not_supplied_are_said(desk: Any) -> None:
    missing, boundaries = check_landed(desk.home, desk.sources)
    assert (missing.source_id, missing.kind) == ("list_sizes", FindingKind.NOTICE)
    assert boundaries.source_id == "lsoas"
    assert "not supplied" in missing.message
    assert "https://example.org/lists" in missing.remedy


def test_landing_notices_are_findings(desk: Any) -> None:
    data = desk.csv(*desk.good_rows, "01JUL2026,Z00005,U,1") + "é".encode("cp1252")
    desk.land(data)
    assert "Windows-1252" in found(desk, FindingKind.NOTICE)[0].message


@pytest.mark.parametrize(
    ("expect", "kind"), [(1, FindingKind.NOTICE), (2, FindingKind.FILE)]
)
def test_corrections_are_made_first_and_expire_loudly(
    desk: Any, expect: int, kind: FindingKind
) -> None:
    desk.land(desk.csv(*desk.good_rows, "01JUL2026,Z00005,U9001,5"))
    correction = Correction(
        source="list_sizes",
        column="pcn_code",
        match="U9001",
        action="override",
        value="U90001",
        reason="A digit is missing.",
        status="reported",
        expect=expect,
    )
    (finding,) = found(desk, kind, corrections=[correction])
    assert "U9001" in finding.message
    mended = not found(desk, FindingKind.RECORD, corrections=[correction])
    assert mended is (expect == 1)


def test_a_scope_on_a_column_the_file_lacks_keeps_every_row(
    desk: Any, declare: Any, list_sizes: str
) -> None:
    keep = '[keep]\nlsoa21_code = ["E01999901"]\n\n[columns.practice_code]'
    desk.sources.update(declare(list_sizes.replace("[columns.practice_code]", keep)))
    desk.land(desk.csv(*desk.good_rows, "01JUL2026,bad,U,1"))
    assert records(desk) == [("practice_code", 1, 6, "bad")]
