"""The secret behind the pseudonyms: where it may lie, and what makes it good enough."""

import os
import secrets
from pathlib import Path

from phm.errors import KeyUnsafe
from phm.settings import PROJECT_ROOT


SHORTEST_KEY = 32
_FEWEST_DIFFERENT_BYTES = 8
_OTHERS = 0o077
_ELSEWHERE = "Keep it where only you can read it, outside projects and data."


def new_key(path: Path, *, data: Path) -> None:
    """Write a random key of 256 bits that only its owner can read.

    Raises KeyUnsafe when the place is not fit, or something is there already.
    """
    _refuse_place(path, data=data)
    text = secrets.token_hex(SHORTEST_KEY) + "\n"
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise KeyUnsafe(
            f"{path} is there already; a key is never overwritten, because the keys of "
            "earlier extracts hang on it.",
            remedy="Use it with --key-file, or name another file.",
        ) from fault
    except OSError as fault:
        raise KeyUnsafe(
            f"No key can be written to {path}: {fault.strerror}.", remedy=_ELSEWHERE
        ) from fault
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(text)


def read_key(path: Path, *, data: Path) -> bytes:
    """The key in a file, without white space at its ends.

    ``data`` is the folder of the data, where no key may lie. Raises KeyUnsafe.
    """
    _refuse_place(path, data=data)
    if not path.is_file():
        raise KeyUnsafe(
            f"There is no key file {path}.",
            remedy=f"Make one: phm pseudonymise --new-key {path}",
        )
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        raise KeyUnsafe(
            f"Others on this machine can read the key file {path}.",
            remedy=f"Type: chmod 600 {path}",
        )
    key = path.read_bytes().strip()
    if len(key) < SHORTEST_KEY or len(set(key)) < _FEWEST_DIFFERENT_BYTES:
        raise KeyUnsafe(
            f"The key in {path} is too weak: {len(key)} bytes, {len(set(key))} of them "
            f"different; at least {SHORTEST_KEY} random ones are needed.",
            remedy="Make one: phm pseudonymise --new-key PATH",
        )
    return key


def _refuse_place(path: Path, *, data: Path) -> None:
    """A key that travels with the code or the data protects nobody."""
    for place in {path.absolute(), path.resolve()}:
        for folder, what in ((PROJECT_ROOT, "this project"), (data, "the data folder")):
            if place.is_relative_to(folder.resolve()):
                raise KeyUnsafe(
                    f"The key file {path} lies in {what}.", remedy=_ELSEWHERE
                )
        tree = next((up for up in place.parents if (up / ".git").exists()), None)
        if tree:
            raise KeyUnsafe(
                f"The key file {path} lies in a git work tree ({tree}).",
                remedy=_ELSEWHERE,
            )
