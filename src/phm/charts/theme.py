"""Every colour and size of the charts, and the layout they share.

Blues for amounts and orange to purple around a midpoint, as on the maps; never red and
green. Text keeps 4.5:1 and marks 3:1 against white. Nothing is set globally: each
figure is given its own layout.
"""

from functools import lru_cache
from typing import Any, Final

import plotly.graph_objects as go


INK: Final = "#212b32"
QUIET_INK: Final = "#425563"
MARK: Final = "#1d6cb1"
SELECTED: Final = "#000000"
BAND: Final = "#dbe6ee"
PLANNED: Final = "#dff0e8"  # pale, behind everything; words say what it is
PALE_BAND: Final = "#eef3f7"
WHISKER: Final = "#36434c"
OTHERS: Final = "#768692"
ABOVE: Final = "#c4560a"
BELOW: Final = "#5e3c99"
SERIES: Final = ("#12436d", "#b84f08", "#801650", "#3d3d3d")
PAPER: Final = "#ffffff"
VEIL: Final = "rgba(255,255,255,0.85)"
GRID: Final = "#e1e6ea"
AXIS: Final = "#768692"
# What was invented must be seen at once, by its words; the colours only help.
SYNTHETIC_INK: Final = "#000000"
SYNTHETIC_PAPER: Final = "#ffdd00"
WATERMARK: Final = "#eef0f2"  # behind the marks, and never the sole carrier
# The parts of a whole, dark to pale; told apart by order, outline and words too.
PARTS: Final = ("#12436d", "#5b9bd0", "#c6dcef")

# Read from three metres on a projector: nothing smaller than 18 px.
TEXT_SIZE: Final = 18
TITLE_SIZE: Final = 21
ROW_HEIGHT: Final = 27
LINE_HEIGHT: Final = 27
MARKER_SIZE: Final = 12
SELECTED_MARKER_SIZE: Final = 16
LINE_WIDTH: Final = 2

# The font that Streamlit brings along first, so that nothing is downloaded.
FONT: Final = '"Source Sans", "Source Sans Pro", Arial, "Liberation Sans", sans-serif'


@lru_cache(maxsize=1)
def house_template() -> go.layout.Template:
    """Fonts, paper, axes and hover boxes of every chart."""
    axis = {
        "gridcolor": GRID,
        "linecolor": AXIS,
        "zeroline": False,
        "ticks": "",
        "ticklabelstandoff": 14,  # keeps labels clear of dots on the axis
        "tickformat": ",",
        "automargin": True,
        # Looking for labels that leave the figure takes half of the drawing; margins
        # grow with their labels, or are laid out for them.
        "ticklabeloverflow": "allow",
        "title": {"font": {"size": TEXT_SIZE, "color": QUIET_INK}, "standoff": 12},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": TEXT_SIZE, "color": INK},
            "title": {
                "font": {"size": TITLE_SIZE},
                "x": 0,
                "yanchor": "top",
                "pad": {"t": 8, "l": 8},
            },
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {
                "font": {"size": TEXT_SIZE, "color": INK, "family": FONT},
                "bgcolor": PAPER,
                "bordercolor": INK,
                "align": "left",
            },
            "separators": ".,",
        }
    )


def house_layout(*, title: str, height: int) -> dict[str, Any]:
    """Layout of a figure with its title (lines parted by `<br>`) and height in px."""
    more_lines = title.count("<br>")
    # Plotly sets the first line of several too high, by as much however many they are.
    down = LINE_HEIGHT if more_lines else 0
    return {
        "template": house_template(),
        "title": {"text": title, "y": 1 - down / height},
        "margin": {"t": 18 + LINE_HEIGHT * (1 + more_lines), "r": 24, "b": 16, "l": 8},
        "height": height,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
    }
