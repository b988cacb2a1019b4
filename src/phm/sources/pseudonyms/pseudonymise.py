"""Raw keys → pseudonyms: a keyed hash, the same for the same person in every extract.

HMAC-SHA256 of the identifier, cut to 96 bits: among two million people the chance that
any two share one is about one in 10^16. Without the key nobody can try all NHS numbers.
An NHS number is hashed as its ten digits, however it is spaced; any other key as it
stands, without white space at its ends. The letter in front keeps a spreadsheet from
reading a pseudonym as a number.
"""

import hmac
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from phm.domain.periods import PeriodKind, parse_period
from phm.errors import SourceInvalid
from phm.sources.content import LINE_COLUMN
from phm.sources.door.check_digits import ten_digits
from phm.sources.pseudonyms.supplied_pieces import pieces
from phm.sources.spellings import MANGLED


PREFIX = "P"
_HEX_DIGITS = 24
_PURPOSE = b"phm person pseudonym 1:"
_YEAR_COLUMN = "year_of_birth"
_MANGLED = re.compile(MANGLED)
# What stands around an NHS number: quotation marks, a spreadsheet's ="…", a label.
_AROUND_NUMBER = re.compile(
    r"""^[\s"'=]*(?:NHS\s*(?:NO|NUM|NUMBER)?[\s.:#]*)?|["'\s]+$""", re.IGNORECASE
)
_OTHER_DATE = re.compile(r"^\s*(\d{1,2})[.-](\d{1,2})[.-](\d{4})")


@dataclass(frozen=True)
class Treatment:
    """What is done to which column: published name → name in the result.

    ``keys`` are replaced, ``birth_dates`` cut to their year, ``dropped`` left out.
    """

    keys: Mapping[str, str]
    birth_dates: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def renamed(self) -> dict[str, str]:
        """Published name → name in the result, where it changes or may."""
        return {**self.keys, **dict.fromkeys(self.birth_dates, _YEAR_COLUMN)}


@dataclass
class Account:
    """What became of the rows; ``empty`` and ``unread`` count cells by column."""

    rows: int = 0
    lines_set_aside: list[int] = field(default_factory=list)
    empty: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)


def pseudonym(identifier: str, key: bytes) -> str:
    """The pseudonym of one identifier that is not empty."""
    written = unicodedata.normalize("NFKC", identifier)
    number = ten_digits(_AROUND_NUMBER.sub("", written))
    plain = number or identifier.strip()
    digest = hmac.digest(key, _PURPOSE + plain.encode(), "sha256")
    return PREFIX + digest.hex()[:_HEX_DIGITS]


def pseudonymise_file(
    path: Path, into: Path, treatment: Treatment, key: bytes
) -> Account:
    """Write ``path`` to ``into`` as CSV, treated; nothing is written if it fails.

    Lines that cannot be read are left out and numbered in the account. Raises
    SourceInvalid when a column is not there or the file cannot be read.
    """
    _refuse_place(path, into)
    account = Account()
    with TemporaryDirectory(prefix=".pseudonyms-", dir=into.parent) as folder:
        beside = Path(folder) / into.name
        with beside.open("wb") as out:
            for table in _treated_pieces(path, treatment, key, account):
                out.write(_as_csv(table, first=not out.tell()))
        beside.replace(into)
    return account


def _refuse_place(path: Path, into: Path) -> None:
    if into.exists() and into.samefile(path):
        raise SourceInvalid(
            f"{into} is the file to be read.", remedy="Name another file to write."
        )
    if not into.parent.is_dir():
        raise SourceInvalid(
            f"There is no folder {into.parent}.", remedy="Make it, or name another."
        )


def _treated_pieces(
    path: Path, treatment: Treatment, key: bytes, account: Account
) -> Iterator[pa.Table]:
    for number, content in enumerate(pieces(path)):
        table = content.table.drop_columns([LINE_COLUMN])
        if not number:
            _refuse_names(table.column_names, treatment, name=path.name)
        account.rows += table.num_rows
        account.lines_set_aside += [reject.line for reject in content.rejects]
        yield _treated(table, treatment, key, account)


def _as_csv(table: pa.Table, *, first: bool) -> pa.Buffer:
    """Without quotation marks where none is needed: a third less to write and read."""
    for style in ("none", "needed"):
        buffer = pa.BufferOutputStream()
        options = pacsv.WriteOptions(include_header=first, quoting_style=style)
        try:
            pacsv.write_csv(table, buffer, options)
        except pa.ArrowInvalid:
            continue
        break
    return buffer.getvalue()


def _refuse_names(header: Iterable[str], treatment: Treatment, *, name: str) -> None:
    """Every column asked for is there, and no two of the result share a name."""
    here = list(header)
    asked = (*treatment.renamed, *treatment.dropped)
    if absent := [column for column in asked if column not in here]:
        raise SourceInvalid(
            f"{name} has no column `{absent[0]}`.",
            remedy="Column names are taken as they stand in its header line.",
        )
    kept = [n for n in here if n not in treatment.dropped]
    counts = Counter(treatment.renamed.get(column, column) for column in kept)
    if twice := [column for column, count in counts.items() if count > 1]:
        raise SourceInvalid(
            f"The result would have {counts[twice[0]]} columns named `{twice[0]}`.",
            remedy="Give one another name (--column NAME=NEW), or --drop it.",
        )


def _treated(
    table: pa.Table, treatment: Treatment, key: bytes, account: Account
) -> pa.Table:
    table = table.drop_columns(list(treatment.dropped))
    for column in treatment.keys:
        table = _replaced(table, column, lambda text: _keyed(text, key), account)
    for column in treatment.birth_dates:
        table = _replaced(table, column, _year, account)
    renamed = treatment.renamed
    return table.rename_columns([renamed.get(n, n) for n in table.column_names])


def _replaced(
    table: pa.Table, column: str, treat: Callable[[str], str | None], account: Account
) -> pa.Table:
    """Every distinct text treated once; a cell of white space is an empty one."""
    coded = table[column].combine_chunks().dictionary_encode()
    texts: list[str] = coded.dictionary.to_pylist()
    filled = [treat(text) if text.strip() else "" for text in texts]
    treated = pa.array([text or None for text in filled], pa.string())
    cells = treated.take(coded.indices)
    blank = pa.array([text == "" for text in filled]).take(coded.indices)
    empty = coded.null_count + (pc.sum(blank).as_py() or 0)
    account.empty[column] += empty
    account.unread[column] += cells.null_count - empty
    return table.set_column(table.column_names.index(column), column, cells)


def _keyed(text: str, key: bytes) -> str | None:
    """A pseudonym; none for what a spreadsheet left of a number, shared by many."""
    return None if _MANGLED.fullmatch(text.strip()) else pseudonym(text, key)


def _year(text: str) -> str | None:
    """The year of a full date or of a bare year, or None."""
    return parse_period(_OTHER_DATE.sub(r"\1/\2/\3", text), kind=PeriodKind.YEAR)
