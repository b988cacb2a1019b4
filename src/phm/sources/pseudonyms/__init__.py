"""Before the door, at the supplier's: raw keys become pseudonyms.

Read `pseudonymise`, then `key` (the secret, and where it may lie) and `supplied_pieces`
(a large file, a piece at a time).
"""
