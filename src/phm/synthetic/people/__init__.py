"""Everybody registered, one row each, drawn to the area facts.

Read `population` (the class `People` and the order of making), `places` (who lives and
is registered where), `model` (how every yes/no answer is drawn to its prevalence); then
`health`, `diabetes`, `life`, `use` and `need` in any order. `table` is the extract.
"""
