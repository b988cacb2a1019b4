"""Everything declared that a build counts once: measures and schemes of dimensions."""

from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure
from phm.measures.catalogue import load_measures
from phm.measures.schemes import load_schemes


def declared() -> tuple[tuple[Measure, ...], tuple[Scheme, ...]]:
    """Every measure and every scheme, as `phm.warehouse.build` takes them."""
    return tuple(load_measures().values()), tuple(load_schemes().values())
