"""The SQL files of a build, in the order of their names."""

import hashlib
from functools import cache
from importlib import resources

from phm.warehouse.people_counts import COUNTS


@cache
def layout() -> str:
    """A hash of everything that decides which tables and columns a warehouse has.

    Another one means that it was built by another version of phm, and what pages ask
    for may not be there.
    """
    digest = hashlib.sha256()
    for folder in ("marts", "findings"):
        for _, script in sql_scripts(folder):
            digest.update(script.encode())
    digest.update(repr(sorted(COUNTS)).encode())
    return digest.hexdigest()[:12]


def sql_scripts(folder: str) -> list[tuple[str, str]]:
    """Name and text of every SQL file of a folder, in the order of their names."""
    files = resources.files("phm.warehouse") / "sql" / folder
    named = sorted((f.name, f) for f in files.iterdir() if f.name.endswith(".sql"))
    return [
        (name.removesuffix(".sql"), file.read_text(encoding="utf-8"))
        for name, file in named
    ]
