"""Inclusion health: who is not even recorded?"""

from phm.ui import components, frame, inclusion_health


view = frame.open_page("Inclusion health", question="Who is not even recorded?")
inclusion_health.show(view)
components.show_footer()
