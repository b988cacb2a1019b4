"""Where the people of a cohort live: a map of neighbourhoods in classes."""

from typing import Final

import streamlit as st

from phm.domain.areas import AreaLevel
from phm.maps.layer import MapLayer
from phm.maps.neighbourhoods import intensity_classes, pcn_names
from phm.maps.picture import Picture
from phm.measures.cohort_card import CohortCard
from phm.measures.intensity import Intensity, may_be_told
from phm.measures.results import Results
from phm.ui import components, tables
from phm.ui.folds import fold
from phm.ui.map_view import draw_map
from phm.ui.picture import WIDE
from phm.ui.selection import Choice, choose_from_row, hand_over
from phm.ui.view import View
from phm.words.intensity import (
    UNDER_THE_MAP,
    neighbourhood_csv,
    neighbourhood_file_name,
    neighbourhood_table,
    where_sentence,
)
from phm.words.sources import tier_words


PCNS, NEIGHBOURHOODS = "pcns", "neighbourhoods"
MAPS: Final = {PCNS: "PCNs", NEIGHBOURHOODS: "Neighbourhoods (LSOA)"}


def wants_neighbourhoods(view: View, card: CohortCard) -> bool:
    """Whether the map is to be of neighbourhoods, where there is that choice."""
    if view.layer(AreaLevel.LSOA) is None or not may_be_told(card.cohort):
        return False
    choice = Choice("map", "Map of", list(MAPS), PCNS, MAPS.__getitem__)
    return choose_from_row(choice) == NEIGHBOURHOODS


def show_neighbourhoods(view: View, card: CohortCard) -> list[Results]:
    """The finding, the map, the table; the answers that they were made of."""
    layer, intensity = view.layer(AreaLevel.LSOA), view.intensity(card.cohort)
    focus = card.focus
    pcn = focus.area if focus.level is AreaLevel.PCN else ""
    components.note(where_sentence(intensity, pcn))
    if layer is None or intensity.silence:
        return list(intensity.answers)
    _draw(view, layer, intensity)
    _show_table(intensity)
    return list(intensity.answers)


def _draw(view: View, layer: MapLayer, intensity: Intensity) -> None:
    """A click on a neighbourhood puts its PCN in focus everywhere."""
    picture = Picture(
        layer=layer,
        areas=intensity_classes(intensity, layer.ids),
        title=f"{intensity.cohort.title}, {intensity.period}",
        within=pcn_names(intensity, layer.ids),
    )
    clicked = draw_map(
        picture,
        home=view.home,
        key="cohort-neighbourhoods",
        height=WIDE.height,
        legend=WIDE.legend,
    )
    if clicked and (pcn := view.pcn_of(clicked, AreaLevel.LSOA)):
        hand_over("pcn", pcn)
        st.rerun()
    said = (intensity.period, tier_words(intensity.tier), UNDER_THE_MAP)
    components.fine_print(" · ".join(said))
    if codes := picture.areas.unplaced:
        frame = intensity.frame.set_index("area_code")
        names = ", ".join(frame.loc[list(codes), "area_name"])
        components.fine_print(f"Not on the map: {names}.")


def _show_table(intensity: Intensity) -> None:
    """A row per neighbourhood, sent once it is unfolded; the download has them all."""
    tier = intensity.tier
    with st.container(horizontal=True):
        title = tables.titled("Table: neighbourhoods", tier)
        folded = fold(title, key="neighbourhoods")
        st.download_button(
            tables.titled("Download neighbourhoods (CSV)", tier),
            lambda: neighbourhood_csv(intensity),
            file_name=neighbourhood_file_name(intensity),
            mime="text/csv",
            key="download-neighbourhoods",
        )
    if folded:
        table = neighbourhood_table(intensity)
        with folded:
            tables.show_frame(table.head(tables.ROWS_SHOWN), tier=tier)
            if len(table) > tables.ROWS_SHOWN:
                shown, all_of_them = tables.ROWS_SHOWN, len(table)
                components.fine_print(
                    f"The first {shown} of {all_of_them:,}; the download has them all."
                )
