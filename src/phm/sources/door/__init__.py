"""What a local extract must pass before anything of it is kept.

Read `admitted` (the three things done), `identifiers` (every column is searched),
`distinct` (what of a column must be looked at) and `searched_column`; then one module
for each thing that names a person: `headers`, `numbers` with `check_digits`, `dates`,
`names`, `texts`. `opt_out` removes people.
"""
