"""Overview: where is the gap?"""

from phm.ui import components, frame, gaps, overview, tables


view = frame.open_page(
    "Overview", question="Where are people who need social prescribing not reached?"
)
gap = gaps.gap_in_view(view)

components.say(gap.sentence)
overview.show_gap(view, gap)
tables.show_table_behind(*gap.tables)
components.cite(*gap.tables)
tables.show_freshness(*gap.answers)
components.show_footer()
