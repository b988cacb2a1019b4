"""How close the made population comes to what was asked: report.json.

Read `report`, then `margins` (asked against got). Both sides are a `tally`: of the
people as made, or, in `loaded_tally`, of a built warehouse.
"""
