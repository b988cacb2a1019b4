"""Extracts of any size to measure with: made-up people and referrals, a few at fault.

No calibration and no meaning: the right columns, the right spread of distinct texts,
and one row in a hundred with one of the faults that extracts come with.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.landed import list_landed
from phm.sources.source import Column


EXTRACT_DATE = "2026-06-30"
FAULTY = 0.01  # share of people with one faulty cell, and of referrals
OPEN_QUOTES = 40  # lines with one quotation mark too many, as free text leaves them
Draw = Callable[[Column], pa.Array]


@dataclass(frozen=True)
class Places:
    """Codes the extracts may use: of the files already landed in a home."""

    practices: list[str]
    lsoas: list[str]


def places_of(home: Home) -> Places:
    """The practices of the newest map and the neighbourhoods of the register."""
    landed = {one.source_id: one for one in list_landed(home)}
    practices = pq.read_table(landed["practice_map"].parquet)["PRACTICE_CODE"]
    lsoas = pq.read_table(landed["lsoa21_to_ward"].parquet)["LSOA21CD"]
    return Places(practices.unique().to_pylist(), lsoas.unique().to_pylist())


def write_extracts(folder: Path, places: Places, *, people: int, referrals: int) -> int:
    """Write patients, referrals and contacts; the data lines written."""
    rng = np.random.default_rng(3)
    keys = _keys("SYN", rng.permutation(people * 3)[:people])
    patients = _patients(rng, keys, places)
    offered = _referrals(rng, keys, referrals)
    contacts = _contacts(rng, offered["referral_key"])
    for name, table in (
        ("patients", patients),
        ("referrals", offered),
        ("contacts", contacts),
    ):
        path = folder / f"SYNTHETIC_{name}.csv"
        pacsv.write_csv(table, path, pacsv.WriteOptions(quoting_style="none"))
        _spoil_lines(path)
    return patients.num_rows + offered.num_rows + contacts.num_rows


def _patients(rng: np.random.Generator, keys: pa.Array, places: Places) -> pa.Table:
    rows = len(keys)
    draw = _drawer(rng, rows)
    given = {
        "person_key": keys,
        "extract_date": _same(EXTRACT_DATE, rows),
        "data_tier": _same("SYNTHETIC", rows),
        "age_years": _some(rng, rows, [*map(str, range(100)), "unknown"]),
        "practice_code": _some(rng, rows, places.practices),
        "lsoa_code": _some(rng, rows, places.lsoas),
        "opted_out": _same("0", rows),
        "hba1c_mmol_mol": _some(rng, rows, ["", "", "", *map(str, range(30, 120))]),
        "hba1c_date": _some(rng, rows, ["", "", *_days(700)]),
        "main_language": _some(rng, rows, ["en", "en", "ur", "pl", "ro", "bn"]),
    }
    faults = {
        "sex": "MAR-5",
        "practice_code": "1E+05",
        "hba1c_mmol_mol": "7.5 %",
        "hba1c_date": "45123",
    }
    columns = load_catalogue()["patients"].columns
    made = {c.name: given.get(c.name) for c in columns if c.name != "year_of_birth"}
    table = {
        n: draw(_column("patients", n)) if a is None else a for n, a in made.items()
    }
    return pa.table({n: _spoilt(rng, a, faults.get(n)) for n, a in table.items()})


def _referrals(rng: np.random.Generator, keys: pa.Array, rows: int) -> pa.Table:
    draw = _drawer(rng, rows)
    strangers = pa.array(["SYN-NOBODY"] * max(1, rows // 100))
    people = keys.take(pa.array(rng.integers(0, len(keys), rows - len(strangers))))
    given = {
        "referral_key": _keys("SYNR", rng.permutation(rows)),
        "person_key": pa.concat_arrays([people, strangers]),
        "extract_date": _same(EXTRACT_DATE, rows),
        "data_tier": _same("SYNTHETIC", rows),
        "referral_date": _some(rng, rows, _days(700)),
        "reasons": _some(rng, rows, ["housing", "mental health; digital", "other"]),
        "snomed_code": _some(rng, rows, ["871731000000106", ""]),
        "team": _some(rng, rows, ["North", "South"]),
        "closed_date": _same("", rows),
    }
    columns = load_catalogue()["referrals"].columns
    return pa.table({c.name: given.get(c.name, draw(c)) for c in columns})


def _contacts(rng: np.random.Generator, referrals: pa.Array) -> pa.Table:
    rows = 3 * len(referrals)
    draw = _drawer(rng, rows)
    given = {
        "contact_key": _keys("SYNC", np.arange(rows)),
        "referral_key": referrals.combine_chunks().take(
            pa.array(rng.integers(0, len(referrals), rows))
        ),
        "extract_date": _same(EXTRACT_DATE, rows),
        "data_tier": _same("SYNTHETIC", rows),
        "contact_date": _some(rng, rows, _days(700)),
        "minutes": _some(rng, rows, [*map(str, range(5, 90))]),
        "worker_key": _some(rng, rows, [f"SYNW{n:04d}" for n in range(200)]),
    }
    columns = load_catalogue()["contacts"].columns
    return pa.table({c.name: given.get(c.name, draw(c)) for c in columns})


def _drawer(rng: np.random.Generator, rows: int) -> Draw:
    """Draws a column from what its declaration allows."""

    def draw(column: Column) -> pa.Array:
        if column.type == "flag":
            return _some(rng, rows, ["0", "0", "0", "1", ""])
        if column.type == "integer":
            return _some(rng, rows, [*map(str, range(12))])
        return _some(rng, rows, list(column.values) or [""])

    return draw


def _column(source: str, name: str) -> Column:
    return load_catalogue()[source].column(name)


def _keys(start: str, numbers: np.ndarray) -> pa.Array:
    return pa.array(np.char.add(start, np.char.mod("%09x", numbers)).astype(object))


def _same(text: str, rows: int) -> pa.Array:
    return pa.repeat(pa.scalar(text), rows)


def _some(rng: np.random.Generator, rows: int, texts: list[str]) -> pa.Array:
    return pa.array(texts).take(pa.array(rng.integers(0, len(texts), rows)))


def _days(count: int) -> list[str]:
    last = np.datetime64(EXTRACT_DATE)
    return [str(last - day) for day in range(1, count)]


def _spoilt(rng: np.random.Generator, cells: pa.Array, fault: str | None) -> pa.Array:
    if fault is None:
        return cells
    hit = pa.array(rng.random(len(cells)) < FAULTY / 4)
    return pa.compute.if_else(hit, pa.scalar(fault), cells)


def _spoil_lines(path: Path) -> None:
    """Put one quotation mark into a few lines: what a name such as 6" pipe leaves."""
    lines = path.read_bytes().splitlines(keepends=True)
    for number in np.linspace(1, len(lines) - 1, OPEN_QUOTES).astype(int):
        first, comma, rest = lines[number].partition(b",")
        lines[number] = first + comma + b'"' + rest
    path.write_bytes(b"".join(lines))
