-- One row per practice: percent of the people of each register's age who have it recorded.
select
    practice_code,
    100 * avg(cast(diabetes <> 'none' as integer)) filter (where age_years >= 17)
        as diabetes,
    100 * avg(cast(hypertension as integer)) as hypertension,
    100 * avg(cast(coronary_heart_disease as integer)) as coronary_heart_disease,
    100 * avg(cast(stroke as integer)) as stroke,
    100 * avg(cast(heart_failure as integer)) as heart_failure,
    100 * avg(cast(copd as integer)) as copd,
    100 * avg(cast(asthma as integer)) as asthma,
    100 * avg(cast(chronic_kidney_disease as integer)) as chronic_kidney_disease,
    100 * avg(cast(cancer as integer)) as cancer,
    100 * avg(cast(dementia as integer)) as dementia,
    100 * avg(cast(obesity as integer)) filter (where age_years >= 18) as obesity,
    100 * avg(cast(severe_mental_illness as integer)) as severe_mental_illness,
    100 * avg(cast(depression as integer)) filter (where age_years >= 18) as depression,
    100 * avg(cast(learning_disability as integer)) as learning_disability
from fct_person
group by practice_code
