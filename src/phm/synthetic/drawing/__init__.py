"""How anything is drawn: seeded chance, whole people, fitted tables, smooth surfaces.

Knows nothing of areas or people. Read `draws` first, which everything uses, then
`whole_numbers`; `block_fit` is for large tables of people, `smooth_fields` for maps.
"""
