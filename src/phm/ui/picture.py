"""A map of answers, with what cannot be placed named under it."""

from dataclasses import dataclass

import streamlit as st

from phm.maps.classes import AreaValues, classify
from phm.maps.layer import MapLayer
from phm.maps.picture import Picture, PointFile
from phm.measures.results import Results
from phm.ui.components import fine_print
from phm.ui.map_view import LegendPlace, draw_map
from phm.ui.selection import hand_over
from phm.ui.view import View


NO_LAYER = (
    "There are no boundaries to draw: land a boundary file (source "
    "`lsoa_boundaries_2021`) and build again. The table has every number."
)


@dataclass(frozen=True)
class MapFrame:
    """How much room a map has on its page."""

    height: int
    legend: LegendPlace


WIDE = MapFrame(560, LegendPlace.BESIDE)
NARROW = MapFrame(440, LegendPlace.BELOW)
POINT_LABELS = {"practices": "GP practice", "hospitals": "Hospital"}


def show_map(
    view: View,
    results: Results,
    *,
    key: str,
    second: Results | None = None,
    selected: str | None = None,
    frame: MapFrame = WIDE,
) -> None:
    """Draw the map; a click on a PCN puts it in focus everywhere."""
    layer = view.layer(results.level)
    if layer is None:
        st.info(NO_LAYER)
        return
    picture = _picture(view, layer, results, second, selected)
    clicked = draw_map(
        picture, home=view.home, key=key, height=frame.height, legend=frame.legend
    )
    if clicked:
        hand_over("pcn", view.pcn_of(clicked, results.level))
        st.rerun()
    _list_unplaced(picture, results)


def _picture(
    view: View,
    layer: MapLayer,
    results: Results,
    second: Results | None,
    selected: str | None,
) -> Picture:
    files = view.warehouse.manifest["layers"]
    return Picture(
        layer=layer,
        areas=classify(AreaValues.of(results), layer.ids),
        second=classify(AreaValues.of(second), layer.ids) if second else None,
        selected=selected,
        points=tuple(
            PointFile(files[name], label)
            for name, label in POINT_LABELS.items()
            if name in files
        ),
        title=f"{results.measure.title}, {results.period}",
    )


def _list_unplaced(picture: Picture, results: Results) -> None:
    """Areas with a number and no shape are named, never dropped."""
    codes = picture.areas.unplaced
    if codes:
        frame = results.frame.set_index("area_code")
        names = ", ".join(frame.loc[list(codes), "area_name"])
        fine_print(f"Not on the map: {names}.")
