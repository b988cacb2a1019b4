"""The ways to see the gap: from referrals where they are loaded, or from capacity."""

from functools import partial

from phm.charts.ranked import ranked_figure
from phm.charts.ranked_alt import ranked_alt
from phm.charts.unmet_parts import unmet_parts_alt, unmet_parts_figure
from phm.domain.areas import AreaLevel
from phm.ui import controls
from phm.ui.cohort_choice import cohort_in_view
from phm.ui.components import Headline
from phm.ui.overview import RANKED_UP_TO, Gap
from phm.ui.view import View
from phm.words.cohort_gap import cohort_gap_sentence
from phm.words.overview import load_words, overview_sentence, referral_sentence


UNMET, RATIO = "unmet_need_from_referrals", "equity_ratio"
COVER = "link_worker_fte_per_10000"
REACH = "reach_per_1000"
IN_NEED = "reach_per_1000_in_need"
PARTS = (
    "unmet_need_not_referred_per_1000",
    "unmet_need_declined_per_1000",
    "unmet_need_no_suitable_service_per_1000",
)


def gap_in_view(view: View) -> Gap:
    """The gap as chosen; a warehouse without referrals has nothing to choose."""
    if cohort := cohort_in_view(view, AreaLevel.PCN):
        return of_cohort_alone(view, cohort)
    ways = {
        controls.FROM_REFERRALS: from_referrals,
        controls.FROM_CAPACITY: from_capacity,
    }
    return ways[controls.gap_in_view(view)](view)


def from_capacity(view: View) -> Gap:
    """Expected need less what link workers in post can see."""
    unmet, cover = view.ask("unmet_need_per_1000"), view.ask(COVER)
    total = view.ask("unmet_need", AreaLevel.SYSTEM)
    return Gap(
        sentence=overview_sentence(unmet, cover, total=total),
        ranked=unmet,
        figure=lambda pcn: ranked_figure(unmet, selected=pcn, limit=RANKED_UP_TO),
        alt=ranked_alt(unmet),
        headlines=(
            Headline("People beyond capacity, a year", total),
            _headline(view, "Link workers, FTE", "link_worker_fte"),
            _headline(view, "FTE per 10,000 registered", COVER),
            _headline(view, "Registered patients", "registered_patients"),
        ),
        tables=(unmet, cover),
    )


def from_referrals(view: View) -> Gap:
    """Expected need less people who accepted a referral, in three parts."""
    unmet, cover = view.ask(controls.UNMET_NEED_RATE), view.ask(COVER)
    parts = [view.ask(part) for part in PARTS]
    total = view.ask(UNMET, AreaLevel.SYSTEM)
    load = view.ask("people_per_link_worker", AreaLevel.SYSTEM)
    return Gap(
        sentence=referral_sentence(unmet, parts, total=total),
        ranked=unmet,
        figure=lambda pcn: unmet_parts_figure(
            unmet, parts, selected=pcn, limit=RANKED_UP_TO
        ),
        alt=unmet_parts_alt(unmet, parts),
        headlines=(
            Headline("In need and not served, a year", total),
            _headline(view, "Referred, per 1,000 registered", REACH),
            _headline(view, "Referred, per 1,000 in need", IN_NEED),
            Headline("Reached, per link worker", load, load_words(load, cover)),
        ),
        tables=(unmet, *parts, cover),
    )


def of_cohort_alone(view: View, cohort: str) -> Gap:
    """How far a cohort is reached: of so few people the gap would be hidden nearly
    everywhere, and what link workers can see is for everybody.
    """
    ratio = view.ask(RATIO, cohort=cohort)
    whole = partial(view.ask, level=AreaLevel.SYSTEM, cohort=cohort)
    return Gap(
        sentence=cohort_gap_sentence(ratio, whole(RATIO), cohort),
        ranked=ratio,
        figure=lambda pcn: ranked_figure(ratio, selected=pcn, limit=RANKED_UP_TO),
        alt=ranked_alt(ratio),
        headlines=(
            Headline("In need and not served, a year", whole(UNMET).of_these()),
            Headline("Referred, per 1,000 registered", whole(REACH).of_these()),
            Headline("Referred, per 1,000 in need", whole(IN_NEED).of_these()),
            Headline("Referred, against expected", whole(RATIO).of_these()),
        ),
        tables=(ratio, view.ask(REACH, cohort=cohort)),
    )


def _headline(view: View, label: str, measure: str) -> Headline:
    return Headline(label, view.ask(measure, AreaLevel.SYSTEM))
