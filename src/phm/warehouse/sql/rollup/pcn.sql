-- Counts made at PCNs. PCNs come and go, so places and the system sum by the sub-ICB the
-- file itself names; the PCN level shows the PCNs of today.
insert into fct_measure_count
with joined as (
    select
        unit_value.*,
        sub_icb.place_id,
        sub_icb.in_system
    from unit_value
    left join dim_sub_icb as sub_icb
        on unit_value.sub_icb_code = sub_icb.sub_icb_code
),

level as (
    select joined.*, 'pcn' as area_level, joined.unit_code as area_code
    from joined
    inner join dim_pcn as pcn on joined.unit_code = pcn.pcn_code
    where pcn.in_system
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
