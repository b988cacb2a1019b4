"""The charts of a page or a piece of one, as they were sent."""

import json
from dataclasses import dataclass
from typing import Any

from streamlit.testing.v1 import AppTest


@dataclass(frozen=True)
class ShownChart:
    """A chart as it was sent: its key, its figure and its content in words."""

    key: str
    figure: dict[str, Any]
    alt: str


def charts_of(app: AppTest) -> list[ShownChart]:
    """Every chart, in reading order."""
    sent = [one.proto for one in app.get("bidi_component")]
    return [_read(one) for one in sent if one.component_name == "phm_figure"]


def _read(proto: Any) -> ShownChart:
    sent = json.loads(proto.bytes)
    key = proto.id.split("-", 2)[2]  # Streamlit writes "$$ID-<hash>-<key>"
    return ShownChart(key, sent["figure"], sent["told"]["alt"])
