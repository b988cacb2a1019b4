"""The title of a figure by groups: the measure, then whom and where it is about."""

from collections.abc import Iterable

from phm.charts import theme
from phm.charts.badge import Tiered
from phm.charts.labels import POLARITY_WORDS, plain, wrapped
from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure
from phm.domain.tiers import Tier
from phm.measures.results import Results


TITLE_LENGTH = 96


def figure_title(results: Results) -> str:
    """The measure and its period; under it the area, the filters, standardisation."""
    title, period = results.measure.title, results.period
    is_said = not period or period in title
    said = wide_title(title if is_said else f"{title}, {period}")
    return said + smaller_line("; ".join(about_whom(results)))


def wide_title(text: str) -> str:
    """A title in lines that fit the narrowest full-width figure."""
    return wrapped(text, TITLE_LENGTH)


def about_whom(results: Results) -> list[str]:
    """What narrows an answer down: its area, the groups it is about, its method."""
    said = []
    if results.level is not AreaLevel.SYSTEM and len(results.frame):
        said.append(str(results.frame["area_name"].iloc[0]))
    if results.where:
        groups = (scheme.label(group) for scheme, group in results.where)
        said.append(f"only: {', '.join(groups)}")
    if results.standardised:
        said.append("standardised for age and sex")
    return said


def smaller_line(text: str) -> str:
    """A further line of a title, in the size of other text; nothing for no text."""
    if not text:
        return ""
    said = plain(capital(text))
    return f'<br><span style="font-size:{theme.TEXT_SIZE}px">{said}</span>'


def unit_line(measure: Measure) -> str:
    """The unit, starting with a capital; the good direction only where there is one."""
    words = POLARITY_WORDS.get(measure.polarity) if measure.polarity else None
    unit = capital(measure.unit)
    return f"{unit} ({words})" if words else unit


def capital(text: str) -> str:
    """Text with a capital first letter."""
    return text[:1].upper() + text[1:]


def tier_words(answers: Iterable[Tiered]) -> list[str]:
    """A line for the notes that says which tiers of real data a figure stands on."""
    tiers = {Tier(one.tier) for one in answers}
    if Tier.SYNTHETIC in tiers:  # said by the badge
        return []
    return [" and ".join(tier.words for tier in Tier if tier in tiers)]
