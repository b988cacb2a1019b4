"""A sheet drawn with matplotlib's own objects: no window, no global figure."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from phm.charts import theme
from phm.charts.axis_ticks import round_ticks
from phm.charts.groups_grid import HEADING
from phm.charts.labels import number
from phm.report.picture_sheet import (
    BADGE,
    LINE,
    MARGIN,
    NOTE_LINE,
    TITLE_LINE,
    WIDTH,
    Sheet,
)


DOTS_PER_INCH = 100  # of the sheet's pixels; a file may be drawn finer
POINTS = 72 / DOTS_PER_INCH
TITLE, TEXT, SMALL, WARNING, BEHIND = (
    size * POINTS for size in (19, 14, 12.5, 22, 110)
)
MARK = 9 * POINTS
EVERY = 520  # pixels between the words behind a tall sheet
TICKS_WANTED = 5


def figure_of(sheet: Sheet) -> Figure:
    """The sheet as a figure of its own."""
    size = (WIDTH / DOTS_PER_INCH, sheet.height / DOTS_PER_INCH)
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH, facecolor=theme.PAPER)
    if sheet.badge:
        _warn(figure, sheet)
    _head(figure, sheet)
    for place in range(len(sheet.grid.panels)):
        _draw_panel(figure, sheet, place)
    _notes(figure, sheet)
    return figure


def _write(figure: Figure, sheet: Sheet, x: float, y: float, text: str, **how) -> None:
    """Text at pixels from the top left; never read as a formula."""
    usual = {"va": "top", "ha": "left", "size": TEXT, "color": theme.INK}
    figure.text(
        x / WIDTH, 1 - y / sheet.height, text, parse_math=False, **(usual | how)
    )


def _warn(figure: Figure, sheet: Sheet) -> None:
    """A bar across the top, and the word behind everything: crops keep one of them."""
    share = BADGE / sheet.height
    figure.add_artist(
        Rectangle((0, 1 - share), 1, share, color=theme.SYNTHETIC_PAPER, zorder=-1)
    )
    said = {"size": WARNING, "weight": "bold", "va": "center"}
    _write(
        figure, sheet, MARGIN, BADGE / 2, sheet.badge, color=theme.SYNTHETIC_INK, **said
    )
    word = sheet.badge.partition(":")[0]
    behind = {"size": BEHIND, "color": theme.WATERMARK, "zorder": -2, "va": "center"}
    for y in range(EVERY // 2 + BADGE, round(sheet.height), EVERY):
        _write(figure, sheet, WIDTH / 2, y, word, ha="center", rotation=20, **behind)


def _head(figure: Figure, sheet: Sheet) -> None:
    y = MARGIN + (BADGE if sheet.badge else 0)
    for line in sheet.title_lines:
        _write(figure, sheet, MARGIN, y, line, size=TITLE, weight="bold")
        y += TITLE_LINE
    for line in sheet.about_lines:
        _write(figure, sheet, MARGIN, y, line)
        y += LINE


def _notes(figure: Figure, sheet: Sheet) -> None:
    y = sheet.height - MARGIN - NOTE_LINE * len(sheet.note_lines)
    for line in sheet.note_lines:
        _write(figure, sheet, MARGIN, y, line, size=SMALL, color=theme.QUIET_INK)
        y += NOTE_LINE


def _draw_panel(figure: Figure, sheet: Sheet, place: int) -> None:
    left, top, width, height = sheet.box(place)
    box = (left / WIDTH, 1 - (top + height) / sheet.height)
    axes = figure.add_axes((*box, width / WIDTH, height / sheet.height))
    _lay_out(axes, sheet, place)
    _draw_reference(axes, sheet, place)
    _draw_rows(axes, sheet, place)
    gutter = sheet.grid.gutter(place % sheet.grid.columns)
    heading = sheet.grid.panels[place].title
    raised = sheet.grid.head if place < sheet.grid.columns else 0
    at = (left - gutter + MARGIN, top - HEADING - raised + 12)
    _write(figure, sheet, *at, heading, weight="bold")


def _lay_out(axes: Axes, sheet: Sheet, place: int) -> None:
    rows = sheet.grid.panels[place].rows
    last = float(rows["place"].max()) if len(rows) else 0.0
    axes.set(xlim=sheet.span, ylim=(last + 0.5, -0.5), facecolor="none")
    axes.set_yticks(
        rows["place"].tolist(),
        labels=(rows["label"] + rows["printed"]).tolist(),
        parse_math=False,
    )
    for label, is_rest in zip(axes.get_yticklabels(), rows["is_rest"], strict=True):
        label.set_color(theme.QUIET_INK if is_rest else theme.INK)
    ticks = round_ticks(*sheet.span, wanted=TICKS_WANTED)
    axes.set_xticks(ticks, labels=_tick_texts(ticks))
    axes.tick_params(length=0, labelsize=TEXT, pad=6)
    axes.tick_params(axis="x", labelcolor=theme.QUIET_INK)
    axes.grid(axis="x", color=theme.GRID, zorder=0.5)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(theme.AXIS)


def _tick_texts(ticks: Sequence[float]) -> list[str]:
    """All with as many decimals as the one that needs most."""
    decimals = max((len(f"{tick:g}".partition(".")[2]) for tick in ticks), default=0)
    return [number(tick, decimals) for tick in ticks]


def _draw_reference(axes: Axes, sheet: Sheet, place: int) -> None:
    at, (low, high) = sheet.reference, sheet.span
    if at is None:
        return
    axes.axvline(at, color=theme.INK, linestyle=":", linewidth=1.5, zorder=1)
    if place:
        return
    share = (at - low) / (high - low)
    side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
    axes.annotate(
        sheet.reference_words,
        (at, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha=side,
        va="bottom",
        size=TEXT,
        color=theme.INK,
        annotation_clip=False,
        parse_math=False,
    )


def _draw_rows(axes: Axes, sheet: Sheet, place: int) -> None:
    for row in sheet.grid.panels[place].rows.itertuples():
        if row.said:
            _say_why(axes, sheet, row)
        else:
            _dot(axes, row)


def _dot(axes: Axes, row) -> None:
    colour = theme.OTHERS if row.is_rest else theme.MARK
    if row.lower <= row.upper:
        axes.hlines(
            row.place, row.lower, row.upper, color=theme.WHISKER, lw=1.5, zorder=2
        )
    axes.plot(
        row.value,
        row.place,
        marker="s" if row.is_rest else "o",
        markersize=MARK,
        color=colour,
        markerfacecolor=theme.PAPER if row.is_similar else colour,
        markeredgewidth=1.5,
        clip_on=False,
        zorder=3,
    )


def _say_why(axes: Axes, sheet: Sheet, row) -> None:
    axes.text(
        sheet.span[0],
        row.place,
        f"  {row.said}",
        style="italic",
        size=TEXT,
        color=theme.QUIET_INK,
        va="center",
        parse_math=False,
        bbox={"facecolor": theme.PAPER, "edgecolor": "none", "pad": 1},
        zorder=2,
    )
