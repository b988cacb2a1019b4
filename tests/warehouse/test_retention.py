"""Old versions go; what serves and what can be gone back to stays."""

import json
import os

from phm.warehouse.retention import KEPT, forget_older


def finished(home, name, age):
    """A version that looks finished, with a map layer of its own."""
    home.warehouse.mkdir(exist_ok=True)
    home.geometry.mkdir(exist_ok=True)
    (home.warehouse / f"{name}.duckdb").write_bytes(b"rows")
    manifest = home.warehouse / f"{name}.json"
    manifest.write_text(json.dumps({"layers": {"pcn": f"pcn-{name}"}}))
    os.utime(manifest, (1_000_000 - age, 1_000_000 - age))
    (home.geometry / f"pcn-{name}.geojson").write_text("{}")
    (home.geometry / f"pcn-{name}.json").write_text("{}")


def versions(home):
    return {path.stem for path in home.warehouse.glob("*.duckdb")}


def test_only_the_newest_versions_stay_with_their_map_files(home):
    for age in range(KEPT + 2):
        finished(home, f"v{age}", age)
    (home.warehouse / "current").write_text("v0\n")
    forget_older(home)
    assert versions(home) == {f"v{age}" for age in range(KEPT)}
    kept = {path.stem for path in home.geometry.glob("*.geojson")}
    assert kept == {f"pcn-v{age}" for age in range(KEPT)}


def test_the_version_in_service_stays_however_old(home):
    for age in range(KEPT + 2):
        finished(home, f"v{age}", age)
    (home.warehouse / "current").write_text(f"v{KEPT + 1}\n")
    forget_older(home)
    assert f"v{KEPT + 1}" in versions(home)
    assert (home.geometry / f"pcn-v{KEPT + 1}.json").exists()
