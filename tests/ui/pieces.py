"""A piece of a page run by Streamlit's own test runner, in a page of its own."""

from collections.abc import Iterator
from typing import Any

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest


PATIENCE = 60


def opened(page: str, *, unfolded: str = "", **address: str) -> AppTest:
    """The page after its first run; ``unfolded`` is the key of a part to open."""
    app = AppTest.from_string(page, default_timeout=PATIENCE)
    app._bidi_component_manager = BidiComponentManager()
    for name, value in address.items():
        app.query_params[name] = value
    if unfolded:
        app.session_state[f"unfolded-{unfolded}"] = True
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """All Markdown and code as it reads, without the escapes."""
    said = [one.value for kind in (app.markdown, app.code, app.error) for one in kind]
    return "\n".join(said).replace("\\", "")


def elements(app: AppTest) -> Iterator[Any]:
    """Everything that is sent."""
    yield from _under(app._tree)


def bytes_sent(app: AppTest) -> int:
    """About what a run sends: the size of every element."""
    protos = (getattr(one, "proto", None) for one in elements(app))
    return sum(one.ByteSize() for one in protos if hasattr(one, "ByteSize"))


def _under(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _under(child)
