"""The faults of real suppliers, planted in the extracts and counted line by line.

Read `twin` (one pass over the files), `faults` (which faults in which extract), `kinds`
(what each does and must come to), `plan` (which lines it befalls), `lines` (how a line
of a large file is changed).
"""
