"""Data and methods: what went in, what was set aside, how each number is made."""

from phm.ui import account, components, frame, methods


view = frame.open_page(
    "Data and methods", question="What went in, and how is each number made?"
)
account.show_trust(view)
account.show_switch(view)
account.show_files(view)
account.show_findings(view)
methods.show_catchments(view)
methods.show_vintages(view)
methods.show_measures(view)
components.show_footer()
