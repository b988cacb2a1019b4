"""The open files a build needs, in their publishers' layouts, written from the facts.

Read `area_files` (which files there are, and the declaration of the system), then
`stand_in` (how one is written); the others invent one family of files each. What is
landed already for the same neighbourhoods is cut and copied by `copies`.
"""
