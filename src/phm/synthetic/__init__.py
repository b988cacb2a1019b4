"""The demonstration: invented people on real neighbourhoods, as a supplier's files.

Begin with `demo` (what is made, in which order) and `demo_files`. Rooms, each importing
only from those before it: `drawing` (chance and whole numbers), `areas` (what is known
of the ground), `people`, `pathway` (referral to outcome), `truths` (what was planted,
found again). Beside them `open_files` writes what publishers would, `messy` spoils the
extracts, `realism` holds the result against the facts. `parameters.toml` has every
number and its source; `extract_columns` and `extract_files` spell the files.
"""
