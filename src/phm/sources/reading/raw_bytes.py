"""From the bytes of a supplied file to UTF-8 text bytes, or a clear refusal."""

import gzip
import zlib
from dataclasses import dataclass

from phm.errors import SourceInvalid


GZIP_MAGIC = b"\x1f\x8b"
_OF_A_TAG = b"!?/abcdefghijklmnopqrstuvwxyz"
_BOM = b"\xef\xbb\xbf"
_START = 512
# UTF-16 text has about one NUL in two bytes; a few are an accident in one line.
_NUL_SHARE = 0.2

_AGAIN = "Download the file again, or ask its supplier for another copy."
_SIGNATURES = {
    b"PK\x03\x04": ("an Excel workbook or a zip archive", "Save it as CSV (UTF-8)."),
    b"\xd0\xcf\x11\xe0": ("an old Excel workbook", "Save it as CSV (UTF-8)."),
    b"%PDF": ("a PDF document", "Look for the data file beside it."),
    b"PAR1": ("a Parquet file", "Give it a name that ends in .parquet."),
    b"SQLite format 3": ("a SQLite database", "Export the table as CSV (UTF-8)."),
    b"\xff\xfe": ("UTF-16 text", "Save it as CSV UTF-8."),
    b"\xfe\xff": ("UTF-16 text", "Save it as CSV UTF-8."),
}


@dataclass(frozen=True)
class Text:
    """UTF-8 bytes with one newline per line, and how they were encoded before."""

    data: bytes
    encoding: str
    notices: tuple[str, ...] = ()


def unpacked(raw: bytes, *, name: str) -> bytes:
    """The bytes inside, gzip or not. Raises SourceInvalid when empty or cut short."""
    data = _gunzipped(raw, name=name) if raw.startswith(GZIP_MAGIC) else raw
    if not data.strip():
        raise SourceInvalid(f"{name} is empty.", remedy=_AGAIN)
    return data


def decoded(data: bytes, *, name: str, hint: str | None = None) -> Text:
    """Text of a file that should be CSV.

    UTF-8 is tried strictly and first, whatever the hint: text that decodes as UTF-8 and
    has accents in it is UTF-8. Then ``hint``, or Windows-1252 with a notice.
    """
    _refuse_other_formats(data, name=name)
    data = data.removeprefix(_BOM)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _from_legacy(data, name=name, hint=hint)
    return Text(_one_newline(data), "utf-8")


def _gunzipped(raw: bytes, *, name: str) -> bytes:
    try:
        return gzip.decompress(raw)
    except (EOFError, OSError, zlib.error) as fault:
        raise SourceInvalid(
            f"{name} is a damaged or truncated gzip file ({fault}).", remedy=_AGAIN
        ) from fault


def _refuse_other_formats(data: bytes, *, name: str) -> None:
    for signature, (what, remedy) in _SIGNATURES.items():
        if data.startswith(signature):
            raise SourceInvalid(f"{name} is {what}, not CSV.", remedy=remedy)
    start = data[:_START].removeprefix(_BOM).lstrip().lower()
    if start.startswith(b"<"):
        # The tag alone: what follows may be somebody's record.
        tag = start[: 1 + len(start[1:]) - len(start[1:].lstrip(_OF_A_TAG))]
        raise SourceInvalid(
            f"{name} is a web page or XML, not CSV (it begins {tag[:40].decode()}).",
            remedy="The server probably sent an error page: download the file again.",
        )
    if data.count(0) > _NUL_SHARE * len(data):
        raise SourceInvalid(
            f"{name} is full of NUL bytes: binary data or UTF-16 text, not CSV.",
            remedy="Save it as CSV UTF-8.",
        )


def _from_legacy(data: bytes, *, name: str, hint: str | None) -> Text:
    encoding = hint or "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise SourceInvalid(
            f"{name} is neither UTF-8 nor {encoding}: byte 0x{data[fault.start]:02x} "
            f"at position {fault.start:,}.",
            remedy="Save it as CSV UTF-8.",
        ) from fault
    notice = f"{name} is not UTF-8; it was read as Windows-1252 (cp1252)."
    notices = () if hint else (notice,)
    return Text(_one_newline(text.encode("utf-8")), encoding, notices)


def _one_newline(data: bytes) -> bytes:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data if data.endswith(b"\n") else data + b"\n"
