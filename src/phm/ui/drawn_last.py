"""Controls that are chosen from before they are drawn.

What is chosen is known when a run begins. Two rows of controls, sent again before a
figure, keep it waiting for 80 ms (`python -m bench.repaint`).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from phm.ui.selection import Choice, draw_list, draw_row, settle


class Column:
    """A place for controls, one below the other."""

    def __init__(self) -> None:
        self._undrawn: list[Callable[[], None]] = []

    def from_list(self, choice: Choice) -> str:
        """As `choose_from_list`, drawn later."""
        self._undrawn.append(partial(draw_list, choice))
        return settle(choice)

    def from_row(self, choice: Choice) -> str:
        """As `choose_from_row`, drawn later."""
        self._undrawn.append(partial(draw_row, choice))
        return settle(choice)

    def draw(self) -> None:
        """Draw what was chosen from."""
        for draw in self._undrawn:
            draw()


class Controls:
    """Rows of controls: places are kept for them as they are asked for."""

    def __init__(self) -> None:
        self._rows: list[tuple[DeltaGenerator, Sequence[float], list[Column]]] = []

    def columns(self, widths: Sequence[float]) -> list[Column]:
        """A row of columns of these widths."""
        columns = [Column() for _ in widths]
        self._rows.append((st.container(), widths, columns))
        return columns

    def draw(self) -> None:
        """Draw every row at its place."""
        for place, widths, columns in self._rows:
            with place:
                places = st.columns(widths, vertical_alignment="bottom")
                for column, where in zip(columns, places, strict=True):
                    with where:
                        column.draw()


@contextmanager
def drawn_last() -> Iterator[Controls]:
    """Controls are drawn at the end, so that what follows from them is sent first."""
    controls = Controls()
    try:
        yield controls
    finally:
        controls.draw()
