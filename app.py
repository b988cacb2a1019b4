"""Overview: where is the gap?"""

from phm.ui import components, frame, gaps, overview, tables, wide_table


view = frame.open_page(
    "Overview", question="Where are people who need social prescribing not reached?"
)
gap = gaps.gap_in_view(view)

components.say(gap.sentence)
components.show_numbers(gap.headlines)
overview.show_gap(view, gap)
wide_table.show_wide_table("Table: every PCN, all measures of this page", gap.tables)
components.cite(*gap.answers)
tables.show_freshness(*gap.answers)
components.show_footer()
