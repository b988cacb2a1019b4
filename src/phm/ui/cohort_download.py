"""A figure to take along: a PNG for a slide, an SVG for print, drawn when clicked."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from phm.cohorts.cohort import Cohort
from phm.measures.results import Results
from phm.report.picture_form import PictureForm, fits_a_picture, picture_name
from phm.ui import tables
from phm.ui.components import fine_print
from phm.ui.view import View
from phm.words.cohort_names import in_file_names
from phm.words.tiers import tier_of


TOO_MANY = "No picture: so many rows could not be read; the table has them all."


def offer_pictures(
    view: View, results: Results | Sequence[Results], cohort: Cohort, *, key: str
) -> None:
    """A button for each form of the picture of these answers about a cohort.

    One answer by area, or several of one measure by one scheme each. ``key`` names
    their place on the page.
    """
    answers = (results,) if isinstance(results, Results) else tuple(results)
    if not fits_a_picture(answers):
        fine_print(TOO_MANY)
        return
    with st.container(horizontal=True, width="content", key=f"pictures-{key}"):
        for form in PictureForm:
            st.download_button(
                tables.titled(form.label, tier_of(*answers)),
                partial(_draw, answers, form, view.system_name),
                file_name=picture_name(answers, form, of=in_file_names(cohort)),
                mime=form.mime,
                key=f"picture-{form}-{key}",
            )


def _draw(answers: Sequence[Results], form: PictureForm, system_name: str) -> bytes:
    # A third of a second that no page should wait for.
    from phm.report.figure_picture import figure_picture  # noqa: PLC0415

    return figure_picture(answers, form, system_name=system_name)
