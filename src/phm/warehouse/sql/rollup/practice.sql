-- Counts made at practices, summed to every level above. A practice that has closed
-- counts where its last map had it; in no current PCN, it counts from its place upwards.
insert into fct_measure_count
with joined as (
    select
        unit_value.*,
        practice.practice_code,
        practice.pcn_code,
        practice.place_id,
        practice.in_system,
        practice.is_current,
        practice.is_in_current_pcn
    from unit_value
    inner join dim_practice as practice on unit_value.unit_code = practice.practice_code
),

level as (
    select *, 'practice' as area_level, practice_code as area_code
    from joined
    where in_system and is_current
    union all
    select *, 'pcn' as area_level, pcn_code as area_code
    from joined
    where in_system and is_in_current_pcn
    union all
    select *, 'place' as area_level, place_id as area_code
    from joined
    where in_system and place_id is not null
    union all
    select *, 'system' as area_level, (select system_id from cfg_system) as area_code
    from joined
    where in_system
    union all
    select *, 'england' as area_level, 'E92000001' as area_code
    from joined
)

select
    $measure as measure_id,
    area_level,
    area_code,
    period,
    sum(numerator) as numerator,
    sum(denominator) as denominator,
    null as lower_value,
    null as upper_value,
    null as fewest,
    cast(count(*) filter (where numerator > $reported_above) as integer) as units_reported,
    cast(count(*) as integer) as units_total
from level
group by area_level, area_code, period;
