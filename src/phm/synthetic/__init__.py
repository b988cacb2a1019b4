"""The demonstration: invented people on real neighbourhoods, as a supplier's files."""
