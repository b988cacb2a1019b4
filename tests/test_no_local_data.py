"""No extract about people is, or can easily be, in the repository.

Every data file that git tracks or would track is opened: it must not have the columns
of an extract, hold keys of persons, or name anybody. And git must ignore the places
where extracts lie and every file name one may have, wherever it is saved.
"""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from phm.errors import SourceInvalid
from phm.settings import PROJECT_ROOT
from phm.sources.catalogue import load_catalogue
from phm.sources.content import LINE_COLUMN, Content
from phm.sources.door.identifiers import find_identifiers
from phm.sources.reading.read_csv import read_csv
from phm.sources.reading.read_tables import read_parquet
from tests.sources.extract_rows import as_csv, rows_of, test_number


GIT = shutil.which("git")
CATALOGUE = load_catalogue()
EXTRACTS = [source for source in CATALOGUE.values() if source.access == "local"]
# Nobody can look into these; they are never committed at all.
CLOSED = {".duckdb", ".db", ".sqlite", ".zip", ".xls", ".7z"}
SHUT = "cannot be looked into"

needs_git = pytest.mark.skipif(
    not (GIT and (PROJECT_ROOT / ".git").exists()),
    reason="this copy of the project is not a git work tree",
)


def files_of_git(root: Path) -> list[Path]:
    """What git tracks or would track below ``root``."""
    command = ["git", "ls-files", "-z", "-co", "--exclude-standard"]
    listing = subprocess.check_output(command, cwd=root).decode()
    paths = (root / name for name in listing.split("\0") if name)
    return [path for path in paths if path.is_file()]


def local_data_in(root: Path) -> list[str]:
    """Every file git would hand over that looks like local data, and why."""
    return [
        f"{path.relative_to(root).as_posix()}: {why}"
        for path in files_of_git(root)
        for why in faults_of(path)
    ]


def faults_of(path: Path) -> Iterator[str]:
    """Why a file may not be committed."""
    kind = path.name.casefold().removesuffix(".gz").rpartition(".")[2]
    if f".{kind}" in CLOSED:
        yield SHUT
    readers = {
        **dict.fromkeys(("csv", "tsv"), csv_tables),
        "parquet": lambda data: iter([read_parquet(data, name="x")]),
        "xlsx": workbook_tables,
        **dict.fromkeys(("json", "geojson"), json_tables),
    }
    if kind in readers:
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
        for content in readers[kind](data):
            yield from faults_of_table(content)


def faults_of_table(content: Content) -> Iterator[str]:
    """Columns of an extract, keys of persons, identifiers."""
    if not content.table.num_rows:
        return
    header = content.published_columns
    for source in EXTRACTS:
        wanted = {column.name for column in source.columns if not column.optional}
        if wanted <= source.published_names(header).keys():
            yield f"rows of the extract of {source.id}"
    keys = CATALOGUE["referrals"].published_names(header).get("person_key")
    if keys and content.table[keys].null_count < content.table.num_rows:
        yield "keys of persons"
    seen = find_identifiers(content, CATALOGUE["patients"]).sightings
    yield from (f"{one.what} in {one.column}" for one in seen)


def csv_tables(data: bytes) -> Iterator[Content]:
    """A text table; one that cannot be read is a list of lines."""
    try:
        yield read_csv(data.replace(b"\t", b","), name="x")
    except SourceInvalid:
        yield texts(data.decode("utf-8", "replace").splitlines())


def workbook_tables(data: bytes) -> Iterator[Content]:
    """Every sheet, its first row as names."""
    book = openpyxl.load_workbook(pa.BufferReader(data), read_only=True)
    for sheet in book.worksheets:
        rows = [["" if c is None else str(c) for c in row] for row in sheet.values]
        if rows:
            header, *rest = rows
            yield table_of([dict(zip(header, row, strict=False)) for row in rest])


def json_tables(data: bytes) -> Iterator[Content]:
    """Every list of records as a table, and every other text as a list of texts."""
    loose: list[str] = []
    tables: list[Content] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            loose.extend(value)
            list(map(walk, value.values()))
        elif isinstance(value, list):
            records = [one for one in value if isinstance(one, dict)]
            if records:
                tables.append(table_of(records))
            list(map(walk, value))
        elif isinstance(value, str | int) and not isinstance(value, bool):
            loose.append(str(value))

    walk(json.loads(data))
    yield from (*tables, texts(loose))


def table_of(records: list[dict[str, object]]) -> Content:
    """Records as a table of text."""
    names = dict.fromkeys(name for record in records for name in record)
    columns = {
        name or "unnamed": [
            str(r[name]) if isinstance(r.get(name), str | int | float) else None
            for r in records
        ]
        for name in names
    }
    data = {name: pa.array(cells, pa.string()) for name, cells in columns.items()}
    return Content(pa.table({**data, LINE_COLUMN: range(len(records))}), (), "utf-8")


