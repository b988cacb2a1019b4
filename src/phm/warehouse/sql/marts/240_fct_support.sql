-- One row per kind of support offered through a referral that is used, with its community
-- group where that is named.
create table fct_support as
with asset as (
    select
        asset_key,
        row_number() over (order by asset_key) as asset_id
    from stg_assets
    where period = (select max(period) from stg_assets)
)

select
    cast(row_number() over (
        order by support.offered_date, support.support_key
    ) as integer) as support_id,
    referral.referral_id,
    referral.pcn_code,
    referral.place_id,
    referral.in_system,
    cast(support.offered_date as date) as offered_date,
    support.kind,
    support.five_ways,
    cast(support.intensity as enum ('signposting', 'enhanced')) as intensity,
    support.taken_up,
    cast(asset.asset_id as integer) as asset_id
from stg_support as support
inner join referral_number on support.referral_key = referral_number.referral_key
inner join fct_referral as referral on referral_number.referral_id = referral.referral_id
left join asset on support.asset_key = asset.asset_key
where support.period = (select max(period) from stg_support)
order by support_id;
