"""What the files of a demonstration depend on, as one short text."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from phm.settings import Home
from phm.sources.landed import list_landed
from phm.synthetic.areas.facts import AreaFacts


ROOMS = ("domain", "sources", "geography", "warehouse", "synthetic")
KINDS = {".py", ".toml", ".sql", ".txt"}


def stamp_of(facts: AreaFacts, *, seed: int, messy: bool, signal: bool) -> str:
    """A hash of the facts, of what is asked, and of the code and declarations run."""
    digest = hashlib.sha256(
        repr((seed, messy, signal, np.__version__, pa.__version__)).encode()
    )
    for one in fields(facts):
        for piece in _content(getattr(facts, one.name)):
            digest.update(piece)
    for path in _code():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _content(value: Any) -> Iterator[bytes]:
    if isinstance(value, np.ndarray):
        yield repr(value.shape).encode()
        yield np.ascontiguousarray(value).tobytes()
    elif isinstance(value, pd.DataFrame):
        yield value.to_csv(index=False).encode()
    elif isinstance(value, Home):
        yield repr([(one.stem, one.sha256) for one in list_landed(value)]).encode()
    elif isinstance(value, dict):
        for key in sorted(value):
            yield str(key).encode()
            yield from _content(value[key])
    else:
        yield repr(value).encode()


def _code() -> Iterable[Path]:
    root = Path(__file__).parents[1]
    files = (path for room in ROOMS for path in (root / room).rglob("*.*"))
    return sorted(path for path in files if path.suffix in KINDS)
