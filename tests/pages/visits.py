"""A page as a visitor meets it, run by Streamlit's own test runner."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from phm.settings import PROJECT_ROOT, current_home
from tests.charts_shown import charts_of


ENTRY = "app.py"
PAGES = (
    ENTRY,
    *sorted(f"pages/{path.name}" for path in (PROJECT_ROOT / "pages").glob("*.py")),
)
NEEDS_PEOPLE = "pages/2_Four_dimensions.py"  # nobody to tell apart in published files
PAGES_OF_AREAS = tuple(page for page in PAGES if page != NEEDS_PEOPLE)
PATIENCE = 60  # seconds: the first run in a process imports everything
CHOICE = "choice-"
FOLDED = (
    *("unfolded-first", "unfolded-second", "unfolded-groups"),
    *("unfolded-presence", "unfolded-languages", "unfolded-sights", "unfolded-places"),
    *("unfolded-digital", "unfolded-cohort", "unfolded-pair"),
    "unfolded-neighbourhoods",
)

NUMBER = re.compile(r"<dt>(.+?)</dt><dd class='phm-number'>(.+?)</dd>")

Parameters = Mapping[str, str | list[str]]


class Visit:
    """One browser tab: a page and what is in its address."""

    def __init__(self, page: str, parameters: Parameters | None = None) -> None:
        self.app = AppTest.from_file(
            str(PROJECT_ROOT / ENTRY), default_timeout=PATIENCE
        )
        # Else every visit reads the metadata of every package installed (0.3 s).
        self.app._bidi_component_manager = _no_packaged_components()
        self.app.switch_page(page)
        for name, value in (parameters or {}).items():
            self.app.query_params[name] = value
        for key in FOLDED:  # a table is sent once it is unfolded
            self.app.session_state[key] = True
        self.run()

    def run(self) -> "Visit":
        """Run the page again, as any change of a widget does."""
        self.app.run()
        return self

    def choose(self, name: str, value: str) -> "Visit":
        """Set the control of a URL parameter and run the page."""
        self._control(name).set_value(value)
        return self.run()

    def go_to(self, page: str) -> "Visit":
        """Follow the link to a page, with what the link carries; or stay."""
        links = {one.proto.page_script_hash: one for one in self._links()}
        self.app.switch_page(page)
        link = links.get(self.app._page_hash)
        self.app.query_params.clear()
        if link is not None:
            self.app.query_params.update(parse_qsl(link.proto.query_string))
        return self.run()

    @property
    def links(self) -> dict[str, str]:
        """Links to other pages: label → the query they carry."""
        return {one.proto.label: one.proto.query_string for one in self._links()}

    @property
    def address(self) -> dict[str, Any]:
        """The query parameters after the last run."""
        return dict(self.app.query_params)

    @property
    def choices(self) -> dict[str, str]:
        """The value of every control that stands for a URL parameter."""
        return {name: control.value for name, control in self._controls()}

    def choose_words(self, name: str, words: str) -> "Visit":
        """Choose by what stands on the screen, and run the page."""
        control, place = self._control(name), self.options(name).index(words)
        if hasattr(control, "select_index"):
            control.select_index(place)
        else:
            control.set_value(control.options[place])
        return self.run()

    def options(self, name: str) -> list[str]:
        """How the choices of a control read on the screen."""
        return [str(getattr(o, "content", o)) for o in self._control(name).options]

    @property
    def words(self) -> list[str]:
        """Every Markdown text in reading order, as written (signs still escaped)."""
        return [one.value for one in self.app.markdown]

    @property
    def text(self) -> str:
        """All Markdown of the page as it reads, without the escapes."""
        return unescaped("\n".join(self.words))

    @property
    def sentence(self) -> str:
        """The finding on top: the first text set in the largest type."""
        return next(unescaped(one[5:]) for one in self.words if one.startswith("#### "))

    @property
    def numbers(self) -> dict[str, str]:
        """The strip of numbers under the sentence: label → number, both in words."""
        found = NUMBER.findall("".join(self.html))
        return {unescape(label): unescape(number) for label, number in found}

    @property
    def html(self) -> list[str]:
        """Everything that is sent as HTML: the strip of numbers, legends, the bar."""
        return [one.proto.body for one in self.app.get("html")]

    @property
    def tables(self) -> list[pd.DataFrame]:
        """Every table of the page."""
        return [one.value for one in self.app.dataframe]

    def table_with(self, column: str) -> pd.DataFrame:
        """The first table that has a column of this name."""
        return next(table for table in self.tables if column in table)

    @property
    def figures(self) -> dict[str, dict[str, Any]]:
        """Every chart by its key."""
        return {one.key: one.figure for one in charts_of(self.app)}

    @property
    def map_orders(self) -> list[str]:
        """What each map was told to paint."""
        return [one.proto.json_args for one in self.app.get("component_instance")]

    @property
    def map_selected(self) -> list[str | None]:
        """The code each map outlines, or None."""
        return [_selected(json.loads(order)) for order in self.map_orders]

    @property
    def headings(self) -> list[str]:
        """Headers and subheaders."""
        return [one.value for one in (*self.app.header, *self.app.subheader)]

    def _links(self) -> list[Any]:
        return list(self.app.get("page_link"))

    def _controls(self) -> Iterator[tuple[str, Any]]:
        for one in (*self.app.selectbox, *self.app.get("button_group")):
            if one.key and one.key.startswith(CHOICE):
                yield one.key.removeprefix(CHOICE).partition("@")[0], one

    def _control(self, name: str) -> Any:
        return dict(self._controls())[name]


def unescaped(markdown: str) -> str:
    """Text without the backslashes that keep it from being read as Markdown."""
    return markdown.replace("\\", "")


@cache
def _no_packaged_components() -> BidiComponentManager:
    return BidiComponentManager()


def _selected(order: dict[str, str]) -> str | None:
    # The map is told a place in the order of its layer's file, beside the shapes.
    (painted,) = re.findall(r"phmMap\.paint\((.*)\);", order["feature_group"])
    (facts,) = re.findall(r'"facts": "[^"]*/([^"/]+)"', order["script"])
    place = json.loads(painted)["selected"]
    ids = json.loads((current_home().geometry / facts).read_text("utf-8"))["ids"]
    return str(ids[place]) if place >= 0 else None
