"""The script that draws charts is of the version that figures are made for."""

import re

from plotly.offline import get_plotlyjs_version

from phm.charts import drawing
from phm.settings import PROJECT_ROOT


ASSETS = PROJECT_ROOT / "src" / "phm" / "charts" / "assets"
SCRIPT = (ASSETS / "plotly-basic.min.js").read_text(encoding="utf-8")
BASIC = {
    "scatter",
    "bar",
    "pie",
}  # what the basic bundle draws


def test_the_script_is_of_the_version_of_the_python_package():
    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}" in SCRIPT[:200]
    assert f"| {get_plotlyjs_version()} |" in (ASSETS / "README.md").read_text("utf-8")


def test_it_draws_every_kind_of_trace_there_is():
    makers = (drawing.scatter, drawing.bar)
    assert {make()["type"] for make in makers} <= BASIC
    source = "".join(
        path.read_text("utf-8") for path in sorted(ASSETS.parent.glob("*.py"))
    )
    written = set(re.findall(r'\{"type": "(\w+)"\}', source))
    assert written == {"scatter", "bar"}
