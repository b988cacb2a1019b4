"""`phm pseudonymise` as typed: what it says, how it ends, and what it never shows."""

import csv

import pytest

from phm.settings import PROJECT_ROOT
from phm.sources.catalogue import load_catalogue
from tests.sources.extract_rows import as_csv, rows_of, test_number


@pytest.fixture
def key(tmp_path, phm, home):
    """A key made by the command itself."""
    path = tmp_path / "secret.key"
    assert phm("pseudonymise", "--new-key", path).code == 0
    return path


@pytest.fixture
def raw(tmp_path):
    """Patients under their own numbers, with names and dates of birth."""
    rows = rows_of(load_catalogue()["patients"], count=4)
    header = ["NHS Number", "Surname", "DOB", *rows[0]]
    header = [n for n in header if n not in ("person_key", "year_of_birth")]
    for n, row in enumerate(rows):
        number = test_number(30 * n)
        row["NHS Number"] = f"{number[:3]} {number[3:6]} {number[6:]}"
        row |= {"Surname": "Exampleton", "DOB": f"0{n + 1}/02/1960"}
        del row["person_key"], row["year_of_birth"]
    path = tmp_path / "sent.csv"
    path.write_bytes(as_csv(rows, header))
    return path


def test_a_raw_file_is_refused_and_its_pseudonymised_one_lands(
    phm, home, tmp_path, raw, key
):
    folder = tmp_path / "extracts"
    folder.mkdir()
    (folder / "patients.csv").write_bytes(raw.read_bytes())
    refused = phm("land", folder)
    words = ("--column", "NHS Number", "--key-file", key, "--drop", "Surname")
    made = phm(
        *("pseudonymise", raw, *words),
        *("--year-of-birth", "DOB", "-o", folder / "patients.csv"),
    )
    landed = phm("land", folder)
    assert [one.code for one in (refused, made, landed)] == [10, 0, 0]
    for name in ("NHS Number", "Surname", "DOB"):
        assert f"`{name}`" in refused.err
    said = "".join((refused.out, refused.err, made.out, made.err))
    for value in ("Exampleton", "1960", *map(test_number, (0, 30, 60, 90))):
        assert value not in said.replace(" ", "")
    with (folder / "patients.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["person_key"] for row in rows}) == 4
    assert {row["year_of_birth"] for row in rows} == {"1960"}


def test_the_same_person_has_the_same_key_in_every_extract(phm, home, tmp_path, key):
    number = test_number(3)
    made = []
    for name, text in (
        ("a", number),
        ("b", f"{number[:3]}-{number[3:6]}-{number[6:]}"),
    ):
        path = tmp_path / f"{name}.csv"
        path.write_text(f"who,x\n{text},1\n", encoding="utf-8")
        words = ("--column", "who=person_key", "--key-file", key)
        assert (
            phm("pseudonymise", path, *words, "-o", tmp_path / f"{name}2.csv").code == 0
        )
        made.append((tmp_path / f"{name}2.csv").read_bytes())
    assert made[0] == made[1]


def test_an_unsafe_key_ends_with_eleven(phm, home, raw, tmp_path):
    inside = PROJECT_ROOT / "secret.key"
    ended = phm("pseudonymise", "--new-key", inside)
    assert (ended.code, inside.exists()) == (11, False)
    words = ("--column", "NHS Number", "--key-file", tmp_path / "none")
    assert phm("pseudonymise", raw, *words, "-o", tmp_path / "o.csv").code == 11


def test_missing_words_end_with_two(phm, home, raw):
    assert phm("pseudonymise", raw).code == 2


def test_the_key_is_never_written_over(phm, home, raw, key):
    secret = key.read_bytes()
    words = ("--column", "NHS Number", "--key-file", key)
    ended = phm("pseudonymise", raw, *words, "-o", key)
    assert (ended.code, key.read_bytes()) == (11, secret)
