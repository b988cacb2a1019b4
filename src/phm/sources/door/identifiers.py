"""What names a person, looked for in every column of a supplied file.

Every distinct text of a column is looked at once. A column whose declaration says what
may be in it (a list, a pattern, a number up to a limit) is searched only where a text
breaks that rule; keys, free text and columns nobody declared are searched whole.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from phm.errors import IdentifierFound
from phm.sources.content import LINE_COLUMN, Content
from phm.sources.door.distinct import Distinct, distinct_texts
from phm.sources.door.headers import said_and_held
from phm.sources.door.searched_column import SearchedColumn
from phm.sources.source import Source


_LINES_SHOWN = 5


@dataclass(frozen=True)
class Sighting:
    """One column that holds what names a person: never the value itself.

    ``lines`` are the first few; ``column`` is its name, or its number when the header
    line may itself be somebody's.
    """

    column: str
    what: str
    count: int
    lines: tuple[int, ...]

    def __str__(self) -> str:
        """The sighting in a sentence."""
        more = self.count - len(self.lines)
        others = f" and {more:,} more" if more > 0 else ""
        where = f"lines {', '.join(map(str, self.lines))}{others}" if self.lines else ""
        values = "value" if self.count == 1 else "values"
        inside = f" ({self.count:,} {values}: {where})" if where else ""
        return f"{self.what} in {self.column}{inside}"


@dataclass(frozen=True)
class Search:
    """What was seen in a file, and what should be said although nothing was."""

    sightings: tuple[Sighting, ...]
    remarks: tuple[str, ...]


def refuse_identifiers(
    content: Content, *, source: Source, name: str
) -> tuple[str, ...]:
    """Raise IdentifierFound if the file names people; otherwise what should be said."""
    search = find_identifiers(content, source)
    if search.sightings:
        raise IdentifierFound(
            f"{name} holds what looks like {'; '.join(map(str, search.sightings))}.",
            remedy="Nothing of it was kept. Leave out the columns named, or replace a "
            "key by a pseudonym with `phm pseudonymise`; land the result and delete "
            "this copy.",
        )
    return search.remarks


def find_identifiers(content: Content, source: Source) -> Search:
    """Look at every column, declared or not, and at the header line."""
    header = content.published_columns
    declared = {
        published: source.column(name)
        for name, published in source.published_names(header).items()
    }
    in_header = _in_header(header)
    unnamed = bool(in_header) or not declared
    of_people = is_about_people(source)

    def look(number: int, name: str) -> Search:
        cells = content.table[name]
        shown = f"column {number}" if unnamed else f"column `{name}`"
        column = SearchedColumn(distinct_texts(cells, declared.get(name)), of_people)
        seen = (
            _sighting(content, name, texts, what=what, shown=shown)
            for what, texts in said_and_held(name, cells, of_people=of_people)
            or column.sightings()
        )
        remark = column.numbers.remark
        return Search(tuple(seen), (f"In {shown} {remark}",) if remark else ())

    # Arrow lets go of the interpreter while it works, so two columns take turns.
    with ThreadPoolExecutor() as pool:
        searches = list(pool.map(look, range(1, len(header) + 1), header))
    return Search(
        tuple(chain(in_header, *(search.sightings for search in searches))),
        tuple(chain.from_iterable(search.remarks for search in searches)),
    )


def is_about_people(source: Source) -> bool:
    """Whether its rows are about people: they are, where it holds a pseudonym."""
    return any(column.is_pseudonym for column in source.columns)


def _in_header(header: Sequence[str]) -> list[Sighting]:
    """What the header line holds: in a file without one it is somebody's row."""
    once = np.ones(len(header), dtype=np.int64)
    texts = pa.array(header, pa.string())
    line = SearchedColumn(Distinct(None, texts, once), of_people=True)
    return [Sighting("the header line", what, 1, ()) for what, _ in line.found()]


def _sighting(
    content: Content, column: str, texts: pa.Array, *, what: str, shown: str
) -> Sighting:
    hit = pc.is_in(content.table[column], value_set=texts.cast(pa.string()))
    lines = content.table[LINE_COLUMN].filter(hit)[:_LINES_SHOWN].to_pylist()
    return Sighting(shown, what, pc.sum(hit).as_py(), tuple(lines))
