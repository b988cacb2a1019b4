"""Pseudonyms: the same person, the same key; without the secret, nothing."""

import csv
import gzip
import hashlib
import hmac
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.errors import KeyUnsafe, SourceInvalid
from phm.settings import PROJECT_ROOT
from phm.sources.catalogue import load_catalogue
from phm.sources.pseudonyms import supplied_pieces
from phm.sources.pseudonyms.key import new_key, read_key
from phm.sources.pseudonyms.pseudonymise import Treatment, pseudonym, pseudonymise_file
from tests.sources.extract_rows import test_number


KEY = bytes(range(32))
ONLY_KEY = Treatment(keys={"NHS Number": "person_key"})


def treated(path: Path, treatment: Treatment = ONLY_KEY) -> list[dict[str, str]]:
    """The rows of the result."""
    into = path.parent / "out.csv"
    pseudonymise_file(path, into, treatment, KEY)
    with into.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def supplied(folder: Path, *lines: str) -> Path:
    """A raw file."""
    path = folder / "raw.csv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@given(st.integers(0, 999_999).map(test_number), st.sampled_from(" -\u00a0"))
def test_a_number_has_one_pseudonym_however_it_is_written(
    number: str, gap: str
) -> None:
    spaced = gap.join((number[:3], number[3:6], number[6:]))
    wide = number.translate({48 + n: 0xFF10 + n for n in range(10)})
    spellings = (number, spaced, f" {number} ", f"{number}.0", f'"{spaced}"', wide)
    spellings += (f'="{number}"', f"NHS{number}", f"NHS No. {spaced}", f"'{number}")
    assert len({pseudonym(text, KEY) for text in spellings}) == 1


def test_it_is_a_keyed_hash_of_96_bits_that_the_extracts_take() -> None:
    number = test_number(1)
    made = pseudonym(number, KEY)
    digest = hmac.new(KEY, b"phm person pseudonym 1:" + number.encode(), hashlib.sha256)
    assert made == "P" + digest.hexdigest()[:24]
    assert pseudonym(number, KEY[::-1]) != made
    column = load_catalogue()["patients"].column("person_key")
    assert not any(
        rule.violations(pa.array([made]))[0].as_py() for rule in column.constraints
    )


def test_columns_are_replaced_cut_and_left_out(tmp_path: Path) -> None:
    a, b = test_number(1), test_number(50)
    path = supplied(
        tmp_path,
        "NHS Number,DOB,Surname,note",
        f'{a},01/02/1960,Example,"x, y"',
        f"{b[:3]} {b[3:6]} {b[6:]},1961-03-04,Example,",
        f"{a},05.06.1962,Example,z",
        ",,,",
        "9.99E+09,last spring,Example,",
    )
    treatment = Treatment(ONLY_KEY.keys, birth_dates=("DOB",), dropped=("Surname",))
    rows = treated(path, treatment)
    assert list(rows[0]) == ["person_key", "year_of_birth", "note"]
    keys = [pseudonym(a, KEY), pseudonym(b, KEY), pseudonym(a, KEY), "", ""]
    assert [row["person_key"] for row in rows] == keys
    assert [row["year_of_birth"] for row in rows] == ["1960", "1961", "1962", "", ""]
    assert [row["note"] for row in rows] == ["x, y", "", "z", "", ""]


def test_empty_and_unreadable_cells_and_torn_lines_are_counted(tmp_path: Path) -> None:
    path = supplied(
        tmp_path, "NHS Number,x", f"{test_number(1)},1", " ,2", '"torn,3', "9.9E+09,4"
    )
    account = pseudonymise_file(path, tmp_path / "out.csv", ONLY_KEY, KEY)
    assert (account.rows, account.lines_set_aside) == (3, [4])
    assert account.empty["NHS Number"] == account.unread["NHS Number"] == 1


def test_pieces_of_a_large_file_join_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["NHS Number,x", *(f"{test_number(n)},{n}" for n in range(0, 900, 3))]
    lines[150] = '"torn'
    path = supplied(tmp_path, *lines)
    whole = treated(path)
    written = (tmp_path / "out.csv").read_bytes()
    monkeypatch.setattr(supplied_pieces, "_PIECE_BYTES", 101)
    account = pseudonymise_file(path, tmp_path / "out.csv", ONLY_KEY, KEY)
    assert (tmp_path / "out.csv").read_bytes() == written
    assert (account.rows, account.lines_set_aside) == (len(whole), [151])


def test_a_packed_file_and_a_parquet_file_give_the_same(tmp_path: Path) -> None:
    path = supplied(tmp_path, "NHS Number,x", f"{test_number(1)},1")
    expected = treated(path)
    packed = tmp_path / "raw.csv.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    parquet = tmp_path / "raw.parquet"
    table = pa.table({"NHS Number": [int(test_number(1))], "x": ["1"]})
    pq.write_table(table, parquet)
    assert treated(packed) == treated(parquet) == expected


@pytest.mark.parametrize(
    ("treatment", "message"),
    [
        (Treatment({"nowhere": "k"}), "no column `nowhere`"),
        (Treatment({"NHS Number": "x"}), "2 columns named `x`"),
    ],
)
def test_a_faulty_request_writes_nothing(
    tmp_path: Path, treatment: Treatment, message: str
) -> None:
    path = supplied(tmp_path, "NHS Number,x", f"{test_number(1)},1")
    with pytest.raises(SourceInvalid, match=message):
        pseudonymise_file(path, tmp_path / "out.csv", treatment, KEY)
    assert list(tmp_path.iterdir()) == [path]


def test_the_raw_file_is_never_written_over(tmp_path: Path) -> None:
    path = supplied(tmp_path, "NHS Number,x", f"{test_number(1)},1")
    with pytest.raises(SourceInvalid, match="the file to be read"):
        pseudonymise_file(path, path, ONLY_KEY, KEY)


def test_a_new_key_is_random_private_and_never_written_over(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first, second = tmp_path / "first.key", tmp_path / "second.key"
    new_key(first, data=data)
    new_key(second, data=data)
    assert read_key(first, data=data) != read_key(second, data=data)
    assert len(read_key(first, data=data)) >= 32
    if os.name == "posix":
        assert first.stat().st_mode & 0o777 == 0o600
    with pytest.raises(KeyUnsafe, match="already"):
        new_key(first, data=data)


@pytest.mark.parametrize("text", ["", "short", "a" * 64])
def test_a_weak_key_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weak.key"
    path.write_text(text, encoding="ascii")
    path.chmod(0o600)
    with pytest.raises(KeyUnsafe, match="too weak"):
        read_key(path, data=tmp_path / "data")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "open.key"
    new_key(path, data=tmp_path / "data")
    path.chmod(0o644)
    with pytest.raises(KeyUnsafe, match="Others on this machine"):
        read_key(path, data=tmp_path / "data")


def test_a_key_beside_code_or_data_is_refused(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "deep").mkdir(parents=True)
    (tree / ".git").mkdir()
    places = {
        PROJECT_ROOT / "my.key": "in this project",
        tmp_path / "data" / "my.key": "in the data folder",
        tree / "deep" / "my.key": "in a git work tree",
    }
    for place, message in places.items():
        for attempt in (new_key, read_key):
            with pytest.raises(KeyUnsafe, match=message):
                attempt(place, data=tmp_path / "data")
        assert not place.exists()


def test_a_missing_key_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(KeyUnsafe, match="--new-key"):
        read_key(tmp_path / "none.key", data=tmp_path / "data")
