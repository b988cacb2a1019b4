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

from phm.settings import Home


IN_SAMPLE = "in_sample"  # the column of the person mart
SAMPLED_SHARE = 0.5  # 210_fct_person.sql: the first digit of sixteen is below 8
KEY_BYTES = 32


def sample_key(home: Home) -> str:
    """What decides who is in the sample; made with the first build, then kept.

    As long as it and the pseudonyms stay the same, so does the sample.
    """
    if not home.sample_key.exists():
        _make_key(home.sample_key)
    return home.sample_key.read_text(encoding="ascii").strip()


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
    finally:
        beside.unlink()


def write_sample_key(connection: duckdb.DuckDBPyConnection, key: str) -> None:
    """Put it where the marts find it, and where it is gone when the build ends."""
    connection.execute("create table staging.main.sample_key (key varchar)")
    connection.execute("insert into staging.main.sample_key values (?)", [key])
