"""The codes other files may use: every column that some `known_in` names."""

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from phm.sources.cells import readable_cells
from phm.sources.constraints import KnownIn
from phm.sources.landed import Landed
from phm.sources.source import Source


def known_codes(
    landed: Iterable[Landed], sources: Mapping[str, Source]
) -> dict[str, pa.Array]:
    """The codes of every column that some `known_in` names, from its newest file."""
    asked = {c.known_in for s in sources.values() for c in s.columns if c.known_in}
    newest = {one.source_id: one for one in landed}
    references = [KnownIn(reference) for reference in sorted(asked)]
    return {
        known.reference: _codes(newest[known.source_id], sources, known.column)
        for known in references
        if known.source_id in newest
    }


def _codes(landed: Landed, sources: Mapping[str, Source], name: str) -> pa.Array:
    source = sources[landed.source_id]
    header = pq.read_schema(landed.parquet).names
    published = source.published_names(header)[name]
    table = pq.read_table(landed.parquet, columns=[published])
    return pc.unique(readable_cells(table[published], source.column(name)))
