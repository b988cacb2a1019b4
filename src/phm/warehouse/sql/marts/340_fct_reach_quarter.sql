-- One row per practice of the extract and three months, counted back from its last day:
-- people referred in them, over the people on today's list.
create table fct_reach_quarter as
with bounds as (
    select
        (select min(referral_date) from fct_referral) as first_day,
        last_day
    from cfg_extract
),

ending as (
    select
        bounds.first_day,
        ago.quarter,
        -- of a last day of a month, the last days of the months before
        case
            when last_day(bounds.last_day) = bounds.last_day
                then last_day(bounds.last_day - to_months(cast(3 * ago.quarter as integer)))
            else
                cast(
                    bounds.last_day - to_months(cast(3 * ago.quarter as integer)) as date
                )
        end as ends
    from bounds
    cross join range(0, 40) as ago (quarter)
),

quarters as (
    select
        later.ends,
        earlier.ends as day_before
    from ending as later
    inner join ending as earlier on later.quarter + 1 = earlier.quarter
    where earlier.ends >= later.first_day - 1
),

referred as (
    select
        cast(referral.practice_code as varchar) as practice_code,
        quarters.ends,
        count(distinct referral.person_id) as people_referred
    from fct_referral as referral
    inner join quarters
        on
            referral.referral_date > quarters.day_before
            and referral.referral_date <= quarters.ends
    where referral.decision = 'referred'
    group by referral.practice_code, quarters.ends
)

select
    people.practice_code,
    cast(quarters.ends as varchar) as period,
    coalesce(referred.people_referred, 0) as people_referred,
    people.people
from fct_practice_people as people
cross join quarters
left join referred
    on people.practice_code = referred.practice_code and quarters.ends = referred.ends
order by people.practice_code, period;
