"""Which tier of data a figure shows, inside the picture: a screenshot carries it.

Open data and local extracts are said quietly with the figure's other notes. Of the
synthetic tier no figure is drawn without a badge above it and a watermark behind.
"""

from collections.abc import Mapping
from typing import Final, Protocol

import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.drawing import Drawing
from phm.domain.tiers import Tier, is_synthetic
from phm.measures.results import Results


BAR_HEIGHT = 40  # pixels that the badge takes above the title
# How the words behind lie: across a wide plot; or upright at the right, where a plot of
# rows is narrow and their names stand at the left.
ACROSS: Final = {"x0": 0.0, "textangle": -30}
DOWN_THE_SIDE: Final = {"x0": 0.75, "textangle": -90}
WATERMARK_HEIGHT = 300  # a lower plot has no room for words behind it


class Tiered(Protocol):
    """Anything that knows which tier of data it is of."""

    @property
    def tier(self) -> str:
        """The value of a `Tier`."""


def badged(
    drawing: Drawing, *answers: Tiered, watermark: Mapping[str, float] = ACROSS
) -> go.Figure:
    """The figure, with the synthetic badge if any of its answers is of that tier.

    The one way from a drawing to a figure: none is made without its answers' tiers.
    """
    if any(is_synthetic(one.tier) for one in answers):
        _make_room(drawing)
        _write_badge(drawing)
        _write_watermark(drawing, watermark)
    return drawing.checked()


def tier_note(*answers: Results) -> list[str]:
    """A line for the notes under a figure: one tier, or which measure is of which."""
    tiers = {Tier(results.tier) for results in answers}
    if Tier.SYNTHETIC in tiers:
        return []
    if len(tiers) == 1:
        return [tiers.pop().words]
    said = (f"{r.measure.short_title}: {Tier(r.tier).words}" for r in answers)
    return ["; ".join(said)]


def tier_prefix(*answers: Tiered) -> str:
    """The start of a text that stands for a figure."""
    synthetic = any(is_synthetic(one.tier) for one in answers)
    return f"{Tier.SYNTHETIC.words}. " if synthetic else ""


def _make_room(drawing: Drawing) -> None:
    layout = drawing.layout
    height = layout["height"] + BAR_HEIGHT
    taken = (1 - layout["title"]["y"]) * layout["height"] + BAR_HEIGHT
    drawing.lay_out(
        height=height,
        margin={"t": layout["margin"]["t"] + BAR_HEIGHT},
        title={"y": 1 - taken / height},
    )


def _write_badge(drawing: Drawing) -> None:
    drawing.annotate(
        name="tier-badge",
        text=f"<b>{Tier.SYNTHETIC.words}</b>",
        xref="paper",
        yref="paper",
        x=1,
        y=1,
        xanchor="right",
        yanchor="bottom",
        yshift=drawing.layout["margin"]["t"] - BAR_HEIGHT + 2,
        showarrow=False,
        font={"size": theme.TEXT_SIZE, "color": theme.SYNTHETIC_INK},
        bgcolor=theme.SYNTHETIC_PAPER,
        bordercolor=theme.SYNTHETIC_INK,
        borderwidth=2,
        borderpad=4,
    )


def _write_watermark(drawing: Drawing, looks: Mapping[str, float]) -> None:
    if drawing.layout["height"] < WATERMARK_HEIGHT:
        return
    drawing.add_shape(
        name="tier-watermark",
        type="rect",
        xref="paper",
        yref="paper",
        x0=looks["x0"],
        x1=1,
        y0=0,
        y1=1,
        layer="below",
        line={"width": 0},
        label={
            "text": "SYNTHETIC",
            "font": {"size": 54, "color": theme.WATERMARK},
            "textangle": looks["textangle"],
        },
    )
