"""Digital inclusion: which barrier prevails, where, and what is done about it?"""

from phm.ui import components, digital_inclusion, frame


view = frame.open_page(
    "Digital inclusion",
    question="Which barrier prevails, where, and does the support on offer match it?",
)
digital_inclusion.show(view)
components.show_footer()
