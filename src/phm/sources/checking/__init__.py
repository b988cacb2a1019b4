"""What `check` asks of one landed file.

Read `sheet` (the file opened beside its declaration), `verdict` (what a rule takes
away), `rows` (cells against rules, dates against each other), `keys` (repeats).
"""
