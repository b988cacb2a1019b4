"""What a supplier is given for an extract, all of it written from the declaration.

Read `files` (what there is), `words` (the declaration in words), then `workbook` and
`mapping_file`.
"""
