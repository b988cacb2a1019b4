"""Cohorts: which people, and what reaches them?"""

from phm.ui import cohorts, components, frame


view = frame.open_page(
    "Cohorts",
    question="Which people, how many, where, reached or not, with which partners?",
)
cohorts.show(view)
components.show_footer()
