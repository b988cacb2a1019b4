"""Read what is declared in a TOML file: a fault names the file and what to do."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from phm.errors import DeclarationInvalid


@contextmanager
def declared_in(path: Path, what: str, *, remedy: str) -> Iterator[dict[str, Any]]:
    """The tables of a file, to be made into what they declare within the block.

    Raises DeclarationInvalid where it is not TOML, and for every KeyError, TypeError
    and ValueError of the block; ``what`` stands before the name of the file.
    """
    try:
        yield tomllib.loads(path.read_text(encoding="utf-8"))  # a fault is a ValueError
    except (KeyError, TypeError, ValueError) as fault:
        said = f"{fault} is missing" if isinstance(fault, KeyError) else str(fault)
        raise DeclarationInvalid(
            f"{what} {path.name} cannot be used: {said}.", remedy=remedy
        ) from fault
