"""The choices pages share: a PCN, a measure, an area level."""

from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.measures.catalogue import load_measures
from phm.ui.frame import View
from phm.ui.selection import (
    Choice,
    choose_from_list,
    choose_from_row,
    chosen_now,
)


EVERY_PCN = "all"
NO_MEASURE = "none"
FIRST_LAYERS = {AreaLevel.PCN: "need_per_1000", AreaLevel.LSOA: "need_index"}
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


def choose_level() -> AreaLevel:
    """PCNs or neighbourhoods."""
    words = {str(AreaLevel.PCN): "PCNs", str(AreaLevel.LSOA): "Neighbourhoods"}
    picked = choose_from_row(
        Choice("level", "Show", list(words), str(AreaLevel.PCN), words.__getitem__)
    )
    return AreaLevel(picked)


def choose_layer(level: AreaLevel) -> str:
    """The measure that colours the map."""
    words = measures_at(level)
    default = FIRST_LAYERS[level]
    return choose_from_list(
        Choice("layer", "Colour areas by", list(words), default, words.__getitem__)
    )


def choose_second_layer(level: AreaLevel) -> str | None:
    """The measure drawn as circles on top, if any."""
    words = {NO_MEASURE: "Nothing", **measures_at(level)}
    default = SECOND_LAYER if SECOND_LAYER in words else NO_MEASURE
    picked = choose_from_list(
        Choice("circles", "Circles on top", list(words), default, words.__getitem__)
    )
    return None if picked == NO_MEASURE else picked


def choose_measure() -> str:
    """Any measure there is."""
    words = {m.id: m.title for m in load_measures().values()}
    return choose_from_list(
        Choice("measure", "Measure", list(words), next(iter(words)), words.__getitem__)
    )


def measures_at(level: AreaLevel) -> dict[str, str]:
    """Measure id → short title, of measures that have one value per area of a level."""
    return {
        m.id: m.short_title
        for m in load_measures().values()
        if level in m.levels and not m.has_history
    }
