"""The door: whatever names a person refuses the file, and nothing else does."""

from typing import Any

import nhs_number
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phm.errors import IdentifierFound, SourceInvalid
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.door.check_digits import is_snomed_concept, valid_nhs_numbers
from phm.sources.door.identifiers import find_identifiers
from phm.sources.land import land_file, land_folder
from phm.sources.reading.read_csv import read_csv
from tests.sources.extract_rows import (
    ABOUT_PEOPLE,
    EXTRACTS,
    as_csv,
    rows_of,
    test_number,
)


CATALOGUE = load_catalogue()
SEPARATORS = ("", " ", "-", "\u00a0", "\u2013")
WRITTEN = st.tuples(
    st.integers(0, 999_999).map(test_number), st.sampled_from(SEPARATORS)
).map(lambda said: said[1].join((said[0][:3], said[0][3:6], said[0][6:])))
MANY_KEYS = 3_000


def seen(extract: str, rows: list[dict[str, str]]) -> list[str]:
    """What is found in which column: `NHS numbers in column x`."""
    content = read_csv(as_csv(rows), name="x.csv")
    search = find_identifiers(content, CATALOGUE[extract])
    return [f"{one.what} in {one.column}" for one in search.sightings]


def with_column(name: str, *values: str, extract: str = "patients") -> list[str]:
    """What is found when a column is added that nobody declared."""
    rows = rows_of(CATALOGUE[extract], count=len(values))
    return seen(extract, [{**r, name: v} for r, v in zip(rows, values, strict=True)])


def keyed(keys: list[str]) -> list[dict[str, str]]:
    """Patients with these keys."""
    rows = rows_of(CATALOGUE["patients"], count=len(keys))
    return [{**row, "person_key": key} for row, key in zip(rows, keys, strict=True)]


@pytest.mark.parametrize("extract", EXTRACTS)
def test_a_clean_extract_is_let_in(extract: str) -> None:
    assert seen(extract, rows_of(CATALOGUE[extract])) == []


@settings(deadline=None)
@given(st.data(), WRITTEN)
def test_an_nhs_number_in_any_cell_is_found(data: Any, number: str) -> None:
    extract = data.draw(st.sampled_from(EXTRACTS))
    rows = rows_of(CATALOGUE[extract])
    column = data.draw(st.sampled_from(list(rows[0])))
    row = data.draw(st.integers(0, len(rows) - 1))
    # A number built like a SNOMED concept is taken for one there, one in a thousand.
    bare = "".join(filter(str.isdecimal, number))
    if column == "snomed_code" and is_snomed_concept(bare):
        return
    rows[row][column] = number
    assert f"NHS numbers in column `{column}`" in seen(extract, rows)


@settings(deadline=None)
@given(WRITTEN, st.sampled_from(["call {} first", "NHS{}", "({})", "no.{}, see notes"]))
def test_an_nhs_number_in_a_longer_text_is_found(number: str, text: str) -> None:
    assert with_column("remark", "none to make", text.format(number)) == [
        "NHS numbers in column `remark`"
    ]


@pytest.mark.parametrize("form", ["{:.1f}", "{:.9E}"])
def test_an_nhs_number_that_a_spreadsheet_wrote_is_found(form: str) -> None:
    written = form.format(int(test_number(7)))
    assert with_column("local_id", written) == ["NHS numbers in column `local_id`"]


@settings(deadline=None)
@given(st.integers(0), st.sampled_from([10, 12, 16, 24]))
def test_random_hexadecimal_keys_are_never_found(seed: int, digits: int) -> None:
    rng = np.random.default_rng(seed)
    keys = [rng.bytes(12).hex()[:digits] for _ in range(MANY_KEYS)]
    texts = pa.table({"person_key": keys, "_line": range(MANY_KEYS)})
    content = read_csv(b"person_key\nx\n", name="x.csv")
    search = find_identifiers(type(content)(texts, (), "utf-8"), CATALOGUE["patients"])
    assert search.sightings == ()


def test_a_column_of_random_ten_digit_keys_is_let_in_with_a_remark() -> None:
    rng = np.random.default_rng(5)
    keys = [f"{n:010d}" for n in rng.integers(0, 10**10, MANY_KEYS)]
    content = read_csv(as_csv(keyed(keys)), name="x.csv")
    search = find_identifiers(content, CATALOGUE["patients"])
    assert search.sightings == ()
    (remark,) = search.remarks
    assert "column `person_key` 3,000 of its 3,000 distinct values are ten" in remark


