"""The Overview's sentence of a cohort alone: where it is reached least."""

from phm.measures.results import Results
from phm.words.cohort_names import of_cohort
from phm.words.cohort_ratio import few_are_told, over_silent
from phm.words.finding import headline
from phm.words.leading import continued


def cohort_gap_sentence(ratio: Results, whole: Results, cohort: str) -> str:
    """`ratio` by area and for the `whole` system, of the cohort with this address.

    Where few areas have one, that of the whole is said in place of the lowest.
    """
    (over_all,) = (whole.frame.iloc[place] for place in range(len(whole.frame)))
    if few_are_told(ratio, over_all):
        said = f"the equity ratio is {over_silent(ratio, over_all)}."
        return of_cohort(said, cohort)
    return of_cohort(continued(headline(ratio)), cohort)
