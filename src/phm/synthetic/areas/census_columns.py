"""Census 2021 tables: which of their columns hold our ages and ethnic categories."""

from phm.synthetic.areas.facts import BANDS


AGE_COLUMNS = [f"age_{band.replace('-', '_').replace('+', '_over')}" for band in BANDS]
GROUPS = {  # NHS ethnic category → the census group it is counted in
    "A": "white_british",
    "B": "white_irish",
    "C": "other_white",
    "D": "white_black_caribbean",
    "E": "white_black_african",
    "F": "white_asian",
    "G": "other_mixed",
    "H": "indian",
    "J": "pakistani",
    "K": "bangladeshi",
    "L": "other_asian",
    "M": "caribbean",
    "N": "african",
    "P": "other_black",
    "R": "chinese",
    "S": "any_other",
}
