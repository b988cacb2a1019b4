"""People who opted out never reach the landed rows, and are counted."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from phm.errors import SourceInvalid
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.check import check_landed
from phm.sources.finding import FindingKind
from phm.sources.land import Landed, land_file, list_landed
from phm.sources.source import Source
from tests.sources.extract_rows import as_csv, rows_of


PATIENTS = load_catalogue()["patients"]


def mapped(**codes: str) -> Source:
    """Patients whose opt-outs are spelled in a system's own way."""
    columns = tuple(
        replace(c, codes=tuple(codes.items())) if c.name == "opted_out" else c
        for c in PATIENTS.columns
    )
    return replace(PATIENTS, columns=columns)


def supplied(folder: Path, *opted_out: str, name: str = "patients.csv") -> Path:
    """Patients, one for each word."""
    rows = rows_of(PATIENTS, count=len(opted_out))
    for row, said in zip(rows, opted_out, strict=True):
        row["opted_out"] = said
    path = folder / name
    path.write_bytes(as_csv(rows))
    return path


def lines(landed: Landed) -> list[int]:
    """The lines that are still there."""
    return pq.read_table(landed.parquet)["_line"].to_pylist()


@pytest.mark.parametrize("word", ["1", "y", "Y", "yes", "YES", "true", " True ", "1.0"])
def test_every_spelling_of_yes_removes_the_person(
    home: Home, tmp_path: Path, word: str
) -> None:
    landed = land_file(supplied(tmp_path, "0", word, "", "no"), PATIENTS, home)
    assert lines(landed) == [2, 4, 5]
    (reject,) = landed.read_rejects()
    assert (reject.line, reject.reason, reject.text) == (3, "opted out", "")
    assert landed.lines_read == landed.rows_landed + landed.rows_set_aside == 4
    assert "1 person is opted out and was removed (25.0 %)." in landed.notices


def test_a_systems_own_word_removes_the_person(home: Home, tmp_path: Path) -> None:
    source = mapped(Dissent="1", Consent="0")
    words = ["Consent", "Dissent", "dissent", "Consent", ""]
    landed = land_file(supplied(tmp_path, *words), source, home)
    assert lines(landed) == [2, 5, 6]
    assert "2 people are opted out and were removed (40.0 %)." in landed.notices


def test_opt_outs_are_no_bad_rows(home: Home, tmp_path: Path) -> None:
    landed = land_file(supplied(tmp_path, *["1"] * 60, *["0"] * 40), PATIENTS, home)
    assert (landed.rows_landed, landed.rows_set_aside) == (40, 60)
    findings = check_landed(home, {"patients": PATIENTS}, corrections=())
    assert not [one for one in findings if one.kind is FindingKind.FILE]
    (removed,) = [one for one in findings if "opted out (first" in one.message]
    assert (removed.count, removed.example_value, removed.remedy) == (60, "", "")


def test_nothing_of_a_person_who_opted_out_is_left(home: Home, tmp_path: Path) -> None:
    rows = rows_of(PATIENTS)
    rows[1] |= {"person_key": "K-kept-nowhere", "opted_out": "1"}
    path = tmp_path / "patients.csv"
    path.write_bytes(as_csv(rows))
    landed = land_file(path, PATIENTS, home)
    assert (
        "K-kept-nowhere" not in pq.read_table(landed.parquet)["person_key"].to_pylist()
    )
    for file in (landed.rejects, landed.sidecar):
        assert "K-kept-nowhere" not in file.read_text("utf-8")


def test_an_opt_out_that_cannot_be_read_counts_as_one(
    home: Home, tmp_path: Path
) -> None:
    landed = land_file(supplied(tmp_path, "0", "objects", "0"), PATIENTS, home)
    assert lines(landed) == [2, 4]
    (reject,) = landed.read_rejects()
    assert "cannot be read" in reject.reason
    with pytest.raises(SourceInvalid, match="cannot be read"):
        land_file(supplied(tmp_path, *["objects"] * 9, "0"), PATIENTS, home)


def test_a_file_that_does_not_say_who_opted_out_is_told(
    home: Home, tmp_path: Path
) -> None:
    rows = rows_of(PATIENTS)
    for row in rows:
        del row["opted_out"]
    path = tmp_path / "patients.csv"
    path.write_bytes(as_csv(rows))
    (sentence,) = land_file(path, PATIENTS, home).notices
    assert "does not say who opted out" in sentence


def test_a_later_file_with_fewer_people_replaces_the_earlier_one(
    home: Home, tmp_path: Path
) -> None:
    """The fuller of two published files serves; of two extracts the later one."""
    first = land_file(supplied(tmp_path, "0", "0", "0"), PATIENTS, home)
    later = land_file(
        supplied(tmp_path, "0", "1", name="patients_again.csv"), PATIENTS, home
    )
    assert list_landed(home) == [later]
    assert not first.parquet.exists()
