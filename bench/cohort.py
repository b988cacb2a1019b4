"""A cohort counted on the person mart, and by pandas as usually written.

    python -m bench.cohort HOME             a home with people, the demonstration's say

Men of ethnic minority groups with unmanaged diabetes, by PCN, deprivation fifth and
ethnic group, with how many were referred: five filters, three keys. pandas has the same
columns in memory and filters first. Both must count the same people, or there are no
figures. Then every declared cohort and some that were built, practice by practice as
the door counts them; a cohort's card, its questions foreseen and one by one; and `ask`
as pages ask, disclosure included. Medians of one run.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import duckdb
import pandas as pd
from sqlglot import exp

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.cohort import Cohort
from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask, foresee
from phm.measures.cohort_card import AskAll, Focus, find_card
from phm.measures.memory import Memory
from phm.measures.results import Results
from phm.settings import Home
from phm.warehouse.connect import current_warehouse
from phm.warehouse.people_conditions import holding
from phm.warehouse.people_groups import place_counts
from phm.warehouse.people_sample import IN_SAMPLE


COHORT = """
select
    pcn_code,
    deprivation_quintile_national,
    ethnic_group,
    count(*) as people,
    count(*) filter (where referred_12m) as referred
from fct_person
where
    in_system
    and sex = 'male'
    and ethnic_group in ('Asian', 'Black', 'Mixed', 'Other')
    and age_years >= 17
    and diabetes_unmanaged
group by pcn_code, deprivation_quintile_national, ethnic_group
"""
COLUMNS = """
select
    pcn_code,
    deprivation_quintile_national,
    ethnic_group,
    sex,
    age_years,
    in_system,
    diabetes_unmanaged,
    referred_12m
from fct_person
"""
COUNTED = ("people", "people_referred")
KEYS = ["pcn_code", "deprivation_quintile_national", "ethnic_group"]
MINORITY = ["Asian", "Black", "Mixed", "Other"]
BUILT = (
    "sex = male and ethnic_group in (Asian, Black) and diabetes_unmanaged",
    "age_years >= 65 and lives_alone and not nhs_app",
    "(depression or anxiety) and age_years from 18 to 64 and employment = unemployed",
    "long_term_conditions >= 2 and (lonely or lives_alone) and carer",
)
FIRST = "minority_men_unmanaged_diabetes"
QUESTIONS = (
    Question("equity_ratio", AreaLevel.PCN, cohort=FIRST),
    Question("reach_per_1000", AreaLevel.SYSTEM, by=("cohort",), cohort=FIRST),
    Question("share_of_people_percent", AreaLevel.SYSTEM, by=("age",), cohort=FIRST),
    Question("reach_per_1000", AreaLevel.SYSTEM, by=("deprivation",)),
    Question("equity_ratio", AreaLevel.PCN, by=("ethnicity", "sex")),
    Question("declined_percent", AreaLevel.PCN, by=("ethnicity", "sex")),
)


def main() -> None:
    """Time both ways of counting, then questions by groups."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--turns", type=int, default=25)
    asked = parser.parse_args()
    with current_warehouse(Home(asked.home)).open() as connection:
        people = connection.execute(COLUMNS).df()
        _same(connection, people)
        ours = _milliseconds(lambda: connection.execute(COHORT).fetchall(), asked.turns)
        theirs = _milliseconds(lambda: by_pandas(people), min(asked.turns, 7))
        print(f"{len(people):,} people; milliseconds, medians")
        print(f"cohort by PCN, fifth and ethnic group  {ours:8.1f}")
        print(f"pandas, in memory, filter first        {theirs:8.1f}")
        print(f"ratio                                  {theirs / ours:8.1f}")
        for name, texts in (("declared", load_cohorts()), ("built", BUILT)):
            spent = [_counted(connection, text, asked.turns) for text in texts]
            print(
                f"{len(spent)} {name} cohorts by practice            "
                f"{median(spent):8.1f}  slowest {max(spent):.1f}"
            )
        _cards(connection)
        for question in QUESTIONS:
            spent = _milliseconds(_asking(connection, question), 7)
            print(f"ask {_words(question):35}{spent:8.1f}")


def by_pandas(people: pd.DataFrame) -> pd.DataFrame:
    """The same count, one filter after another, then grouped."""
    men = people[people["in_system"] & (people["sex"] == "male")]
    minority = men[men["ethnic_group"].isin(MINORITY)]
    adults = minority[minority["age_years"] >= 17]
    cohort = adults[adults["diabetes_unmanaged"]]
    grouped = cohort.groupby(KEYS, observed=True, dropna=False)["referred_12m"]
    return grouped.agg(people="size", referred="sum").reset_index()


def _same(connection: duckdb.DuckDBPyConnection, people: pd.DataFrame) -> None:
    ours, theirs = connection.execute(COHORT).df(), by_pandas(people)
    for name in ("people", "referred"):
        if ours[name].sum() != theirs[name].sum() or len(ours) != len(theirs):
            raise SystemExit(f"the two ways differ in {name}")


def _counted(connection: duckdb.DuckDBPyConnection, text: str, turns: int) -> float:
    cohort = find_cohort(text)
    only, values = holding(cohort.condition)
    sample = [exp.column(IN_SAMPLE)] if cohort.is_built else []
    statement = place_counts((), COUNTED, *sample, only).sql(dialect="duckdb")
    return _milliseconds(
        lambda: connection.execute(statement, values).fetchall(), turns
    )


def _cards(connection: duckdb.DuckDBPyConnection) -> None:
    """Every question of a cohort's card: each by itself, and counted in one go."""
    memory = Memory()

    def at_once(questions: Sequence[Question]) -> list[Results]:
        foresee(connection, questions, memory)
        return [ask(connection, one, memory) for one in questions]

    def one_by_one(questions: Sequence[Question]) -> list[Results]:
        return [ask(connection, one) for one in questions]

    cohorts, built = list(load_cohorts().values()), [find_cohort(one) for one in BUILT]
    for first in (cohorts[0], built[0]):  # what all cards share
        find_card(at_once, Focus(first))
    each = [_card(at_once, cohort) for cohort in built[1:]]
    print(f"a built cohort's card, at once     {median(each):10.1f}")
    spent = {}
    for name, ask_all in (("at once", at_once), ("one by one", one_by_one)):
        spent[name] = median(_card(ask_all, cohort) for cohort in cohorts[1:])
        print(f"a new cohort's card, {name:19}{spent[name]:7.1f}")
    print(f"ratio{spent['one by one'] / spent['at once']:42.1f}")


def _card(ask_all: AskAll, cohort: Cohort) -> float:
    begun = time.perf_counter()
    find_card(ask_all, Focus(cohort))
    return 1000 * (time.perf_counter() - begun)


def _asking(
    connection: duckdb.DuckDBPyConnection, question: Question
) -> Callable[[], object]:
    return lambda: ask(connection, question)


def _milliseconds(work: Callable[[], object], turns: int) -> float:
    work()
    spent = []
    for _ in range(turns):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return 1000 * median(spent)


def _words(question: Question) -> str:
    by = f" by {', '.join(question.by)}" if question.by else ""
    return f"{question.measure}{by}, {question.level}{' *' if question.cohort else ''}"


if __name__ == "__main__":
    main()
