"""Which tier of data a page shows: quiet badges, or a bar that cannot be missed."""

from html import escape

from streamlit.delta_generator import DeltaGenerator

from phm.charts import theme
from phm.domain.tiers import Tier, is_synthetic
from phm.ui.components import plain
from phm.words.tiers import bar_words


BADGE_COLOURS = {Tier.OPEN: "blue", Tier.LOCAL: "violet", Tier.SYNTHETIC: "orange"}
_LOOKS = (
    f"background:{theme.SYNTHETIC_PAPER};color:{theme.SYNTHETIC_INK};"
    "font-weight:600;line-height:1.3;"
)
# At the head of the window wherever one has scrolled to, so that a picture of any part
# of a page carries the words. Its twin, unseen, keeps the room free that it takes.
_SIZE = f"padding:0.2rem 1rem;border-bottom:2px solid {theme.SYNTHETIC_INK};"
_BAR = f"{_LOOKS}{_SIZE}position:fixed;left:0;right:0;top:0;z-index:999;"
_ROOM = f"{_LOOKS}{_SIZE}visibility:hidden;margin-top:-0.75rem"


def badge_text(tier: str, system_name: str) -> str:
    """The badges beside the title: tiers in words, then the system.

    Of an invented system the bar over the page has the name.
    """
    shown = [Tier.OPEN, Tier.LOCAL] if tier == Tier.LOCAL else [Tier(tier)]
    tiers = [f":{BADGE_COLOURS[one]}-badge[{one.words}]" for one in shown]
    system = [] if is_synthetic(tier) else [f":gray-badge[{plain(system_name)}]"]
    return " ".join([*tiers, *system])


def window_title(title: str, tier: str) -> str:
    """What the browser's tab says."""
    return f"SYNTHETIC · {title} · phm" if is_synthetic(tier) else f"{title} · phm"


def show_bar(place: DeltaGenerator, tier: str, system_name: str) -> None:
    """Over everything, and always in view; nothing for real data."""
    if not is_synthetic(tier):
        return
    loud, rest = Tier.SYNTHETIC.words, bar_words(system_name)
    said = f"{escape(loud)}. {escape(rest)}"
    place.html(
        f"<div role='note' style='{_BAR}text-align:center'>{said}</div>"
        f"<div aria-hidden='true' style='{_ROOM}'>{said}</div>"
    )
