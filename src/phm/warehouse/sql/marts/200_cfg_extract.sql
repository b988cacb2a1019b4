-- One row per warehouse: the newest patients extract and its 12 months. They end where both
-- patients and referrals have been sent, and begin after the same day a year earlier.
create table cfg_extract as
with sent as (
    select
        (select max(period) from stg_patients) as patients_period,
        (select max(period) from stg_referrals) as referrals_period
),

ending as (
    select
        *,
        cast(patients_period as date) as patients_date,
        cast(
            case
                when referrals_period < patients_period then referrals_period
                else patients_period
            end as date
        ) as last_day
    from sent
)

select
    patients_period,
    referrals_period,
    patients_date,
    last_day,
    cast(last_day - interval 12 month as date) as day_before,
    cast(last_day - interval 24 month as date) as day_before_previous,
    cast(last_day as varchar) as period,
    cast(cast(last_day - interval 12 month as date) as varchar) as previous_period,
    referrals_period is not null as has_referrals,
    (select count(*) from stg_contacts) > 0 as has_contacts,
    (select count(*) from stg_support) > 0 as has_support,
    -- an extract of the last year alone says nothing of the year before, and a date of
    -- long ago by itself does not make it longer
    (
        select count(*) from stg_referrals
        where
            period = referrals_period
            and referral_date > cast(cast(last_day - interval 24 month as date) as varchar)
            and referral_date <= cast(cast(last_day - interval 23 month as date) as varchar)
    ) > 0 as has_previous
from ending;
