"""What the browser fetches for maps and charts, served by the app itself.

Streamlit serves the folder of a declared component at `component/<module>.<name>/`,
compressed, under any launcher and base path. Maps live in a component's frame
(`component/streamlit_folium.st_folium/`), so their addresses are relative to that;
those for charts are relative to the page. Three folders are served, and no other: the
maps' and the charts' files, and a home's geometry.
"""

import atexit
import gc
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import streamlit.components.v1 as components

from phm.errors import WarehouseMissing
from phm.settings import Home


PLOTLY: Final = "plotly-basic.min.js"  # all that `charts.drawing` draws


def map_assets_url() -> str:
    """Where a map finds Leaflet, the map's own script and its style sheet."""
    return _served("map_assets", Path(str(files("phm.maps") / "assets")))


def geometry_url(home: Home) -> str:
    """Where a map finds the shapes of `home`; WarehouseMissing if none were built."""
    if not home.geometry.is_dir():
        raise WarehouseMissing(
            f"There are no map layers in {home.root}.",
            remedy="Run `phm build` to draw them.",
        )
    # A home keeps its own name, so two homes in one process never answer for the other.
    place = str(home.geometry.resolve())
    digest = hashlib.sha256(place.encode()).hexdigest()[:12]
    return _served(f"geometry-{digest}", Path(place))


def chart_script_url() -> str:
    """Where the page finds what draws a chart."""
    return f"component/{_chart_assets()}/phm-figure.js"


def plotly_url() -> str:
    """Where a chart finds Plotly."""
    return f"component/{_chart_assets()}/{PLOTLY}"


@cache
def settle_memory() -> None:
    """Settle what is loaded once, at the first page."""
    settle_again()
    atexit.register(gc.unfreeze)  # DuckDB reports frozen objects as leaks at exit


def settle_again() -> None:
    """Keep what is in memory to stay out of every later garbage collection.

    Streamlit collects after each script run, libraries and all, before it answers the
    next one; `bench/map_switch.py` measures a switch with and without this.
    """
    gc.collect()
    gc.freeze()


def _chart_assets() -> str:
    return _declared("chart_assets", Path(str(files("phm.charts") / "assets")))


def _served(name: str, folder: Path) -> str:
    return f"../{_declared(name, folder)}"


def _declared(name: str, folder: Path) -> str:
    # Declared at each call: a declaration outside a script run is not registered.
    components.declare_component(name, path=str(folder))
    return f"{__name__}.{name}"
