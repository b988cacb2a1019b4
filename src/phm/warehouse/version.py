"""What a build is called: its system, and a hash of everything that it depends on."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure
from phm.domain.systems import System
from phm.sources.landed import Landed
from phm.sources.source import Source


def version_of(
    landed: Sequence[Landed],
    system: System,
    declared: Sequence[Measure | Scheme],
    catalogue: Mapping[str, Source],
    key: str,
) -> str:
    """The system and a hash of everything the build depends on, its code included."""
    inputs = [
        repr(system),
        repr([repr(one) for one in declared]),
        repr(list(catalogue.values())),
        repr(sorted((one.source_id, one.period, one.sha256) for one in landed)),
        key,
    ]
    digest = hashlib.sha256("\n".join(inputs).encode())
    for path in _building_code():
        digest.update(path.read_bytes())
    return f"{system.id}-{digest.hexdigest()[:12]}"


def _building_code() -> list[Path]:
    """Every file of the rooms a build runs through, in a fixed order."""
    root = Path(__file__).parents[1]
    rooms = (root / room for room in ("domain", "sources", "geography", "warehouse"))
    files = (path for room in rooms for path in room.rglob("*.*"))
    return sorted(p for p in files if p.suffix in {".py", ".sql", ".toml"})
