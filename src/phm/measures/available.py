"""Which measures this warehouse has anything to say about."""

from collections.abc import Mapping
from importlib import resources

import duckdb

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure
from phm.measures.catalogue import load_measures
from phm.measures.schemes import load_schemes


NO_FIXED_ABODE = "no_fixed_abode"
WITH_PEOPLE = (resources.files("phm.measures") / "sql" / "schemes.sql").read_text(
    encoding="utf-8"
)
WITH_NUMBERS = (resources.files("phm.measures") / "sql" / "available.sql").read_text(
    encoding="utf-8"
)


def available_measures(
    connection: duckdb.DuckDBPyConnection, level: AreaLevel | None = None
) -> Mapping[str, Measure]:
    """Measures with a number for some area (of a level), by id, in the order shown.

    The same shape as `load_measures`, so that a page can offer these instead.
    """
    rows = connection.execute(WITH_NUMBERS).fetchall()
    counted = {name for name, at in rows if level is None or at == str(level)}
    return {
        name: measure
        for name, measure in load_measures().items()
        if name in counted and (level is None or level in measure.levels)
    }


def available_schemes(connection: duckdb.DuckDBPyConnection) -> tuple[Scheme, ...]:
    """Listed schemes that tell people apart here: a classification may not be supplied.

    That everybody is of no fixed abode or of no known group tells nobody apart.
    """
    there: dict[str, set[str]] = {}
    for scheme_id, group_id in connection.execute(WITH_PEOPLE).fetchall():
        there.setdefault(scheme_id, set()).add(group_id)
    return tuple(
        scheme
        for scheme in load_schemes().values()
        if scheme.listed
        and there.get(scheme.id, set()) - {scheme.rest.id, NO_FIXED_ABODE}
    )


def counted_schemes(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Ids of the schemes that the build has counted people by, listed or not."""
    return frozenset(name for name, _ in connection.execute(WITH_PEOPLE).fetchall())
