"""Tables of counts with their margins: what to hide so that no small count is told."""

from phm.measures.cross_table.decide import hide_in_table, kinds_in_table
from phm.measures.cross_table.sums import ALL, Key


__all__ = ["ALL", "Key", "hide_in_table", "kinds_in_table"]
