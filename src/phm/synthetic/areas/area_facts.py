"""Which facts the demonstration begins with: open data where there is any."""

from phm.settings import Home
from phm.synthetic.areas.district_facts import district_facts
from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.areas.open_facts import has_open_data, open_facts


def area_facts(home: Home) -> AreaFacts:
    """Facts from the open data built in `home`, else from the committed tables."""
    return open_facts(home) if has_open_data(home) else district_facts()
