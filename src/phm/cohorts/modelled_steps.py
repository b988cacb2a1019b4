"""What a modelled estimate is made of: people to begin with, then steps, one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from phm.domain.areas import AreaLevel


ETHNIC_GROUPS = ("Asian", "Black", "Mixed", "White", "Other")
SEXES = ("female", "male")


@dataclass(frozen=True)
class Range:
    """A positive number and its 95 % limits. `name` is where it stands, and unique."""

    name: str
    says: str
    low: float
    central: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Whether it has no limits to speak of."""
        return self.low == self.high


@dataclass(frozen=True)
class People:
    """Who is counted among the registered patients of an area; ages inclusive."""

    sexes: tuple[str, ...] = SEXES
    from_age: int = 0
    to_age: int | None = None
    ethnic_groups: tuple[str, ...] = ETHNIC_GROUPS


@dataclass(frozen=True)
class Citation:
    """A published figure's origin, as it is cited beside the files."""

    title: str
    publisher: str
    period: str = ""
    link: str = ""


@dataclass(frozen=True)
class Share:
    """A share of the people so far, or of those in no part before it.

    From an open `measure` (times `times`), or published: `percent` for everybody (key
    "") or by ethnic group. After another share it is either of exactly the people so
    far (`given` says of whom), or of everybody: then `together` is how many are in both
    against what there would be if the two had nothing to do with each other.
    """

    says: str
    measure: str = ""
    times: Range | None = None
    percent: Mapping[str, Range] = field(default_factory=dict)
    given: str = ""
    together: Range | None = None


@dataclass(frozen=True)
class AnyOf:
    """A share made of parts: people in at least one of them."""

    says: str
    parts: tuple[Share, ...]
    given: str = ""
    together: Range | None = None


@dataclass(frozen=True)
class Prevalence:
    """A prevalence published for each area, spread over its people and kept.

    Odds ratios say who has it more often: ethnic groups (against those not named), men
    against women, and ages, as the odds of a step curve of percents. The measure is a
    share of people from `from_age` on.
    """

    says: str
    measure: str
    from_age: int
    ethnic: Mapping[str, Range]
    male: Range | None
    percent_by_age: Mapping[int, float]
    given: str = ""
    together: Range | None = None


@dataclass(frozen=True)
class Ratio:
    """People of another unit: households, say, for each person."""

    says: str
    times: Range


Step = Share | AnyOf | Prevalence | Ratio


@dataclass(frozen=True)
class Modelled:
    """How many people a cohort has by open data alone, or the reason why none can say.

    `counts` says exactly who is counted, `finest` is the smallest area it is made for.
    """

    counts: str = ""
    people: People = field(default_factory=People)
    steps: tuple[Step, ...] = ()
    citations: tuple[Citation, ...] = ()
    assumptions: tuple[str, ...] = ()
    finest: AreaLevel = AreaLevel.PCN
    reason: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of the open measures it stands on, each once."""
        found = (_measures_of(step) for step in self.steps)
        return tuple(dict.fromkeys(name for names in found for name in names))

    @property
    def ranges(self) -> tuple[Range, ...]:
        """Every number that has limits, in the order declared."""
        return tuple(
            one for step in self.steps for one in _ranges_of(step) if not one.is_certain
        )

    @property
    def is_by_ethnic_group(self) -> bool:
        """Whether ethnic groups must be told apart to make it."""
        named = self.people.ethnic_groups != ETHNIC_GROUPS
        return named or any(_groups_of(step) for step in self.steps)

    @property
    def overlaps(self) -> bool:
        """Whether shares of everybody are multiplied."""
        return any(_together_of(step) for step in self.steps)


def _measures_of(step: Step) -> Iterator[str]:
    for one in step.parts if isinstance(step, AnyOf) else (step,):
        if isinstance(one, Share | Prevalence) and one.measure:
            yield one.measure


def _groups_of(step: Step) -> bool:
    if isinstance(step, AnyOf):
        return any(_groups_of(part) for part in step.parts)
    if isinstance(step, Share):
        return bool(set(step.percent) - {""})
    return isinstance(step, Prevalence) and bool(step.ethnic)


def _together_of(step: Step) -> bool:
    if isinstance(step, AnyOf) and any(part.together for part in step.parts):
        return True
    return not isinstance(step, Ratio) and step.together is not None


def _ranges_of(step: Step) -> Iterator[Range]:
    """Each once: one number may stand for several ethnic groups."""
    if isinstance(step, AnyOf):
        for part in step.parts:
            yield from _ranges_of(part)
    yield from dict.fromkeys(filter(None, _own_ranges(step)))


def _own_ranges(step: Step) -> tuple[Range | None, ...]:
    if isinstance(step, Ratio):
        return (step.times,)
    if isinstance(step, Prevalence):
        return (*step.ethnic.values(), step.male, step.together)
    if isinstance(step, Share):
        return (step.times, *step.percent.values(), step.together)
    return (step.together,)