def test_nhs_numbers_among_random_ten_digit_keys_are_found_beyond_chance() -> None:
    rng = np.random.default_rng(5)
    keys = [f"{n:010d}" for n in rng.integers(0, 10**10, MANY_KEYS)]
    keys[: MANY_KEYS // 10] = map(test_number, range(0, MANY_KEYS * 2, 20))
    assert seen("patients", keyed(keys)) == ["NHS numbers in column `person_key`"]


def test_in_a_small_file_one_number_that_passes_is_too_many() -> None:
    keys = [*(f"{n:010d}" for n in range(5_000_000_001, 5_000_000_040, 11))]
    keys = [key for key in keys if not nhs_number.is_valid(key)]
    assert seen("patients", keyed(keys)) == []
    found = seen("patients", keyed([*keys, test_number(1)]))
    assert found == ["NHS numbers in column `person_key`"]


def test_a_letter_before_every_nhs_number_hides_none() -> None:
    keys = [f"P{test_number(seed)}" for seed in range(0, 600, 20)]
    assert seen("patients", keyed(keys)) == ["NHS numbers in column `person_key`"]


@given(st.integers(0, 10**10 - 1))
def test_the_sum_agrees_with_the_package(number: int) -> None:
    text = f"{number:010d}"
    ours = bool(valid_nhs_numbers(pa.array([text]))[0])
    assert ours == nhs_number.is_valid(text)


@pytest.mark.parametrize(
    ("column", "values", "what"),
    [
        ("remark", ["lives at AL1 1AA", "-"], "full postcodes"),
        ("where", ["sw1a1aa"], "full postcodes"),
        ("remark", ["someone@example.org"], "e-mail addresses"),
        ("remark", ["ring 01632 960 123 after six"], "telephone numbers"),
        ("remark", ["+44 7700 900123"], "telephone numbers"),
        ("extra", ["07700900123", "07700900456"], "telephone numbers"),
        ("extra", ["7700900120", "7700900121"], "telephone numbers"),
        ("Surname", ["Li"], "names of people"),
        ("PATIENT NAME", ["A Person"], "names of people"),
        ("name", ["somebody"], "names of people"),
        ("who", ["Margaret Example", "EXAMPLE, John", "Mr Sample Person"], "names of"),
        ("DOB", ["01/02/1960"], "full dates of birth"),
        ("date_of_birth", ["19600201"], "full dates of birth"),
        ("NHS_No", ["a1b2c3d4"], "NHS numbers"),
        ("nhsNumber", ["a1b2c3d4"], "NHS numbers"),
        ("Address Line 1", ["1 Example Street"], "addresses"),
        ("uprn", ["100012345678"], "addresses"),
        ("latitude", ["51.65432"], "addresses"),
    ],
)
def test_what_names_a_person_is_found(
    column: str, values: list[str], what: str
) -> None:
    (found,) = with_column(column, *values)
    assert found.startswith(what)
    assert found.endswith(f"in column `{column}`")


def test_dates_that_reach_back_a_lifetime_are_dates_of_birth() -> None:
    births = [f"{year}-03-{year % 27 + 1:02d}" for year in range(1930, 2020, 2)]
    events = [f"2025-{month:02d}-11" for month in range(1, 13)]
    assert with_column("d1", *births) == ["full dates of birth in column `d1`"]
    assert with_column("d1", *events) == []
    rows = rows_of(CATALOGUE["patients"], count=len(births))
    mapped = [{**r, "hba1c_date": b} for r, b in zip(rows, births, strict=True)]
    assert seen("patients", mapped) == ["full dates of birth in column `hba1c_date`"]


@pytest.mark.parametrize("written", ["1960-02-01", "01/02/1960", "19600201", "21947"])
def test_a_year_of_birth_that_is_a_full_date_is_found(written: str) -> None:
    (row,) = rows_of(CATALOGUE["patients"], count=1)
    found = seen("patients", [{**row, "year_of_birth": written}])
    assert found == ["full dates of birth in column `year_of_birth`"]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("team", ["Watford Central", "Harlow South team", "Victoria ward"]),
        ("phone", ["0", "1"]),
        ("email_recorded", ["Y", "N"]),
        ("postcode_district", ["AL1", "WD17"]),
        ("fixed_abode", ["ZZ99 3VZ"]),
        ("distance", ["12.9991234567", "0.1234567890"]),
        ("stamp", ["2026-06-30 12:30:45", "20260630123045"]),
        ("snomed", ["871731000000106"]),
        ("practice_name", ["The Example Surgery", "Dr Sample and Partners"]),
    ],
)
def test_what_names_nobody_is_let_in(column: str, values: list[str]) -> None:
    assert with_column(column, *values) == []


