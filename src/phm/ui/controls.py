"""The choices pages share: a PCN, a measure, an area level."""

from collections.abc import Collection, Sequence

from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.ui.selection import (
    Choice,
    choose_from_list,
    choose_from_row,
    chosen_now,
)
from phm.ui.view import View


EVERY_PCN = "all"
NO_MEASURE = "none"
UNMET_NEED_RATE = "unmet_need_from_referrals_per_1000"
FROM_REFERRALS, FROM_CAPACITY = "referrals", "capacity"
GAPS = {
    FROM_REFERRALS: "From referrals: not served",
    FROM_CAPACITY: "From capacity: beyond link workers",
}
FIRST_LAYERS = {
    AreaLevel.PCN: (UNMET_NEED_RATE, "need_per_1000"),
    AreaLevel.LSOA: ("need_index",),
}
SECOND_LAYER = "link_worker_fte_per_10000"


def choose_pcn(view: View) -> str | None:
    """The PCN in focus, or None for all of them."""
    names = view.names(AreaLevel.PCN)
    codes = [code for code in names if code != UNALLOCATED_PCN]
    words = {EVERY_PCN: f"All {len(codes):,} PCNs", **names}
    picked = choose_from_list(
        Choice(
            "pcn",
            "PCN (type to search)",
            [EVERY_PCN, *codes],
            EVERY_PCN,
            words.__getitem__,
        )
    )
    return None if picked == EVERY_PCN else picked


def pcn_in_focus(view: View) -> str | None:
    """The PCN that was chosen on this page, or None for all of them."""
    chosen = chosen_now("pcn")
    return chosen if chosen in view.names(AreaLevel.PCN) else None


def choose_gap(view: View) -> str:
    """From which data unmet need is told; nothing to choose without referrals."""
    if not has_referrals(view):
        return FROM_CAPACITY
    words = GAPS.__getitem__
    choice = Choice("gap", "Unmet need", list(GAPS), FROM_REFERRALS, words)
    return choose_from_row(choice)


def gap_in_view(view: View) -> str:
    """What was chosen, also before its control is drawn."""
    if not has_referrals(view):
        return FROM_CAPACITY
    chosen = chosen_now("gap")
    return chosen if chosen in GAPS else FROM_REFERRALS


def has_referrals(view: View) -> bool:
    """Whether unmet need can be told from who was referred."""
    return UNMET_NEED_RATE in view.measures(AreaLevel.PCN)


def choose_level() -> AreaLevel:
    """PCNs or neighbourhoods."""
    words = {str(AreaLevel.PCN): "PCNs", str(AreaLevel.LSOA): "Neighbourhoods"}
    picked = choose_from_row(
        Choice("level", "Show", list(words), str(AreaLevel.PCN), words.__getitem__)
    )
    return AreaLevel(picked)


def choose_layer(view: View, level: AreaLevel) -> str:
    """The measure that colours the map."""
    words = measures_at(view, level)
    default = _first_of(FIRST_LAYERS[level], words)
    return choose_from_list(
        Choice("layer", "Colour areas by", list(words), default, words.__getitem__)
    )


def choose_second_layer(view: View, level: AreaLevel) -> str | None:
    """The measure drawn as circles on top, if any."""
    words = {NO_MEASURE: "Nothing", **measures_at(view, level)}
    default = _first_of((SECOND_LAYER, NO_MEASURE), words)
    picked = choose_from_list(
        Choice("circles", "Circles on top", list(words), default, words.__getitem__)
    )
    return None if picked == NO_MEASURE else picked


def choose_measure(view: View) -> str:
    """Any measure there are data for."""
    words = {m.id: m.title for m in view.all_measures().values()}
    return choose_from_list(
        Choice("measure", "Measure", list(words), next(iter(words)), words.__getitem__)
    )


def measures_at(view: View, level: AreaLevel) -> dict[str, str]:
    """Measure id → short title, of measures that can be drawn at a level."""
    return {one.id: one.short_title for one in view.measures(level).values()}


def _first_of(wanted: Sequence[str], there: Collection[str]) -> str:
    """The first one wanted that is there, else whatever comes first."""
    return next((one for one in wanted if one in there), next(iter(there)))
