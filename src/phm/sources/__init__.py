"""Sources: what each file means, and the way of a file from its supplier to the marts.

Declared: `source` and `constraints`, read by `catalogue` and `coherence` from
catalogue/*.toml; `mapping` lays a system's own names over them, `corrections` mends
what a publisher got wrong. The way: `fetch`; `land` (`reading`, `door`, `landing`) to
`landed`; `check` (`cells`, `checking`) to `finding`. For suppliers: `templates`,
`pseudonyms`. `content` is what reading a file gives; `fields` reads any TOML strictly.
"""
