-- One row per practice of the newest month: online consultation submissions of practices
-- that took part, and their list.
create table fct_online_consultation as
with dated as (
    select
        *,
        max(month) over () as newest_month
    from stg_online_consultations
)

select
    practice_code,
    month as period,
    submissions,
    registered_patients
from dated
where month = newest_month and submissions is not null;
