-- One row per practice: people with diabetes and how many of them were not at the HbA1c
-- target. The file holds proportions only; the people behind them are estimated as
-- recorded prevalence x the practice's July 2022 list, which weights practices by size.
create table fct_diabetes_control as
with list as (
    select
        practice_code,
        sum(patients) as patients
    from stg_gp_patients_by_lsoa
    where period = (select max(period) from stg_gp_patients_by_lsoa)
    group by practice_code
)

select
    qof.practice_code,
    qof.period,
    qof.diabetes_prevalence_proportion * list.patients as people_with_diabetes,
    qof.diabetes_prevalence_proportion
    * list.patients
    * (1 - qof.hba1c_at_target_proportion) as people_not_at_hba1c_target
from stg_qof_diabetes_2021_22 as qof
inner join list on qof.practice_code = list.practice_code
where
    qof.hba1c_at_target_proportion is not null
    and qof.diabetes_prevalence_proportion is not null;
