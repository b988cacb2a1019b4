-- One row per practice of the extract and whole month since its first referral: referrals
-- made, 0 where none was. Activity: one person may stand for several.
create table fct_referral_month as
with bounds as (
    select
        min(referral_date) as first_day,
        (select last_day from cfg_extract) as last_day
    from fct_referral
),

months as (
    select cast(generated.month as date) as month
    from bounds,
        generate_series(
            date_trunc('month', bounds.first_day),
            date_trunc('month', bounds.last_day),
            interval 1 month
        ) as generated (month)
    where
        generated.month >= bounds.first_day
        and last_day(generated.month) <= bounds.last_day
),

made as (
    select
        cast(practice_code as varchar) as practice_code,
        month,
        count(*) as referrals
    from fct_referral
    where decision = 'referred'
    group by practice_code, month
)

select
    people.practice_code,
    strftime(months.month, '%Y-%m') as period,
    coalesce(made.referrals, 0) as referrals,
    people.people
from fct_practice_people as people
cross join months
left join made
    on
        people.practice_code = made.practice_code
        and strftime(months.month, '%Y-%m') = made.month
order by people.practice_code, period;
