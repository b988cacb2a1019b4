"""The answers of the digital inclusion page, and the figure of several abreast."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from phm.charts.groups_rows import scheme_title
from phm.charts.groups_title import about_whom, smaller_line, wide_title
from phm.domain.areas import AreaLevel
from phm.measures.digital import ANY_BARRIER, BARRIERS, MISSED, NO_NHS_APP
from phm.measures.question import Question
from phm.measures.results import Benchmark, Results
from phm.ui.digital_controls import BY_PCN, RISK_LOOK, Asked
from phm.ui.drawings import ColumnLooks, draw_columns
from phm.ui.figure import show_drawn
from phm.ui.view import View


FOUR: Final = tuple(one.measure for one in BARRIERS)
ONLINE: Final = (MISSED, ANY_BARRIER, NO_NHS_APP)
OPEN: Final = (
    "digital_exclusion_risk",
    "slow_broadband_percent",
    "low_digital_capability_percent",
    "online_consultations_per_1000",
)
SKILLS: Final = "low_digital_skills_percent"
UNDER: Final = {
    NO_NHS_APP: "of everybody",
    "digital_exclusion_risk": "0 to 10",
    "slow_broadband_percent": "% of patients",
    "low_digital_capability_percent": "% of adults",
    "online_consultations_per_1000": "in a month",
}


def of_area(view: View, asked: Asked, measure: str) -> Results:
    """A measure for the whole area in view: its own value is the benchmark."""
    return view.answer(asked.of_area(measure)).of_these()


def rows_of(view: View, asked: Asked, measures: Sequence[str]) -> list[Results]:
    """A measure for each row of the figure, against everybody whom the rows make up.

    PCNs are those of the place in view; of no place, all.
    """
    answers = [view.answer(asked.of_rows(name)) for name in measures]
    if asked.cut != BY_PCN or not asked.place:
        return answers
    return [_of_place(view, one, asked.place) for one in answers]


def show_columns(asked: Asked, answers: Sequence[Results], *, title: str) -> None:
    """A column for each answer over the rows they share."""
    looks = ColumnLooks(
        title=_title(asked, answers, title),
        under=tuple(map(_under, answers)),
        is_of_groups=asked.scheme is not None,
        ordered_by=_by(answers),
        has_one_scale=asked.look != RISK_LOOK,
        selected=asked.row_in_focus or None,
    )
    show_drawn(draw_columns(tuple(answers), looks), key="digital")


def _of_place(view: View, results: Results, place: str) -> Results:
    """The PCNs of a place alone, read against everybody in it."""
    parents = view.parents(AreaLevel.PCN)
    is_here = results.frame["area_code"].map(parents).eq(place)
    whole = view.answer(Question(results.measure.id, AreaLevel.PLACE, area=place))
    return replace(
        results,
        frame=results.frame[is_here].reset_index(drop=True),
        benchmark=Benchmark.of(whole.frame.iloc[0]),
    )


def _by(answers: Sequence[Results]) -> int:
    """Which answer puts areas in order: that of skills, if it is there."""
    ids = [one.measure.id for one in answers]
    return ids.index(SKILLS) if SKILLS in ids else 0


def _under(results: Results) -> tuple[str, ...]:
    """Of whom, and when where that differs from column to column."""
    of_whom = UNDER.get(results.measure.id, "of those asked")
    return (of_whom, results.period) if results.measure.id in OPEN else (of_whom,)


def _title(asked: Asked, answers: Sequence[Results], title: str) -> str:
    first, periods = answers[0], {one.period for one in answers}
    whole = wide_title(f"{title}, {first.period}" if len(periods) == 1 else title)
    if asked.scheme is not None:
        about = [scheme_title(asked.scheme), *about_whom(first)]
        return whole + smaller_line("; ".join(about))
    is_of_place = asked.cut == BY_PCN and asked.place and first.benchmark
    about = [f"PCNs of {first.benchmark.name}"] if is_of_place else []
    about += [f"only: {scheme.label(group)}" for scheme, group in first.where]
    about += ["standardised for age and sex"] if asked.is_standardised else []
    return whole + smaller_line("; ".join(about))
