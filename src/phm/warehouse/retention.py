"""Old versions make room: the newest few stay, with the map files they name."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from phm.settings import Home
from phm.warehouse.connect import current_version


UNFINISHED = ".building"
KEPT = 3  # the one in service, and two to go back to


def forget_older(home: Home) -> None:
    """Remove finished versions beyond the newest, and map files none of them names.

    The version in service always stays. A file that is open and locked stays too, and
    goes another time.
    """
    manifests = sorted(
        home.warehouse.glob("*.json"), key=lambda path: path.stat().st_mtime
    )
    serving = current_version(home)
    old = [path for path in manifests[:-KEPT] if path.stem != serving]
    for manifest in old:
        _remove(manifest)
        _remove(manifest.with_suffix(".duckdb"))
    named = _stems_named(path for path in manifests if path not in old)
    for file in home.geometry.glob("*.*json"):
        if file.stem not in named:
            _remove(file)


def forget_abandoned(home: Home) -> None:
    """Remove what killed builds left, not what another build is writing now."""
    for left in home.warehouse.glob(f"*{UNFINISHED}*"):
        if not _is_running(left.name.partition(UNFINISHED)[0].rpartition(".")[2]):
            _remove(left)


def _is_running(process: str) -> bool:
    """Whether a build still writes; elsewhere than here an open file stays anyway."""
    if os.name != "posix" or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _stems_named(manifests: Iterable[Path]) -> set[str]:
    layers = (json.loads(p.read_text(encoding="utf-8"))["layers"] for p in manifests)
    return {Path(file).stem for names in layers for file in names.values()}


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # Windows: a reader holds it open
        return
