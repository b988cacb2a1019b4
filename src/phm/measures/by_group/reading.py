"""What answers by groups read of a version, each thing once."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import duckdb
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure
from phm.measures.areas import read_areas
from phm.measures.by_group.cohort import (
    beside_others,
    count_inside,
    of_level,
)
from phm.measures.by_group.people import Extract, people_extract, read_people
from phm.measures.cite import source_notes
from phm.measures.memory import Memory
from phm.measures.results import SourceNote
from phm.warehouse.people_groups import AREA_COLUMNS, IN_PCN
from phm.warehouse.tier import read_tier


@dataclass(frozen=True)
class Reading:
    """A version of a warehouse and what was read of it so far."""

    connection: duckdb.DuckDBPyConnection
    memory: Memory

    def extract(self) -> Extract:
        """What was sent. Raises QuestionInvalid when there are no people."""
        return self.memory.once("extract", lambda: people_extract(self.connection))

    def tier(self) -> str:
        """The tier of the whole warehouse."""
        return self.memory.once("tier", lambda: read_tier(self.connection))

    def sources(self, measure: Measure) -> tuple[SourceNote, ...]:
        """The files that a measure stands on, as they are cited."""
        key, tier = ("sources", measure.id), self.tier()
        read = partial(source_notes, self.connection, measure, tier)
        return self.memory.once(key, read)

    def areas(self, level: AreaLevel) -> pd.DataFrame:
        """Names and parents of the areas of a level, indexed by code."""
        key = ("areas", level)
        return self.memory.once(key, lambda: read_areas(self.connection, level))

    def people(
        self,
        level: AreaLevel,
        schemes: Sequence[Scheme],
        needed: Sequence[str],
        *,
        sampled: bool = False,
    ) -> pd.DataFrame:
        """One row per area and group of each scheme that has anybody in it.

        Columns: area_code, the schemes' ids, and at least those of COUNTS ``needed``;
        only what no answer has needed so far is counted. With a scheme that is
        ``sampled``, or where that is asked for, those in the sample alone.
        """
        sampled = sampled or is_sampled(schemes)

        def counted(missing: Sequence[str]) -> pd.DataFrame:
            return self._counted(level, schemes, missing, sampled=sampled)

        named = ["area_code", *(scheme.id for scheme in schemes)]
        key = ("people", level, sampled, *key_of(schemes))
        return self._grown(key, named, needed, counted)

    def _counted(
        self,
        level: AreaLevel,
        schemes: Sequence[Scheme],
        needed: Sequence[str],
        *,
        sampled: bool,
    ) -> pd.DataFrame:
        cohorts = [scheme for scheme in schemes if scheme.groups[0].condition]
        if not cohorts:
            return read_people(self.connection, level, schemes, needed, sampled=sampled)
        (cohort,) = cohorts
        others = [scheme for scheme in schemes if scheme is not cohort]
        keys = ["area_code", *(scheme.id for scheme in others)]
        practices = self._inside(others, cohort, needed)
        system = self.areas(AreaLevel.SYSTEM).index[0]
        inside = of_level(practices, level, others, system)[[*keys, *needed]]
        everybody = self.people(level, others, needed, sampled=sampled)
        everybody = everybody[[*keys, *needed]]
        return beside_others(inside, everybody, cohort, keys)

    def _inside(
        self, schemes: Sequence[Scheme], cohort: Scheme, needed: Sequence[str]
    ) -> pd.DataFrame:
        """Of a cohort, practice by practice: one count serves every level."""

        def counted(missing: Sequence[str]) -> pd.DataFrame:
            return count_inside(self.connection, schemes, cohort, missing)

        named = [*AREA_COLUMNS.values(), IN_PCN, *(s.id for s in schemes)]
        key = ("inside", *key_of([cohort, *schemes]))
        return self._grown(key, named, needed, counted)

    def _grown(
        self,
        key: Hashable,
        named: Sequence[str],
        needed: Sequence[str],
        counted: Callable[[Sequence[str]], pd.DataFrame],
    ) -> pd.DataFrame:
        """What is kept for a key, its rows ``named`` so; only what lacks is counted."""
        known: pd.DataFrame | None = self.memory.find(key)
        missing = [name for name in needed if known is None or name not in known]
        if known is not None and not missing:
            return known
        found = counted(missing)[[*named, *missing]]
        if known is not None:
            keys = list(named)
            found = known.merge(found, on=keys, how="outer", validate="one_to_one")
        return self.memory.keep(key, found)


def key_of(schemes: Sequence[Scheme]) -> tuple[Hashable, ...]:
    """What counts by these schemes are known by.

    Every cohort's scheme has the same id: it is known by its condition, and by whether
    its people are those of the sample.
    """
    return tuple(
        (scheme.groups[0].condition or scheme.id, scheme.sampled) for scheme in schemes
    )


def is_sampled(schemes: Iterable[Scheme]) -> bool:
    """Whether counts by these schemes are of the sample alone."""
    return any(scheme.sampled for scheme in schemes)
