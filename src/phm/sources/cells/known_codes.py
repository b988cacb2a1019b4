"""What other landed files know: codes that `known_in` names, and LSOAs of 2011."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from phm.sources.cells.readable import readable_cells
from phm.sources.constraints import KnownIn
from phm.sources.landed import Landed
from phm.sources.source import Source


LSOA_PAIRS = "lsoa11_to_lsoa21"
_ONE_HEIR = ("U", "M")  # unchanged or merged; split (S) and irregular (X) have several


def _none() -> pa.Array:
    return pa.array([], pa.string())


@dataclass(frozen=True)
class References:
    """Look-ups that rules and repairs may need; empty where a file is not landed.

    ``codes`` maps "source_id.column" to its codes. ``their_heirs`` stand in the order
    of ``lsoas_of_2011_only``, null where land went to several LSOAs of 2021.
    """

    codes: Mapping[str, pa.Array] = field(default_factory=dict)
    lsoas_of_2011_only: pa.Array = field(default_factory=_none)
    their_heirs: pa.Array = field(default_factory=_none)


def read_references(
    landed: Iterable[Landed], sources: Mapping[str, Source]
) -> References:
    """Everything the declarations of ``sources`` refer to, from what is landed."""
    files = tuple(landed)
    codes = known_codes(files, sources)
    asked = any("lsoa_2011" in c.repair for s in sources.values() for c in s.columns)
    pairs = [one for one in files if one.source_id == LSOA_PAIRS]
    if not asked or not pairs:
        return References(codes)
    columns = ("lsoa11_code", "lsoa21_code", "change")
    return References(
        codes, *_heirs(*(_cells(pairs[-1], sources, name) for name in columns))
    )


def known_codes(
    landed: Iterable[Landed], sources: Mapping[str, Source]
) -> dict[str, pa.Array]:
    """The codes of every column that some `known_in` names, of any period landed.

    A practice that has closed since is in an older map, and its people are not lost.
    """
    asked = {c.known_in for s in sources.values() for c in s.columns if c.known_in}
    files: dict[str, list[Landed]] = {}
    for one in landed:
        files.setdefault(one.source_id, []).append(one)
    return {
        known.reference: pc.unique(
            pa.chunked_array(
                [_cells(one, sources, known.column) for one in files[known.source_id]]
            )
        )
        for known in map(KnownIn, sorted(asked))
        if known.source_id in files
    }


def _cells(landed: Landed, sources: Mapping[str, Source], name: str) -> pa.Array:
    source = sources[landed.source_id]
    header = pq.read_schema(landed.parquet).names
    published = source.published_names(header)[name]
    table = pq.read_table(landed.parquet, columns=[published])
    return readable_cells(table[published], source.column(name))


def _heirs(old: pa.Array, new: pa.Array, change: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Codes of 2011 that are not codes of 2021, and the one each went to whole."""
    gone = pc.invert(pc.is_in(old, value_set=pc.unique(new)))
    pairs = pa.table({"old": old, "new": new, "change": change}).filter(gone)
    per_code = pairs.group_by("old").aggregate(
        [("new", "count_distinct"), ("new", "min"), ("change", "min")]
    )
    whole = pc.and_(
        pc.equal(per_code["new_count_distinct"], 1),
        pc.is_in(per_code["change_min"], value_set=pa.array(_ONE_HEIR)),
    )
    heirs = pc.if_else(whole, per_code["new_min"], pa.scalar(None, pa.string()))
    return per_code["old"].combine_chunks(), heirs.combine_chunks()
