"""A dirty twin of the extracts, every fault counted: kind, outcome, line numbers."""

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from phm.sources.catalogue import load_catalogue
from phm.sources.source import matching_pattern
from phm.synthetic.drawing.draws import generator
from phm.synthetic.extract_files import PREFIX
from phm.synthetic.messy.faults import EXTRACTS, OldNeighbourhoods, faults
from phm.synthetic.messy.lines import open_lines
from phm.synthetic.messy.plan import Dependants, Plan


BOM = b"\xef\xbb\xbf"
WITH_BOM = ("referrals", "projects")
IN_CP1252 = ("assets",)  # its names have accents
LOOK_UP = "lsoa11_to_lsoa21"
_ONE_HEIR, _SEVERAL = ("M",), ("S",)


def make_messy(clean: Path, dirty: Path, *, seed: int) -> dict[str, Any]:
    """Write a dirty twin of every extract in ``clean`` to ``dirty``; the account of it.

    ``dirty`` may be ``clean``. The account names each file, its lines, and each fault
    with its kind, what must become of it (row set aside, cell left empty, converted,
    removed as opted out), the column and the line numbers in the dirty file.
    """
    dependants = _dependants(clean)
    old = old_neighbourhoods(clean)
    gone: list[int] = []
    files = {}
    for extract in EXTRACTS:
        rng = generator(seed, f"messy {extract}")
        path = clean / f"{PREFIX}{extract}.csv"
        with open_lines(path) as file:
            reserved = gone if extract == "referrals" else ()
            plan = Plan(file, dependants, rng, reserved=reserved)
            if extract == "patients":
                gone = plan.opt_out()
            if extract == "referrals":
                plan.lose("person opted out", gone)
            for fault in faults(extract, old):
                plan.plant(fault)
            beside = dirty / f".{path.name}.new"
            start = BOM if extract in WITH_BOM else b""
            file.write(beside, plan.changes, start=start)
            files[path.name] = _account(extract, plan, rows=file.count - 1)
        if extract in IN_CP1252:
            beside.write_bytes(beside.read_bytes().decode().encode("cp1252"))
        beside.replace(dirty / path.name)
    return files


def _account(extract: str, plan: Plan, *, rows: int) -> dict[str, Any]:
    added = sum(len(lines) for lines in plan.changes.added.values())
    return {
        "source_id": extract,
        "rows_clean": rows,
        "rows": rows + added,
        "encoding": "cp1252" if extract in IN_CP1252 else "utf-8",
        "byte_order_mark": extract in WITH_BOM,
        "faults": [one.account(plan.changes) for one in plan.planted],
    }


def old_neighbourhoods(folder: Path) -> OldNeighbourhoods:
    """LSOAs of 2011 that are none of 2021, from the look-up in the folder, if any."""
    source = load_catalogue()[LOOK_UP]
    found = [
        p for p in sorted(folder.iterdir()) if matching_pattern(p.name, source.files)
    ]
    if not found:
        return OldNeighbourhoods()
    table = pacsv.read_csv(found[-1])
    names = source.published_names(table.column_names)
    old, new, change = (
        table[names[name]].combine_chunks()
        for name in ("lsoa11_code", "lsoa21_code", "change")
    )
    gone = pc.invert(pc.is_in(old, value_set=pc.unique(new)))

    def those(letters: tuple[str, ...]) -> list[str]:
        letter = pc.is_in(change, value_set=pa.array(letters))
        codes: list[str] = pc.unique(old.filter(pc.and_(gone, letter))).to_pylist()
        return codes

    return OldNeighbourhoods(those(_ONE_HEIR), those(_SEVERAL))


def _dependants(folder: Path) -> Dependants:
    referrals = _columns(folder, "referrals", "referral_key", "person_key")
    needed = frozenset(
        key
        for extract in ("contacts", "support", "outcomes")
        for key in _columns(folder, extract, "referral_key")["referral_key"].to_pylist()
    )
    given = _columns(folder, "support", "asset_key")["asset_key"].drop_null()
    people = referrals["person_key"].to_pylist()
    times = Counter(people)
    lone = {
        person: line
        for line, (key, person) in enumerate(
            zip(referrals["referral_key"].to_pylist(), people, strict=True), start=2
        )
        if times[person] == 1 and key not in needed
    }
    return Dependants(
        people=frozenset(people),
        referrals=needed,
        groups=frozenset(given.to_pylist()),
        lone=lone,
    )


def _columns(folder: Path, extract: str, *names: str) -> pa.Table:
    return pacsv.read_csv(
        folder / f"{PREFIX}{extract}.csv",
        convert_options=pacsv.ConvertOptions(
            include_columns=list(names),
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=True,
        ),
    )