def test_a_venue_may_have_a_postcode_and_a_place_but_no_persons_number() -> None:
    (row,) = rows_of(CATALOGUE["assets"], count=1)
    row |= {"postcode": "AL1 1AA", "latitude": "51.6543219876", "asset_name": "Ann Lee"}
    assert seen("assets", [row]) == []
    row["contact_name"] = "Ann Lee"
    assert seen("assets", [row]) == ["names of people in column `contact_name`"]


def test_a_refused_file_leaves_nothing_and_its_message_no_value(
    home: Home, tmp_path: Any
) -> None:
    number = test_number(4)
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
    rows = rows_of(CATALOGUE["patients"], count=9)
    for row in rows[2:]:
        row["person_key"] = spaced
    path = tmp_path / "patients.csv"
    path.write_bytes(as_csv(rows))
    with pytest.raises(IdentifierFound) as refusal:
        land_file(path, CATALOGUE["patients"], home)
    said = str(refusal.value)
    assert "column `person_key` (7 values: lines 4, 5, 6, 7, 8 and 2 more)" in said
    assert "phm pseudonymise" in said
    assert not {number, spaced, number[6:]} & set(said.replace(",", " ").split())
    assert list(home.root.rglob("*")) == []
    assert refusal.value.exit_code == 10


def test_what_was_landed_before_goes_when_the_door_grows_stricter(
    home: Home, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_of(CATALOGUE["patients"])
    rows[0]["person_key"] = test_number(4)
    path = tmp_path / "patients.csv"
    path.write_bytes(as_csv(rows))
    with monkeypatch.context() as patch:
        patch.setattr("phm.sources.land.admitted", lambda content, **_: content)
        land_file(path, CATALOGUE["patients"], home)
    monkeypatch.setattr("phm.sources.land.DOOR_VERSION", 99)
    report = land_folder(tmp_path, home, CATALOGUE)
    assert [type(error) for _, error in report.refused] == [IdentifierFound]
    assert list(home.landed.iterdir()) == []


def test_a_file_without_a_header_is_refused_without_repeating_its_first_row(
    home: Home, tmp_path: Any
) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes(b"Exampleton,4711,female\nOthername,4712,male\n")
    with pytest.raises(SourceInvalid) as refusal:
        land_file(path, CATALOGUE["patients"], home)
    assert "Exampleton" not in str(refusal.value)
    number = test_number(9)
    path.write_bytes(f"{number},4711,female\n".encode() * 1 + b"x,4712,male\n")
    with pytest.raises(IdentifierFound, match="the header line") as found:
        land_file(path, CATALOGUE["patients"], home)
    assert number not in str(found.value)


@pytest.mark.parametrize("extract", ABOUT_PEOPLE)
def test_a_line_that_cannot_be_read_is_numbered_but_never_kept(
    home: Home, tmp_path: Any, extract: str
) -> None:
    lines = as_csv(rows_of(CATALOGUE[extract])) + b'"torn apart, by hand\n'
    path = tmp_path / f"{extract}.csv"
    path.write_bytes(lines)
    landed = land_file(path, CATALOGUE[extract], home)
    (reject,) = landed.read_rejects()
    assert (reject.line, reject.text) == (5, "")
    assert landed.lines_read == landed.rows_landed + landed.rows_set_aside == 4
    left = [p.read_bytes() for p in home.root.rglob("*") if p.is_file()]
    assert not any(b"torn apart" in data for data in left)


def test_too_many_torn_lines_are_told_without_their_text(
    home: Home, tmp_path: Any
) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes(as_csv(rows_of(CATALOGUE["patients"])) + b'"torn apart\n' * 9)
    with pytest.raises(SourceInvalid, match="left open") as refusal:
        land_file(path, CATALOGUE["patients"], home)
    assert "torn" not in str(refusal.value)
