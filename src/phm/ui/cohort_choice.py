"""The cohort that a page is about: everybody, a declared one, or one in the address."""

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.cohort import Cohort
from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.errors import ConditionInvalid
from phm.ui.cohort_address import EVERYBODY, NAME, asked_for, may_be_answered
from phm.ui.components import note
from phm.ui.selection import Choice, Pick, choose_from_list, chosen_now
from phm.ui.view import View
from phm.words.cohort_names import searched


LABEL = "Cohort (type to search)"
KEPT = "cohort@filter"  # the Cohorts page always shows one, which filters no other
NO_PEOPLE = (
    "A cohort cannot be picked out here: published files hold areas, not people. "
    "Everybody is shown; the Cohorts page has a modelled estimate."
)


def choose_cohort(view: View, level: AreaLevel, pick: Pick = choose_from_list) -> str:
    """The address of the cohort chosen, or nothing for everybody.

    Offered are those that may be told at the level. Published files alone have no
    people to choose among: an address that names a cohort is told so.
    """
    if not view.has_people:
        if chosen_now(NAME, KEPT) not in (None, EVERYBODY):
            note(NO_PEOPLE)
        return ""
    own = asked_for(chosen_now(NAME, KEPT), KEPT, default=EVERYBODY)
    words = {EVERYBODY: "Everybody", **_offered(own, level)}
    picked = pick(Choice(NAME, LABEL, list(words), EVERYBODY, words.__getitem__, KEPT))
    return "" if picked == EVERYBODY else picked


def cohort_in_view(view: View, level: AreaLevel) -> str:
    """What was chosen, also before its control is drawn, which says what is wrong."""
    chosen = chosen_now(NAME, KEPT) if view.has_people else None
    try:
        cohort = find_cohort(chosen) if chosen and chosen != EVERYBODY else None
    except ConditionInvalid:
        return ""
    if cohort is None or not cohort.may_be_told(level) or not may_be_answered(cohort):
        return ""
    return cohort.address


def _offered(own: list[Cohort], level: AreaLevel) -> dict[str, str]:
    """Address → how it reads: the declared ones, then the one in the address."""
    cohorts = [
        one for one in (*load_cohorts().values(), *own) if one.may_be_told(level)
    ]
    return {one.address: searched(one) for one in cohorts}
