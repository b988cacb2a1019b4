"""Four dimensions: who is under-served?"""

from phm.ui import components, four_dimensions, frame


view = frame.open_page(
    "Four dimensions", question="Who is reached less than their need implies?"
)
four_dimensions.show(view)
components.show_footer()
