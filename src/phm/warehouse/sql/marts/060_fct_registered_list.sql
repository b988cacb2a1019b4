-- One row per current practice: its registered list, and how many of them are of ages that
-- others are counted among. Two fifths of those 15 to 19 are taken to be 18 or 19.
create table fct_registered_list as
with newest as (
    select max(period) as period from stg_gp_patients_by_age_sex
),

register as (
    select register.*
    from stg_gp_patients_by_age_sex as register
    inner join newest on register.period = newest.period
),

total as (
    select
        practice_code,
        period,
        sum(patients) as patients
    from register
    where sex = 'ALL' and age_band = 'ALL'
    group by practice_code, period
),

band as (
    select
        practice_code,
        patients,
        try_cast(regexp_extract(age_band, '^[0-9]+') as integer) as youngest
    from register
    where sex <> 'ALL' and age_band <> 'ALL'
),

aged as (
    select
        practice_code,
        sum(patients) filter (where youngest >= 65) as patients_65_and_over,
        sum(patients) filter (where youngest between 15 and 60) as patients_15_to_64,
        round(
            coalesce(sum(patients) filter (where youngest >= 20), 0)
            + 0.4 * coalesce(sum(patients) filter (where youngest = 15), 0)
        ) as patients_18_and_over
    from band
    group by practice_code
)

select
    total.practice_code,
    practice.pcn_code,
    practice.sub_icb_code,
    total.period,
    total.patients as registered_patients,
    coalesce(aged.patients_65_and_over, 0) as registered_patients_65_and_over,
    coalesce(aged.patients_15_to_64, 0) as registered_patients_15_to_64,
    coalesce(aged.patients_18_and_over, 0) as registered_patients_18_and_over
from total
inner join dim_practice as practice on total.practice_code = practice.practice_code
left join aged on total.practice_code = aged.practice_code;
