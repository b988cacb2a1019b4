"""The dirty twin: every planted fault becomes what its account says, to the line."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from phm.measures.declared import declared
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.land import LandingReport, land_folder
from phm.synthetic.areas.district_facts import district_facts
from phm.synthetic.extract_files import PREFIX, write_extract
from phm.synthetic.messy.faults import EXTRACTS
from phm.synthetic.messy.twin import make_messy, old_neighbourhoods
from phm.synthetic.open_files.area_files import write_area_files, write_system
from phm.synthetic.parameters import load_parameters
from phm.synthetic.pathway.extracts import generate_pathway
from phm.synthetic.pathway.settings import pathway_settings
from phm.synthetic.people.population import generate_people
from phm.warehouse.build import BuildReport, build
from phm.warehouse.systems import read_system


PEOPLE = 24_000
MERGED, SPLIT = "E01999901", "E01999902"  # invented codes of 2011

Account = dict[str, Any]


@dataclass(frozen=True)
class Dirty:
    """A home built from a dirty twin, and the account of its faults."""

    home: Home
    clean: Path
    account: Account  # extract → its file's account
    opted_out: int  # in the clean file
    landing: LandingReport
    built: BuildReport

    def rejects(self, extract: str) -> list[dict[str, str]]:
        """The rows and cells that the build says it did without."""
        found = list(self.home.rejects.glob(f"{extract}__*.csv"))
        texts = found[0].read_text("utf-8").splitlines() if found else []
        return list(csv.DictReader(texts))

    def ask(self, question: str, *values: str) -> list[tuple[Any, ...]]:
        path = self.built.warehouse.path
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(question, values).fetchall()


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> Dirty:
    root = tmp_path_factory.mktemp("messy")
    home, clean = Home(root / "home"), root / "clean"
    clean.mkdir()
    facts = district_facts().scaled(PEOPLE)
    people = generate_people(facts, load_parameters(), seed=5)
    pathway = generate_pathway(facts, people, pathway_settings(), seed=5)
    for extract, table in {"patients": people.table(), **pathway.tables()}.items():
        write_extract(extract, table, clean)
    write_area_files(facts, home.raw, pathway.caseloads)
    _add_old_neighbourhoods(home.raw)
    (clean / "look-up.csv").write_bytes(_look_up(home.raw).read_bytes())
    (clean / "look-up.csv").rename(clean / _look_up(home.raw).name)
    files = make_messy(clean, home.raw, seed=5)
    landing = land_folder(home.raw, home, load_catalogue())
    system = read_system(write_system(facts, home))
    built = build(home, system, *declared())
    account = {one["source_id"]: one for one in files.values()}
    opted_out = int((people.columns["opted_out"] == 1).sum())
    return Dirty(home, clean, account, opted_out, landing, built)


def _look_up(raw: Path) -> Path:
    return next(raw.glob("LSOA11_LSOA21*.csv"))


def _add_old_neighbourhoods(raw: Path) -> None:
    """One LSOA of 2011 merged into, and one split between, two of those at hand."""
    path = _look_up(raw)
    header, *lines = path.read_text("utf-8-sig").splitlines()
    names = header.split(",")
    new = [dict(zip(names, line.split(","), strict=True)) for line in lines[:2]]
    change = "CHGIND" if "CHGIND" in names else "CHNGIND"
    extra = [
        {**new[0], "LSOA11CD": MERGED, change: "M"},
        {**new[0], "LSOA11CD": SPLIT, change: "S"},
        {**new[1], "LSOA11CD": SPLIT, change: "S"},
    ]
    lines += [",".join(row.values()) for row in extra]
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")


def planted(account: Account, what: str) -> set[tuple[int, str]]:
    """Lines with their columns of one outcome in one file."""
    return {
        (line, fault["column"])
        for fault in account["faults"]
        if fault["what"] == what
        for line in fault["lines"]
    }


def lines_of(account: Account, *whats: str) -> set[int]:
    return {line for what in whats for line, _ in planted(account, what)}


def test_no_file_is_refused(dirty: Dirty) -> None:
    assert dirty.landing.refused == ()
    refused = "select source_id, refused from meta_load where refused <> ''"
    assert dirty.ask(refused) == []


def test_every_kind_of_fault_is_planted(dirty: Dirty) -> None:
    kinds = {f["kind"] for one in dirty.account.values() for f in one["faults"]}
    assert kinds >= {
        *("exact duplicate", "duplicate that disagrees", "referral before birth"),
        *("after the extract date", "unknown practice", "no patient row", "HbA1c in %"),
        *("LSOA of 2011, merged since", "LSOA of 2011, split since", "opted out"),
        *("date as dd/mm/yyyy", "spreadsheet's serial date", "code as a number"),
        *("code as a month", "dangling quotation mark", "extra field", "missing field"),
        *("blank line", "NUL byte", "unknown category", "negative FTE"),
    }


@pytest.mark.parametrize("extract", EXTRACTS)
def test_rows_set_aside_are_the_rows_spoilt(dirty: Dirty, extract: str) -> None:
    rejects = [r for r in dirty.rejects(extract) if r["what"] == "row"]
    found = {int(r["line"]) for r in rejects}
    expected = lines_of(dirty.account[extract], "row", "removed")
    if extract != "patients":
        assert found == expected
        return
    asked_out = {int(r["line"]) for r in rejects if r["reason"] == "opted out"}
    assert found - asked_out == lines_of(dirty.account[extract], "row")
    assert asked_out >= lines_of(dirty.account[extract], "removed")
    assert len(asked_out) == dirty.opted_out + len(expected) - len(found - asked_out)


@pytest.mark.parametrize("extract", EXTRACTS)
def test_cells_left_empty_are_the_cells_spoilt(dirty: Dirty, extract: str) -> None:
    rejects = [r for r in dirty.rejects(extract) if r["what"] == "cell"]
    found = {(int(r["line"]), r["column"]) for r in rejects}
    assert found == planted(dirty.account[extract], "cell")


@pytest.mark.parametrize("extract", EXTRACTS)
def test_conversions_are_counted(dirty: Dirty, extract: str) -> None:
    asked = (
        'select "column", sum(count) from meta_reason '
        "where source_id = ? and what = 'converted' group by 1"
    )
    expected: dict[str, int] = {}
    for fault in dirty.account[extract]["faults"]:
        if fault["what"] == "converted":
            so_far = expected.get(fault["column"], 0)
            expected[fault["column"]] = so_far + fault["count"]
    assert dict(dirty.ask(asked, extract)) == expected


@pytest.mark.parametrize("extract", EXTRACTS)
def test_rows_in_are_rows_used_and_set_aside(dirty: Dirty, extract: str) -> None:
    asked = (
        "select rows_read, rows_used, rows_set_aside from meta_load where source_id = ?"
    )
    [(read, used, aside)] = dirty.ask(asked, extract)
    assert read == dirty.account[extract]["rows"] == used + aside
    clean = (dirty.clean / f"{PREFIX}{extract}.csv").read_bytes().count(b"\n") - 1
    assert dirty.account[extract]["rows_clean"] == clean


def test_encodings_are_as_told(dirty: Dirty) -> None:
    landed = {
        one.source_id: one.encoding for one in dirty.landing.landed if one.source_id
    }
    for extract, account in dirty.account.items():
        assert landed[extract] == account["encoding"]
        start = (dirty.home.raw / f"{PREFIX}{extract}.csv").read_bytes()[:3]
        assert (start == b"\xef\xbb\xbf") is account["byte_order_mark"]
    accents = "select count(*) from fct_asset where asset_name like '%Café%'"
    assert dirty.ask(accents)[0][0] > 0


def test_same_seed_gives_the_same_dirt(dirty: Dirty, tmp_path: Path) -> None:
    again = make_messy(dirty.clean, tmp_path, seed=5)
    assert {one["source_id"]: one for one in again.values()} == dirty.account
    for extract in EXTRACTS:
        name = f"{PREFIX}{extract}.csv"
        assert (tmp_path / name).read_bytes() == (dirty.home.raw / name).read_bytes()
    json.dumps(again)


def test_old_neighbourhoods_come_from_the_look_up(dirty: Dirty, tmp_path: Path) -> None:
    old = old_neighbourhoods(dirty.clean)
    assert (list(old.merged), list(old.split)) == ([MERGED], [SPLIT])
    assert not old_neighbourhoods(tmp_path).merged
