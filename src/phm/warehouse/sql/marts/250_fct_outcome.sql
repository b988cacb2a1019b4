-- One row per outcome measurement of a referral that is used.
create table fct_outcome as
select
    referral.referral_id,
    referral.pcn_code,
    referral.place_id,
    referral.in_system,
    outcome.instrument,
    cast(outcome.point as enum ('baseline', 'follow-up')) as point,
    cast(outcome.measured_date as date) as measured_date,
    outcome.score,
    outcome.common_outcome
from stg_outcomes as outcome
inner join referral_number on outcome.referral_key = referral_number.referral_key
inner join fct_referral as referral on referral_number.referral_id = referral.referral_id
where outcome.period = (select max(period) from stg_outcomes)
order by
    referral.referral_id, outcome.instrument, outcome.point, outcome.measured_date;
