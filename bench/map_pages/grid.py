"""A made-up layer: as many areas, with as many corners each, as the real ones."""

import json
from pathlib import Path
from typing import Any

import numpy as np


# Real generalised LSOA outlines have about 19 corners each.
CORNERS = 19
SOUTH, WEST, HEIGHT, WIDTH = 50.0, -5.5, 5.5, 7.0


def write_grid(folder: Path, areas: int) -> None:
    """Write shapes and facts of `areas` cells, named layer `lsoa`, into `folder`."""
    folder.mkdir(parents=True)
    side = int(np.ceil(np.sqrt(areas)))
    middles = [_middle(i, side) for i in range(areas)]
    ids = [f"G{i:08}" for i in range(areas)]
    features = [
        _feature(code, middle, side, seed)
        for seed, (code, middle) in enumerate(zip(ids, middles, strict=True))
    ]
    facts = {
        "layer": "lsoa",
        "file": "lsoa-grid.geojson",
        "ids": ids,
        "bounds": [[SOUTH, WEST], [SOUTH + HEIGHT, WEST + WIDTH]],
        "centroids": middles,
        "vintage": "made up",
    }
    shapes = {"type": "FeatureCollection", "features": features}
    (folder / "lsoa-grid.geojson").write_text(json.dumps(shapes, separators=(",", ":")))
    (folder / "lsoa-grid.json").write_text(json.dumps(facts))


def _middle(index: int, side: int) -> list[float]:
    row, column = divmod(index, side)
    latitude = SOUTH + HEIGHT * (row + 0.5) / side
    return [round(latitude, 5), round(WEST + WIDTH * (column + 0.5) / side, 5)]


def _feature(code: str, middle: list[float], side: int, seed: int) -> dict[str, Any]:
    angles = np.linspace(0, 2 * np.pi, CORNERS)
    reach = np.random.default_rng(seed).uniform(0.42, 0.58, CORNERS)
    reach[-1] = reach[0]
    east = middle[1] + np.cos(angles) * reach * WIDTH / side
    north = middle[0] + np.sin(angles) * reach * HEIGHT / side
    ring = np.column_stack([east, north]).round(5).tolist()
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "id": code, "properties": {}, "geometry": shape}
