"""Several answers foreseen: what they are made of is counted in one go."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.measures.by_group.answer import columns_needed
from phm.measures.by_group.counts import is_of_people, made_of
from phm.measures.by_group.reading import Reading, key_of
from phm.measures.catalogue import find_measure
from phm.measures.question import Question, conditions_of, schemes_asked


@dataclass
class _Count:
    """What to count by the same schemes, at each level."""

    schemes: Sequence[Scheme]
    levels: dict[AreaLevel, None] = field(default_factory=dict)  # as ordered sets
    columns: dict[str, None] = field(default_factory=dict)


def read_ahead(reading: Reading, questions: Iterable[Question]) -> None:
    """Count people once for all the questions that tell them apart in the same way.

    Raises as the first of the questions would.
    """
    counts: dict[Hashable, _Count] = {}
    for question in questions:
        measure = find_measure(question.measure)
        if not (question.of_groups and is_of_people(measure)):
            continue
        schemes = schemes_asked(question)
        crossed = (*schemes, *(scheme for scheme, _ in conditions_of(question)))
        one = counts.setdefault(key_of(crossed), _Count(crossed))
        standard = question.standardised
        columns = made_of(columns_needed(measure, is_standardised=standard))
        one.columns.update(dict.fromkeys(columns))
        one.levels[question.level] = None
    for one in counts.values():
        for level in one.levels:
            reading.people(level, one.schemes, list(one.columns))
