"""The decisions `land` takes about a file once it is read.

In its order: `recognise` (which source), `usable` (columns, and how much is left),
`file_period` (of when), `settle` (which of several files serves).
"""
