"""Data and methods: what went in, what was set aside, how each number is made."""

from phm.ui import account, components, frame


view = frame.open_page(
    "Data and methods", question="What went in, and how is each number made?"
)
account.show_trust(view)
account.show_files(view)
account.show_findings(view)
account.show_catchments(view)
account.show_vintages(view)
account.show_measures(view)
components.show_footer()
