"""Whose data the app serves: a home's own, or its demonstration until there are any."""

from phm.settings import Home, current_home, wants_demo
from phm.warehouse.connect import current_version


def served_home() -> Home:
    """The current home, or the demonstration in it while nothing else is built.

    Looked at in every run, so a home's own warehouse takes over as soon as it is built.
    """
    own = current_home()
    demo = demo_of(own)
    if not wants_demo() or current_version(own) or not current_version(demo):
        return own
    return demo


def demo_of(home: Home) -> Home:
    """Where a home keeps its demonstration: a home of its own."""
    return Home(home.root / "demo")


def is_demo(home: Home) -> bool:
    """Whether a home served is the demonstration inside another."""
    return home.root == demo_of(current_home()).root
