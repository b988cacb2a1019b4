"""What stands around a picture: it must tell everything where no page is beside it."""

import html
from collections.abc import Sequence

from phm.charts.groups_alt import groups_alt
from phm.charts.groups_title import about_whom, capital, unit_line
from phm.charts.labels import number
from phm.charts.ranked_alt import ranked_alt
from phm.charts.reference import benchmark_of, reference_of
from phm.domain.areas import AreaLevel
from phm.domain.tiers import Tier, is_synthetic
from phm.measures.results import NO_DATA, OK, Results
from phm.words.group_table import NOBODY_MEANS
from phm.words.sources import source_line
from phm.words.status import effective_status, status_meaning
from phm.words.tiers import tiers_words


def written(text: str) -> str:
    """Text as it may stand in a file: a sign that no letter shows would break it."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def badge_of(answers: Sequence[Results]) -> str:
    """What a picture of invented numbers says above all else; else nothing."""
    invented = any(is_synthetic(one.tier) for one in answers)
    return Tier.SYNTHETIC.words if invented else ""


def title_of(results: Results) -> str:
    """The measure and its period."""
    title, period = results.measure.title, results.period
    return written(title if not period or period in title else f"{title}, {period}")


def about(results: Results, system_name: str) -> str:
    """Where, and of whom."""
    named = about_whom(results)
    if not results.by and results.level is not AreaLevel.SYSTEM:
        named = named[1:]  # an area's name, and every area is drawn
    return written("; ".join(capital(words) for words in [system_name, *named]))


def reference_words(results: Results) -> str:
    """What the dotted line stands for, with its value; nothing without a line."""
    at, benchmark = reference_of(results), benchmark_of(results)
    if at is None:
        return ""
    who = "Everyone" if benchmark else "As expected"
    return f"{who} {number(at, results.measure.decimals)}"


def notes_of(answers: Sequence[Results], *, similar: bool) -> list[str]:
    """How to read it, then why some have no value, then where it comes from.

    ``similar`` says whether any mark is drawn hollow.
    """
    first = answers[0]
    notes = [unit_line(first.measure)]
    if (benchmark := benchmark_of(first)) is not None:
        notes.append(f"Dotted line: everyone in {benchmark.name}")
    if first.interval:
        notes.append(f"Whiskers: {first.interval}")
    if similar:
        notes.append("○ interval holds everyone’s value, ● not")
    silent = {one for a in answers for one in effective_status(a.frame)} - {OK}
    meanings = [_meaning(first, status) for status in sorted(silent)]
    tier = [] if badge_of(answers) else [tiers_words(*answers)]
    source = f"Source: {source_line(*answers)}"
    return list(map(written, ["   ".join(notes), *meanings, *tier, source]))


def _meaning(results: Results, status: str) -> str:
    nobody = bool(results.by) and status == NO_DATA
    return NOBODY_MEANS if nobody else status_meaning(status)


def alt_of(answers: Sequence[Results]) -> str:
    """The picture in words."""
    made = groups_alt(answers) if answers[0].by else ranked_alt(answers[0])
    return written(html.unescape(made))
