"""Overview: where is the gap?"""

from phm.domain.areas import AreaLevel
from phm.ui import components, frame, overview
from phm.words.overview import overview_sentence


view = frame.open_page(
    "Overview", question="Where are people who need social prescribing not reached?"
)
unmet = view.ask("unmet_need_per_1000")
coverage = view.ask("link_worker_fte_per_10000")
people = view.ask("unmet_need", AreaLevel.SYSTEM)
patients = view.ask("registered_patients", AreaLevel.SYSTEM)

components.say(overview_sentence(unmet, coverage, total=people))
overview.show_gap(view, unmet)
components.show_table_behind(unmet, coverage)
components.cite(unmet, coverage)
components.show_freshness(unmet, coverage, patients)
components.show_footer()
