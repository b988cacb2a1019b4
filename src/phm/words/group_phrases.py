"""What people of a group are called in the middle of a sentence.

A group's label stands alone on an axis; in a sentence groups join: `Black men aged 18
to 29 in the most deprived fifth of England`. People before labels, areas never blamed.
"""

from typing import Final


NOUNS: Final = {"female": ("women", "girls"), "male": ("men", "boys")}
CHILDREN: Final = "0-17"
# Said before the noun.
ADJECTIVES: Final = {
    "asian": "Asian",
    "black": "Black",
    "white": "White",
    "K": "Bangladeshi",
    "H": "Indian",
    "J": "Pakistani",
    "R": "Chinese",
    "N": "Black African",
    "M": "Black Caribbean",
    "A": "White British",
    "B": "White Irish",
}
# Said after the noun, by dimension; dimensions in the order in which they are said.
AFTER: Final = {
    "age": {
        "0-17": "aged 0 to 17",
        "18-29": "aged 18 to 29",
        "30-44": "aged 30 to 44",
        "45-64": "aged 45 to 64",
        "65-79": "aged 65 to 79",
        "80+": "aged 80 and over",
        "not_known": "of unknown age",
    },
    "ethnicity": {
        "minority": "of ethnic minority groups",
        "mixed": "of mixed ethnicity",
        "other": "of another ethnic group",
        "L": "of any other Asian group",
        "P": "of any other Black group",
        "D": "of White and Black Caribbean ethnicity",
        "E": "of White and Black African ethnicity",
        "F": "of White and Asian ethnicity",
        "G": "of any other mixed ethnicity",
        "C": "of any other White group",
        "S": "of any other ethnic group",
        "not_known": "whose ethnic group is not known",
    },
    "sex": {"not_known": "whose sex is not known or other"},
    "inclusion_health": {
        "homelessness": "with homelessness recorded",
        "drug_dependence": "with drug dependence recorded",
        "alcohol_dependence": "with alcohol dependence recorded",
        "vulnerable_migrant": "recorded as vulnerable migrants",
        "gypsy_roma_traveller": "recorded as Gypsy, Roma or Traveller",
        "justice_contact": "with justice contact recorded",
        "modern_slavery": "with modern slavery recorded",
        "sex_worker": "with sex work recorded",
        "none_recorded": "in no recorded inclusion health group",
        "homelessness_filled": "whose record says whether they are homeless",
        "drug_dependence_filled": "whose record says whether they depend on drugs",
        "alcohol_dependence_filled": "whose record says whether they depend on alcohol",
        "vulnerable_migrant_filled": "whose record says if they are migrants at risk",
        "gypsy_roma_traveller_filled": "whose record says if they are Gypsy, Roma or "
        "Traveller",
        "justice_contact_filled": "whose record says if they had justice contact",
        "modern_slavery_filled": "whose record says if they are victims of slavery",
        "sex_worker_filled": "whose record says if they are sex workers",
        "nothing_filled": "whose record says nothing of inclusion health",
    },
    "interpreter": {
        "needed": "who need an interpreter",
        "not_needed": "who need no interpreter",
        "not_recorded": "of whom no need of an interpreter is recorded",
    },
    "language": {
        "another_or_none": "whose main language is another one or not recorded",
        "recorded": "whose main language is recorded",
        "not_recorded": "whose main language is not recorded",
    },
    "deprivation": {
        "1": "in the most deprived {fifth}",
        "2": "in the second most deprived {fifth}",
        "3": "in the middle {fifth} by deprivation",
        "4": "in the second least deprived {fifth}",
        "5": "in the least deprived {fifth}",
        "no_fixed_abode": "of no fixed abode",
        "not_known": "whose area’s deprivation is not known",
    },
    "rurality": {
        "urban": "in urban areas",
        "rural": "in rural areas",
        "UN1": "in urban areas nearer to a large town",
        "UF1": "in urban areas further from a large town",
        "RLN1": "in larger rural places nearer to a large town",
        "RLF1": "in larger rural places further from a large town",
        "RSN1": "in smaller rural places nearer to a large town",
        "RSF1": "in smaller rural places further from a large town",
        "A1": "in a major conurbation",
        "B1": "in a minor conurbation",
        "C1": "in cities and towns",
        "C2": "in cities and towns in a sparse setting",
        "D1": "in towns and their fringe",
        "D2": "in towns and their fringe in a sparse setting",
        "E1": "in villages and dispersed places",
        "E2": "in villages and dispersed places in a sparse setting",
        "no_fixed_abode": "of no fixed abode",
        "not_known": "whose kind of area is not known",
    },
}
FIFTHS: Final = {"deprivation_local": "local fifth"}
NATIONAL_FIFTH: Final = "fifth of England"
# Where each group has a label that fits into the same words.
LABELLED: Final = {"language": "whose main language is {label}"}
