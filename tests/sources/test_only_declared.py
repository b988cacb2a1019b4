"""Of a local file only declared columns are kept, and messages repeat no cell of it."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from phm.errors import IdentifierFound, SourceInvalid
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.land import land_file
from phm.sources.landing.recognise import recognise
from tests.sources.extract_rows import as_csv, rows_of, test_number


PATIENTS = load_catalogue()["patients"]
SURNAME = "Exampleton"


def supplied(folder: Path, name: str = "patients.csv", **cells: Any) -> Path:
    """Patients with a cell of their own in some columns."""
    rows = rows_of(PATIENTS, count=30)
    for number, row in enumerate(rows):
        row |= {column: make(number) for column, make in cells.items()}
    path = folder / name
    path.write_bytes(as_csv(rows))
    return path


def everything(home: Home) -> str:
    """All that was written."""
    files = [path for path in home.root.rglob("*") if path.is_file()]
    return "".join(
        str(pq.read_table(path).to_pylist())
        if path.suffix == ".parquet"
        else path.read_text(encoding="utf-8")
        for path in files
    )


def test_a_column_nobody_declared_is_not_kept_and_that_is_said(
    home: Home, tmp_path: Path
) -> None:
    path = supplied(tmp_path, remarks=lambda n: f"{SURNAME} moved in with {n} others")
    landed = land_file(path, PATIENTS, home)
    assert (
        "1 column(s) that are not declared were not kept: `remarks`." in landed.notices
    )
    assert landed.rows_landed == 30
    assert SURNAME not in everything(home)


@pytest.mark.parametrize(
    "spelled",
    [
        lambda n: f"{n[:3]}.{n[3:6]}.{n[6:]}",
        lambda n: f"{n[:3]}_{n[3:6]}_{n[6:]}",
    ],
)
def test_an_nhs_number_spelled_as_a_key_is_refused(
    home: Home, tmp_path: Path, spelled: Any
) -> None:
    path = supplied(tmp_path, person_key=lambda n: spelled(test_number(40 * n)))
    with pytest.raises(IdentifierFound, match="NHS numbers in column `person_key`"):
        land_file(path, PATIENTS, home)
    assert everything(home) == ""


def test_a_day_that_is_none_is_not_repeated(home: Home, tmp_path: Path) -> None:
    path = supplied(tmp_path, extract_date=lambda _: f"born in May {SURNAME}")
    with pytest.raises(SourceInvalid, match="Column `extract_date`") as why:
        land_file(path, PATIENTS, home)
    assert SURNAME not in str(why.value)


def test_of_a_web_page_only_the_tag_is_repeated(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_text(f'<row name="{SURNAME}"/>', encoding="utf-8")
    with pytest.raises(SourceInvalid, match="it begins <row") as why:
        land_file(path, PATIENTS, home)
    assert SURNAME not in str(why.value)


@pytest.mark.parametrize("name", ["patients_June.xlsx", "Q1_patients.XLSM"])
def test_a_filled_workbook_is_told_how_to_be_saved(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK")
    (unknown,) = recognise(tmp_path, load_catalogue()).unrecognised
    assert "for patients" in unknown.why
    assert "CSV UTF-8" in unknown.why
