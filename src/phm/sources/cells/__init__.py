"""Cells: what a landed text means under its declaration.

Read `readable` (stripped, in our spelling, marks as nulls), `column` (a whole column,
every distinct text once) and `repairs` (what is converted before the rules). `dates`
and `day_texts` read days, the first by a declared format, the second by their look;
`known_codes` asks other landed files.
"""
