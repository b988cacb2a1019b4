"""Two years of social prescribing for those people: the seven other extracts.

Read `extracts` (all of it in thirty lines), `scene` (what is passed on), `settings` and
`strata` (the groups that use is set by, and their need: `recorded_need` where nothing
is planted). Then in the order of a case: `weights`, `offers`, `thinning`, `routes`,
`reasons`, `referrals`, `cases`, `contacts`, `support`, `outcomes`; and what there is to
refer to: `caseloads`, `assets`, `projects`. Apart from all that, `null_referrals` draws
referrals by need alone, many times over, to count false alarms.
"""