def texts(lines: list[str]) -> Content:
    """One column of texts."""
    return table_of([{"text": line} for line in lines])


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository with the ignore rules of this one."""
    if not GIT:
        pytest.skip("git is not installed")
    subprocess.check_call(["git", "init", "-q"], cwd=tmp_path)
    rules = (PROJECT_ROOT / ".gitignore").read_text("utf-8")
    (tmp_path / ".gitignore").write_text(rules, encoding="utf-8")
    return tmp_path


def force(repository: Path, name: str, data: bytes) -> list[str]:
    """Commit a file against the rules, as far as the index; what the test says."""
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    subprocess.check_call(["git", "add", "-f", name], cwd=repository)
    return local_data_in(repository)


def ignored(root: Path, name: str) -> bool:
    """Whether git would leave a file of that name alone."""
    command = ["git", "check-ignore", "-q", "--no-index", name]
    return subprocess.run(command, cwd=root, check=False).returncode == 0


@needs_git
def test_no_file_of_the_project_holds_local_data() -> None:
    assert local_data_in(PROJECT_ROOT) == []


@pytest.mark.parametrize("source", EXTRACTS, ids=lambda source: source.id)
def test_every_extract_would_be_found(repository: Path, source) -> None:
    found = force(repository, "docs/table.csv", as_csv(rows_of(source)))
    assert f"docs/table.csv: rows of the extract of {source.id}" in found


@pytest.mark.parametrize("packed", [False, True])
def test_a_table_with_keys_of_persons_would_be_found(
    repository: Path, *, packed: bool
) -> None:
    data = b"pseudonym,x\nK-000001,1\n"
    name = "data/facts/small.csv" + (".gz" if packed else "")
    found = force(repository, name, gzip.compress(data) if packed else data)
    assert found == [f"{name}: keys of persons"]


def test_identifiers_would_be_found_in_every_format(repository: Path) -> None:
    number = test_number(8)
    record = {"who": f"{number[:3]} {number[3:6]} {number[6:]}", "x": "1"}
    book = openpyxl.Workbook()
    book.active.append(list(record))
    book.active.append(list(record.values()))
    book.save(repository / "a.xlsx")
    book.close()
    table = pa.table({name: [cell] for name, cell in record.items()})
    pq.write_table(table, repository / "b.parquet")
    files = {
        "a.xlsx": (repository / "a.xlsx").read_bytes(),
        "b.parquet": (repository / "b.parquet").read_bytes(),
        "c.json": json.dumps({"deep": [{"rows": [record]}]}).encode(),
        "d.csv": as_csv([record]),
    }
    found = [force(repository, name, data) for name, data in files.items()][-1]
    assert {line.split(":")[0] for line in found} == set(files)
    assert not any(number[6:] in line for line in found)


def test_what_cannot_be_looked_into_would_be_found(repository: Path) -> None:
    assert force(repository, "geo/x.duckdb", b"x") == [f"geo/x.duckdb: {SHUT}"]


def test_an_empty_template_and_a_table_of_facts_may_be_committed(
    repository: Path,
) -> None:
    header = as_csv(rows_of(CATALOGUE["patients"])).splitlines()[0] + b"\n"
    assert force(repository, "docs/template.csv", header) == []
    facts = b"district_code,district_name,residents\nE07000072,Epping Forest,134983\n"
    assert force(repository, "data/facts/districts.csv", facts) == []
    assert not ignored(repository, "data/facts/districts.csv")


@needs_git
@pytest.mark.parametrize("folder", ["", "data/", "data/raw/", "docs/", "tests/deep/"])
@pytest.mark.parametrize("source", EXTRACTS, ids=lambda source: source.id)
def test_git_leaves_every_name_of_an_extract_alone(source, folder: str) -> None:
    names = [re.sub(r"\*", "2026", pattern) for pattern in source.files]
    names += [f"{name}.gz" for name in names]
    assert [name for name in names if not ignored(PROJECT_ROOT, folder + name)] == []


@needs_git
@pytest.mark.parametrize(
    "name",
    [
        "data/raw/anything.txt",
        "data/landed/patients__2026-06-30__0123abcd.json",
        "data/landed/patients__2026-06-30__0123abcd.rejects.csv",
        "data/demo/truths.json",
        "data/demo/raw/SYNTHETIC_patients.csv",
        "data/mappings/ours.toml",
        "data/warehouse/2026.duckdb",
        "data/warehouse/current.json",
        "data/local/anything",
        "data/anything.csv",
        "somewhere/extract.xlsx",
        "somewhere/pseudonyms.key",
    ],
)
def test_git_leaves_the_places_of_extracts_alone(name: str) -> None:
    assert ignored(PROJECT_ROOT, name)
