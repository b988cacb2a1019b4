"""Who a number is for decides what of it is shown: a declaration per audience."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from phm.domain.declarations import declared_in
from phm.errors import QuestionInvalid


AUDIENCES = Path(__file__).parent / "audiences"
FEWEST_HIDDEN = 7  # the rule of the hospital data; no audience may see below it


@dataclass(frozen=True)
class Audience:
    """A rule for what leaves (`measures/audiences/<id>.toml`).

    0 is shown, above 0 and up to ``suppress_up_to`` hidden, others rounded to the
    nearest ``round_to``; 1 leaves counts exact, and then more is hidden beside small
    ones. ``most_crossed`` dimensions may be crossed, conditions and areas among them.
    Without ``every_scheme`` each dimension has only its first scheme, because two exact
    ways of cutting tell their difference.
    """

    id: str
    title: str
    who: str
    suppress_up_to: int
    round_to: int
    most_crossed: int
    every_scheme: bool
    source: str
    order: int

    @property
    def is_exact(self) -> bool:
        """Whether counts are shown without rounding."""
        return self.round_to == 1

    def allows(self, schemes: int, *, of_areas: int) -> bool:
        """Whether so many schemes may be crossed, in so many kinds of area (0 or 1)."""
        return schemes + of_areas <= self.most_crossed


@lru_cache(maxsize=1)
def load_audiences() -> Mapping[str, Audience]:
    """Every audience by id, the usual one first.

    Raises DeclarationInvalid for a file that does not hold.
    """
    audiences = [read_audience(path) for path in sorted(AUDIENCES.glob("*.toml"))]
    return {one.id: one for one in sorted(audiences, key=lambda one: one.order)}


def find_audience(audience_id: str) -> Audience:
    """One audience by id. Raises QuestionInvalid, naming those there are."""
    audiences = load_audiences()
    if audience_id not in audiences:
        raise QuestionInvalid(
            f"There is no audience called `{audience_id}`.",
            remedy=f"Audiences: {', '.join(audiences)}.",
        )
    return audiences[audience_id]


def read_audience(path: Path) -> Audience:
    """Parse one declaration, its id taken from the file name."""
    remedy = "Take published.toml beside it for a pattern."
    with declared_in(path, "Audience", remedy=remedy) as declared:
        return _checked(Audience(id=path.stem, **declared))


def _checked(audience: Audience) -> Audience:
    if audience.suppress_up_to < FEWEST_HIDDEN:
        raise ValueError(f"suppress_up_to is below {FEWEST_HIDDEN}")
    if audience.round_to < 1 or audience.round_to > audience.suppress_up_to + 1:
        raise ValueError("round_to is not between 1 and suppress_up_to + 1")
    if audience.most_crossed < 1:
        raise ValueError("most_crossed is below 1")
    return audience
