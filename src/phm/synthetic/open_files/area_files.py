"""Everything a build needs beside the local extracts, in the publishers' own layout."""

import json
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyarrow as pa

from phm.domain.systems import Hospital
from phm.geography.grid import export_boundaries
from phm.settings import PROJECT_ROOT, Home
from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.areas.neighbourhoods import BOUNDARY_FILE
from phm.synthetic.open_files.census import census_tables
from phm.synthetic.open_files.copies import copied_sources, write_copies
from phm.synthetic.open_files.places import (
    digital,
    district_figures,
    fuel,
    lookups,
    positions,
    risks,
)
from phm.synthetic.open_files.practices import activity, quality_framework, workforce
from phm.synthetic.open_files.registers import registers
from phm.synthetic.open_files.stand_in import StandIn
from phm.warehouse.layers import landed_boundaries
from phm.warehouse.systems import read_system


BOUNDARY_NAME = (
    "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BSC_V4.geojson"
)
LANDMARKS = PROJECT_ROOT / "data" / "systems" / "hertfordshire_west_essex.toml"
NOTE = (
    "A demonstration. Districts and neighbourhoods are real, networks, practices and "
    "people are invented."
)


def stand_ins(facts: AreaFacts, caseloads: pa.Table | None = None) -> Iterator[StandIn]:
    """Every stand-in of an open file, the largest last.

    ``caseloads`` is the local extract that the published workforce must agree with.
    """
    yield from chain(
        positions(facts),
        lookups(facts),
        risks(facts),
        digital(facts),
        district_figures(facts),
        fuel(facts),
        census_tables(facts),
        workforce(facts, caseloads),
        activity(facts),
        quality_framework(facts),
        registers(facts),
    )


def write_area_files(
    facts: AreaFacts, folder: Path, caseloads: pa.Table | None = None
) -> None:
    """Write the files a build of `facts` needs into a folder, ready to be landed.

    What is landed as published for the same neighbourhoods is copied, cut to them; the
    rest is written from the facts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    copied: set[str] = set()
    if facts.open_home:
        copied = copied_sources(facts.open_home)
        write_copies(
            facts.open_home,
            folder,
            lsoas=facts.lsoas["lsoa_code"].tolist(),
            districts=sorted(set(facts.lsoas["district_code"])),
        )
    for one in stand_ins(facts, caseloads):
        if one.source not in copied:
            one.write(folder)
    _write_boundaries(facts, folder)


def write_system(facts: AreaFacts, home: Home) -> Path:
    """Write the declaration of the invented system into `home`; its path."""
    codes = facts.pcns.groupby("place_id")["sub_icb_code"].agg(
        lambda found: sorted(set(found))
    )
    lines = [
        f"id = {_quoted(facts.system_id)}",
        f"name = {_quoted(facts.system_name)}",
        f"sub_icb_codes = {_quoted(sorted(chain.from_iterable(codes)))}",
        f"note = {_quoted(NOTE)}",
    ]
    for place, own in codes.items():
        name = facts.place_names[str(place)]
        lines += ["", "[[places]]", f"id = {_quoted(place)}", f"name = {_quoted(name)}"]
        lines += [f"sub_icb_codes = {_quoted(own)}"]
    for hospital in _landmarks(facts):
        lines += ["", "[[hospitals]]", f"name = {_quoted(hospital.name)}"]
        lines += [f"code = {_quoted(hospital.code)}"]
        lines += [f"latitude = {hospital.latitude:.6f}"]
        lines += [f"longitude = {hospital.longitude:.6f}"]
    path = home.systems[0] / f"{facts.system_id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _landmarks(facts: AreaFacts) -> list[Hospital]:
    """Real hospitals that stand among the neighbourhoods, to find one's way."""
    near = facts.lsoas[facts.lsoas["sub_icb_code"] != ""]
    south, north = near["latitude"].min(), near["latitude"].max()
    west, east = near["longitude"].min(), near["longitude"].max()
    return [
        hospital
        for hospital in read_system(LANDMARKS).hospitals
        if south <= hospital.latitude <= north and west <= hospital.longitude <= east
    ]


def _write_boundaries(facts: AreaFacts, folder: Path) -> None:
    found = landed_boundaries(facts.open_home) if facts.open_home else None
    if facts.open_home is None:
        shutil.copyfile(BOUNDARY_FILE, folder / BOUNDARY_FILE.name)
    elif found:
        inside = facts.lsoas[facts.lsoas["sub_icb_code"] != ""]
        names = dict(zip(inside["lsoa_code"], inside["lsoa_name"], strict=True))
        export_boundaries(
            found[0],
            folder / BOUNDARY_NAME,
            code_column=found[1],
            codes=list(names),
            names=names,
        )


def _quoted(value: object) -> str:
    """A text or a list of texts as TOML, whose basic strings are those of JSON."""
    return json.dumps(value, ensure_ascii=False)
