"""People where dimensions cross, one, two and three deep, counted once per build.

All of it comes from one table of finest cells, so that the people are read once. With a
PCN as one of the things crossed, at most two schemes stand beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import combinations

import duckdb
from sqlglot import exp

from phm.domain.dimensions import Scheme
from phm.warehouse.people_groups import counts, group_id
from phm.warehouse.statements import table_from, temporary_from, text, union


CELLS = "crossing_cell"
CROSSING_TABLE = "fct_crossing"
DEEPEST = 3
CROSSED = ("deprivation", "ethnicity", "ethnicity_two", "rurality", "age", "sex")
COUNTED = ("people", "need", "people_referred")


def count_crossings(
    connection: duckdb.DuckDBPyConnection, schemes: Iterable[Scheme]
) -> None:
    """Create `fct_crossing` of those schemes that are in CROSSED."""
    crossed = [scheme for scheme in schemes if scheme.id in CROSSED]
    connection.execute(temporary_from(CELLS, _cells(crossed)))
    parts = [_rolled_up(names, of_pcn) for names, of_pcn in _sets(crossed)]
    connection.execute(table_from(CROSSING_TABLE, reduce(union, parts)))


def _cells(schemes: Sequence[Scheme]) -> exp.Select:
    """The finest cells; people whose practice is in no current PCN have none."""
    pcn = exp.case().when(exp.column("in_current_pcn"), text(exp.column("pcn_code")))
    keys = [pcn.as_("pcn_code"), *(group_id(one).as_(one.id) for one in schemes)]
    rows = exp.select(*keys, *counts(COUNTED)).from_("fct_person")
    places = (exp.Literal.number(place) for place in range(1, len(keys) + 1))
    return rows.where(exp.column("in_system")).group_by(*places)


def _sets(schemes: Sequence[Scheme]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Ids of schemes to cross, and whether with PCNs; everybody is the empty set."""
    for depth in range(DEEPEST + 1):
        for crossed in combinations(schemes, depth):
            if len({scheme.dimension for scheme in crossed}) < depth:
                continue  # two ways of cutting the same
            names = tuple(scheme.id for scheme in crossed)
            yield names, False
            if depth < DEEPEST:
                yield names, True


def _rolled_up(names: Sequence[str], of_pcn: bool) -> exp.Select:  # noqa: FBT001
    pcn = exp.column("pcn_code") if of_pcn else exp.Literal.string("")
    blank = [exp.Literal.string("")] * (DEEPEST - len(names))
    schemes = [*map(exp.Literal.string, names), *blank]
    groups = [*map(exp.column, names), *blank]
    selected = exp.select(
        pcn.as_("pcn_code"),
        *(one.as_(f"scheme_{n}") for n, one in enumerate(schemes, 1)),
        *(one.as_(f"group_{n}") for n, one in enumerate(groups, 1)),
        *(exp.func("sum", exp.column(one)).as_(one) for one in COUNTED),
    ).from_(CELLS)
    keys = [*([exp.column("pcn_code", table=CELLS)] if of_pcn else []), *groups]
    known = exp.column("pcn_code", table=CELLS).is_(exp.null()).not_()
    rows = selected.where(known) if of_pcn else selected
    columns = [key for key in keys if isinstance(key, exp.Column)]
    # without a key everybody is one row, also where there is nobody
    return rows.group_by(*columns) if columns else rows.having("count(*) > 0")
