"""Coverage map: how do link workers, activity and need lie on the ground?"""

from phm.ui import components, coverage, frame


view = frame.open_page(
    "Coverage map", question="How do link workers and need lie on the ground?"
)
coverage.show(view)
components.show_footer()
