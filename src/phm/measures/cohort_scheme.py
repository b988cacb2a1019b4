"""A cohort as a way of telling people apart: those in it, and everybody else.

So a cohort is crossed, conditioned on, hidden and compared as any dimension is.
"""

from phm.cohorts.cohort import Cohort
from phm.domain.dimensions import Group, Scheme


COHORT, INSIDE, OUTSIDE = "cohort", "in", "others"
NOTE = (
    "A condition on what is recorded: whoever it cannot be told of is not in the "
    "cohort, and stands with everybody else."
)


def cohort_scheme(cohort: Cohort) -> Scheme:
    """The scheme of a cohort; both of its groups together are everybody."""
    return Scheme(
        id=COHORT,
        dimension=COHORT,
        title="",
        groups=(Group(INSIDE, cohort.title, (), cohort.condition),),
        rest=Group(OUTSIDE, "Everybody else", ()),
        overlapping=False,
        ordered=False,
        compared=(INSIDE, OUTSIDE),
        finest=cohort.finest,
        note=f"{cohort.label}. {NOTE}",
        listed=False,
        sampled=cohort.is_built,
    )
