"""Half of the people, drawn once by a key of the home: those built cohorts count.

Whoever averages the answers about very many overlapping cohorts gets the count behind
them. Here that is a count in a sample which nobody knows: how many there are among all
people stays open. A sample drawn afresh for each answer would be averaged away itself
(docs/methods/disclosure.md, "Cohorts that anybody can build").
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import duckdb

from phm.errors import BuildFailed
from phm.settings import Home


IN_SAMPLE = "in_sample"  # the column of the person mart
SAMPLED_SHARE = 0.5  # 210_fct_person.sql: the first digit of sixteen is below 8
KEY_BYTES = 32


def sample_key(home: Home) -> str:
    """What decides who is in the sample; made with the first build, then kept.

    As long as it and the pseudonyms stay the same, so does the sample. Raises
    BuildFailed where it cannot be read, or is empty, and anybody could draw the same.
    """
    if not home.sample_key.exists():
        _make_key(home.sample_key)
    try:
        key = home.sample_key.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise BuildFailed(
            f"The key {home.sample_key} cannot be read: {fault}.",
            remedy="Build as the user it belongs to, or make it yours.",
        ) from fault
    if not key:
        raise BuildFailed(
            f"The key {home.sample_key} is empty.",
            remedy="Put it back from a copy; without one delete it, and the next build "
            "makes another, which draws other people.",
        )
    return key


def _make_key(path: Path) -> None:
    """Write beside and link: of two builds at once the first one's key is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.key")
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(opened, "w", encoding="ascii") as file:
            file.write(f"{secrets.token_hex(KEY_BYTES)}\n")
        with suppress(FileExistsError):
            os.link(beside, path)
    except OSError:  # a disk without links; two builds at once are rare enough
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_sample_key(connection: duckdb.DuckDBPyConnection, key: str) -> None:
    """Put it where the marts find it, and where it is gone when the build ends."""
    connection.execute("create table staging.main.sample_key (key varchar)")
    connection.execute("insert into staging.main.sample_key values (?)", [key])
