"""What is known of the areas before anybody is invented, all of it in `AreaFacts`.

Read `facts` (the one class), then `area_facts` (which of two ways makes it):
`district_facts` from the committed tables, spread by the `invented_*` modules over
`neighbourhoods` and grown `networks`; or `open_facts` from a built warehouse, with
`open_census` and `open_organisations`. Codes and names nobody real carries are in
`organisations`, the places where something is hidden in `planted`.
"""
