"""Bytes → rows of text, losing no line: the only place that knows file formats.

Read `raw_bytes` (packed, encoded, or not a table at all), `lines` (which lines can be
rows), `read_csv`; then `read_tables` for Parquet and GeoJSON, with `wkb`.
"""
