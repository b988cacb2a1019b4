"""What was planted, measured in the files as an analyst would: truths.json.

Read `planted_truths` (the list), `truth` (what one says), `ledger` (the files read
back); then the truths themselves: `access`, `supply`, `record`.
"""
