"""Rows set aside, cells left empty, values converted: each found once and counted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc
import pytest

from phm.sources.cells.known_codes import read_references
from phm.sources.check import Inspection, check_landed, inspect_file
from phm.sources.finding import FindingKind
from phm.sources.landed import list_landed
from phm.warehouse.staging import Staged, stage


VISITS = r"""
id = "visits"
title = "Visits"
publisher = "Office of Examples"
licence = "OGL-3.0"
landing_page = "https://example.org/visits"
access = "open"
grain = "one row per visit"
files = ["visits*.csv"]
key = ["visit"]
max_set_aside_percent = 50.0

[[vintages]]
period = "2026"

[[rules]]
kind = "not_after"
column = "came"
other = "left"

[[rules]]
kind = "not_after"
column = "came"
other = "sent"

[columns.visit]
description = "Key of the visit."
matches = '^[A-Za-z0-9_.:-]{4,80}$'
required = true
code = true
pseudonym = true

[columns.sent]
type = "date"
description = "Day of the file."
required = true
repair = ["excel_serial_date"]

[columns.came]
type = "date"
description = "First day."
required = true
repair = ["excel_serial_date"]

[columns.left]
type = "date"
description = "Last day."
repair = ["excel_serial_date"]
on_fault = "cell"

[columns.sugar]
type = "number"
description = "HbA1c."
min = 20
max = 195
repair = ["hba1c_percent"]
on_fault = "cell"

