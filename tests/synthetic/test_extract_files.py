"""Extract files: plain where they can be, quoted where they must, never different."""

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pytest

from phm.synthetic import extract_files
from phm.synthetic.extract_files import write_extract


def table(names: list[str | None]) -> pa.Table:
    flags = pa.array(["0", None, "1"] * len(names), pa.string()).slice(0, len(names))
    return pa.table({"name": names, "flag": flags.dictionary_encode()})


def test_empty_cells_are_empty_and_plain_cells_have_no_quotes(tmp_path: Path):
    path = write_extract("assets", table(["a", "b", None]), tmp_path)
    assert path.name == "SYNTHETIC_assets.csv"
    assert path.read_text("utf-8") == "name,flag\na,0\nb,\n,1\n"


@pytest.mark.parametrize("awkward", ["Tea, cake", 'The "Hub"', "Café, Böhm"])
def test_awkward_cells_come_back_as_they_went(tmp_path: Path, awkward: str):
    names = ["plain", awkward, "last"]
    path = write_extract("assets", table(names), tmp_path)
    assert pyarrow.csv.read_csv(path)["name"].to_pylist() == names


def test_the_number_of_pieces_does_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    many = table([f"name {number}" for number in range(1000)])
    whole = write_extract("assets", many, tmp_path).read_bytes()
    monkeypatch.setattr(extract_files, "ROWS_AT_ONCE", 7)
    assert write_extract("assets", many, tmp_path).read_bytes() == whole


def test_a_table_of_nobody_is_a_header(tmp_path: Path):
    path = write_extract("assets", table(["a"]).slice(0, 0), tmp_path)
    assert path.read_bytes() == b"name,flag\n"
