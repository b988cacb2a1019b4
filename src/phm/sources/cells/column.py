"""The cells of one column: every distinct text once, and which of them each row has."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from phm.sources.cells.known_codes import References
from phm.sources.cells.readable import readable_cells
from phm.sources.cells.repairs import REPAIRS, nothing_repaired
from phm.sources.source import Column


Codes = NDArray[np.int64]
_DATE_REPAIR = "excel_serial_date"


@dataclass(frozen=True)
class Cells:
    """``supplied`` and ``texts`` are parallel: as in the file, and as they are read.

    ``index`` gives each row's place in them (null: the cell is empty); without one
    every row has a text of its own, in order. ``converted`` and ``faults`` (reason →
    mask) are what repairs did and could not do.
    """

    supplied: pa.Array
    texts: pa.Array
    index: pa.Array | None
    converted: pa.Array
    faults: tuple[tuple[str, pa.Array], ...] = ()

    def per_row(self, mask: pa.Array) -> pa.Array:
        """A mask over the texts as one over the rows; false where a cell is empty."""
        if self.index is not None:
            mask = mask.take(self.index)
        return pc.fill_null(mask, fill_value=False)

    def spread(self, values: pa.Array) -> pa.Array:
        """One value per text as one value per row; null where a cell is empty."""
        return values if self.index is None else values.take(self.index)

    def is_absent(self) -> pa.Array:
        """True for the rows whose cell says nothing."""
        absent = pc.is_null(self.texts)
        if self.index is None:
            return absent
        return pc.or_(pc.is_null(self.index), self.per_row(absent))

    def supplied_at(self, rows: pa.Array) -> pa.Array:
        """The texts of some rows as in the file, stripped; "" where there is none."""
        places = rows if self.index is None else self.index.take(rows)
        return pc.fill_null(pc.utf8_trim_whitespace(self.supplied.take(places)), "")

    def read_at(self, rows: pa.Array) -> pa.Array:
        """The texts of some rows as they are read; null where there is none."""
        return self.texts.take(rows if self.index is None else self.index.take(rows))

    def only(self, rows: pa.Array) -> "Cells":
        """The cells of some rows."""
        if self.index is not None:
            return replace(self, index=self.index.filter(rows))
        parallel = (self.supplied, self.texts, self.converted)
        supplied, texts, converted = (array.filter(rows) for array in parallel)
        return Cells(supplied, texts, None, converted)

    def without_texts(self, gone: pa.Array) -> "Cells":
        """The same cells, those of some texts empty."""
        return replace(self, texts=pc.if_else(gone, _NOTHING, self.texts))

    def without_rows(self, gone: pa.Array) -> "Cells":
        """The same cells, those of some rows empty."""
        if self.index is None:
            return self.without_texts(gone)
        nothing = pa.scalar(None, self.index.type)
        return replace(self, index=pc.if_else(gone, nothing, self.index))

    def codes(self) -> Codes:
        """A number per row, the same for the same text; -1 where there is none."""
        coded = self.texts.dictionary_encode().indices
        numbers = pc.fill_null(self.spread(coded), -1)
        found: Codes = numbers.to_numpy(zero_copy_only=False).astype(np.int64)
        return found


_NOTHING = pa.scalar(None, pa.string())


def read_cells(
    landed: pa.ChunkedArray, column: Column, references: References
) -> Cells:
    """Read and repair one landed column, dictionary-encoded or not."""
    whole = landed.combine_chunks()
    coded = pa.types.is_dictionary(whole.type)
    supplied = whole.dictionary if coded else whole
    texts = readable_cells(pa.chunked_array([supplied]), column)
    repaired = nothing_repaired(texts)
    faults: list[tuple[str, pa.Array]] = []
    for name in column.repair:
        given = repaired.texts
        if name == _DATE_REPAIR and not column.date_formats:
            # As supplied: which number is the day, the whole column has to tell.
            stripped = pc.utf8_trim_whitespace(supplied)
            given = pc.if_else(pc.is_valid(texts), stripped, _NOTHING)
        done = REPAIRS[name].apply(given, references)
        faults.extend(done.faults.items())
        repaired = replace(
            done, converted=pc.or_(done.converted, repaired.converted), faults={}
        )
    found = tuple((why, mask) for why, mask in faults if pc.any(mask).as_py())
    index = whole.indices if coded else None
    return Cells(supplied, repaired.texts, index, repaired.converted, found)