[columns.sex]
description = "Sex."
values = ["female", "male"]
code = true
on_fault = "cell"
"""
HEADER = "visit,sent,came,left,sugar,sex"
GOOD = tuple(f"V{n:04d},2026-06-30,2026-03-01,2026-04-01,58,male" for n in range(20))
Judge = Callable[..., tuple[Inspection, Staged]]


@dataclass(frozen=True)
class Fault:
    """A row, and what must become of it."""

    row: str
    what: str
    reason: str
    column: str


FAULTS = (
    Fault("1E+05,2026-06-30,2026-03-01,,,", "row", "changed by a spread", "visit"),
    Fault("MAR-5,2026-06-30,2026-03-01,,,", "row", "changed by a spread", "visit"),
    Fault("#REF!,2026-06-30,2026-03-01,,,", "row", "changed by a spread", "visit"),
    Fault("V90,2026-06-30,2026-03-01,,,", "row", "not has the shape", "visit"),
    Fault(",2026-06-30,2026-03-01,,,", "row", "not always present", "visit"),
    Fault("V9001,2026-06-30,,,,", "row", "not always present", "came"),
    Fault("V9001,2026-06-30,30/02/2026,,,", "row", "not a date that can", "came"),
    Fault("V9001,2026-06-30,2026-07-01,,,", "row", "came is after sent", "came"),
    Fault("V9001,2026-06-30,2026-03-01,1/1/2026,,", "cell", "came is after", "left"),
    Fault("V9001,2026-06-30,2026-03-01,soon,,", "cell", "not a date that", "left"),
    Fault("V9001,2026-06-30,2026-03-01,,600,", "cell", "not at most 195", "sugar"),
    Fault("V9001,2026-06-30,2026-03-01,,n/k,", "cell", "not reads as a n", "sugar"),
    Fault("V9001,2026-06-30,2026-03-01,,,5-Mar", "cell", "changed by a sp", "sex"),
    Fault("V9001,2026-06-30,2026-03-01,,,man", "cell", "not one of femal", "sex"),
    Fault("V9001,2026-06-30,2026-03-01,,7.5,", "converted", "read as %", "sugar"),
    Fault("V9001,2026-06-30,46082,,,", "converted", "written in another", "came"),
)


@pytest.fixture
def judge(desk: Any, declare: Any) -> Judge:
    """Land lines after the good ones; what the check says and what staging does."""
    desk.sources.update(declare(VISITS))

    def judged(*rows: str) -> tuple[Inspection, Staged]:
        landed = desk.land(
            desk.csv(*GOOD, *rows, header=HEADER), "visits.csv", "visits"
        )
        references = read_references(list_landed(desk.home), desk.sources)
        inspection = inspect_file(landed, desk.sources["visits"], (), references)
        return inspection, stage(inspection)

    return judged


def listed(staged: Staged) -> list[tuple[str, str, int, str]]:
    """What, column, line and value of everything listed."""
    return [
        (row["what"], row["column"], row["line"], row["value"])
        for row in staged.set_aside.to_pylist()
    ]


def test_good_rows_are_used_and_nothing_is_said(judge: Judge) -> None:
    inspection, staged = judge()
    assert (staged.table.num_rows, inspection.verdicts) == (len(GOOD), ())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.row)
def test_each_fault_is_found_once_and_does_what_is_declared(
    judge: Judge, fault: Fault
) -> None:
    inspection, staged = judge(fault.row)
    (verdict,) = inspection.verdicts
    assert (verdict.what.value, verdict.column) == (fault.what, fault.column)
    assert verdict.reason.startswith(fault.reason)
    assert staged.table.num_rows == len(GOOD) + (fault.what != "row")
    assert staged.rows_set_aside == (fault.what == "row")
    ((what, column, line, _),) = listed(staged)
    assert (what, column, line) == (fault.what, fault.column, len(GOOD) + 2)
    cell = staged.table[fault.column].to_pylist()[-1]
    assert (cell is None) is (fault.what == "cell")


@pytest.mark.parametrize(
    ("what", "said"),
    [("row", "set aside"), ("cell", "left empty"), ("converted", "are used")],
)
def test_findings_say_which(judge: Judge, what: str, said: str) -> None:
    fault = next(fault for fault in FAULTS if fault.what == what)
    (finding,) = (v.finding for v in judge(fault.row)[0].verdicts)
    assert said in finding.message
    kind = FindingKind.NOTICE if what == "converted" else FindingKind.RECORD
    assert (finding.kind, finding.count) == (kind, 1)


def test_a_row_is_set_aside_once_however_many_faults_it_has(judge: Judge) -> None:
    inspection, staged = judge("V90,2026-06-30,2026-07-01,soon,7.5,man")
    assert len(inspection.verdicts) == 5
    assert [what for what, *_ in listed(staged)] == ["row"]
    assert staged.converted == ()


def test_a_good_row_that_repeats_the_key_of_a_bad_one_is_used(judge: Judge) -> None:
    rows = ("V9001,2026-06-30,2026-07-01,,,", "V9001,2026-06-30,2026-03-01,,,")
    _, staged = judge(*rows)
    assert (staged.table.num_rows, staged.rows_set_aside) == (len(GOOD) + 1, 1)


def test_rows_that_repeat_are_told_from_rows_that_disagree(judge: Judge) -> None:
    other = GOOD[1].replace("male", "female")
    inspection, staged = judge(GOOD[0], other, GOOD[0])
    counts = {v.reason[:6]: pc.sum(v.rows).as_py() for v in inspection.verdicts}
    assert counts == {"repeat": 2, "have t": 1}
    assert staged.rows_set_aside == 3


def test_hexadecimal_keys_are_not_taken_for_mangled_ones(judge: Judge) -> None:
    _, staged = judge(
        "4312e881,2026-06-30,2026-03-01,,,", "1e05,2026-06-30,2026-03-01,,,"
    )
    assert staged.rows_set_aside == 0


def test_what_stands_in_a_key_that_fails_is_never_shown(judge: Judge) -> None:
    inspection, staged = judge("Ann Other,2026-06-30,2026-03-01,,,")
    assert [value for *_, value in listed(staged)] == [""]
    assert "Ann" not in str(inspection.findings)


def test_days_are_staged_as_iso_text(judge: Judge) -> None:
    _, staged = judge("V9001,30/06/2026,46082,1-Apr-26,,")
    last = staged.table.slice(len(GOOD)).to_pylist()[0]
    assert (last["sent"], last["came"], last["left"]) == (
        "2026-06-30",
        "2026-03-01",
        "2026-04-01",
    )


def test_codes_of_any_period_landed_are_known(desk: Any) -> None:
    header = f"{desk.header},LSOA21CD"
    rows = [f"{row},E0199990{n}" for n, row in enumerate(desk.good_rows)]
    desk.land(desk.csv(*rows, header=header))
    desk.land(b"LSOA21CD\nE01999900\nE01999901\n", "lsoas.csv", "lsoas")
    known = read_references(list_landed(desk.home), desk.sources).codes
    assert set(known["lsoas.lsoa21_code"].to_pylist()) == {"E01999900", "E01999901"}
    about = [f for f in check_landed(desk.home, desk.sources) if f.column]
    assert [(f.column, f.count) for f in about] == [("lsoa21_code", 2)]
