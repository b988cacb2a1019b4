-- One row per PCN, place and system: expected need of the people in the extract, who was
-- referred, and what is left in three parts. Place and system are sums over their PCNs, so
-- that one PCN's plenty hides no other's want (docs/methods/unmet_need.md).
create table fct_unmet_referral as
with counted as (
    select
        people.pcn_code,
        coalesce(pcn.place_id, practice.place_id) as place_id,
        people.period,
        practice.is_in_current_pcn,
        sum(people.people) as people,
        sum(people.need_low) as need_low,
        sum(people.need) as need,
        sum(people.need_high) as need_high,
        sum(people.people_referred) as referred,
        sum(people.people_declined) as declined,
        sum(people.people_without_service) as no_suitable_service
    from fct_practice_people as people
    inner join dim_practice as practice
        on people.practice_code = practice.practice_code
    left join dim_pcn as pcn on people.pcn_code = pcn.pcn_code
    where practice.in_system and people.people_referred is not null
    group by
        people.pcn_code,
        coalesce(pcn.place_id, practice.place_id),
        people.period,
        practice.is_in_current_pcn
),

part as (
    select
        *,
        greatest(0, need_low - referred - declined) as not_referred_low,
        greatest(0, need - referred - declined) as not_referred,
        greatest(0, need_high - referred - declined) as not_referred_high
    from counted
),

level as (
    select *, 'pcn' as area_level, pcn_code as area_code
    from part
    where is_in_current_pcn
    union all
    select *, 'place' as area_level, place_id as area_code
    from part
    where place_id is not null
    union all
    select *, 'system' as area_level, (select system_id from cfg_system) as area_code
    from part
),

summed as (
    select
        area_level,
        area_code,
        period,
        cast(count(distinct pcn_code) as integer) as pcns,
        sum(people) as people,
        sum(need_low) as need_low,
        sum(need) as need,
        sum(need_high) as need_high,
        sum(referred) as referred,
        sum(declined) as declined,
        sum(no_suitable_service) as no_suitable_service,
        sum(not_referred_low) as not_referred_low,
        sum(not_referred) as not_referred,
        sum(not_referred_high) as not_referred_high
    from level
    group by area_level, area_code, period
)

select
    *,
    not_referred_low + declined + no_suitable_service as unmet_need_low,
    not_referred + declined + no_suitable_service as unmet_need,
    not_referred_high + declined + no_suitable_service as unmet_need_high,
    -- the smallest count that need less what is left would give away
    least(
        case when referred > 0 then referred end,
        case when declined > 0 then declined end
    ) as fewest
from summed
order by area_level, area_code;
