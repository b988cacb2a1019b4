"""Overview: where is the gap?"""

from phm.charts.ranked import ranked_figure
from phm.charts.ranked_alt import ranked_alt
from phm.domain.areas import AreaLevel
from phm.ui import components, controls, frame, picture
from phm.words.finding import about
from phm.words.overview import overview_sentence


question = "Where are people who need social prescribing not reached?"
view = frame.open_page("Overview", question=question)
unmet = view.ask("unmet_need_per_1000")
coverage = view.ask("link_worker_fte_per_10000")
people = view.ask("unmet_need", AreaLevel.SYSTEM)
workers = view.ask("link_worker_fte", AreaLevel.SYSTEM)
patients = view.ask("registered_patients", AreaLevel.SYSTEM)

components.say(overview_sentence(unmet, coverage, total=people))
components.show_numbers(
    {
        "People beyond capacity, a year": components.number_and_range(people),
        "Link workers, FTE": components.number_and_range(workers),
        "FTE per 10,000 registered": components.number_and_range(coverage),
        "Registered patients": components.number_and_range(patients),
    }
)
selected = controls.choose_pcn(view)
if selected:
    components.note(about(unmet, selected))
picture.beside_map(
    view,
    unmet,
    figure=ranked_figure(unmet, selected=selected),
    alt=ranked_alt(unmet),
    selected=selected,
)
components.show_table_behind(unmet, coverage)
components.cite(unmet, coverage)
components.show_freshness(unmet, coverage, patients)
