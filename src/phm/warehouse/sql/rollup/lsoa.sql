-- Rates known for LSOAs: as they are at LSOA level; above it the average of the LSOAs
-- where the area's registered patients live, each patient counting once.
insert into fct_measure_count
with rate as (
    select
        *,
        numerator / nullif(denominator, 0) as rate
    from unit_value
    where numerator is not null and denominator > 0
),

level as (
    select
        catchment.area_level,
        catchment.area_code,
        rate.period,
        sum(catchment.registered_patients * rate.rate) as numerator,
        sum(catchment.registered_patients) as denominator,
        cast(count(*) as integer) as units_reported
    from map_area_to_lsoa as catchment
    inner join rate on catchment.lsoa21_code = rate.unit_code
    group by catchment.area_level, catchment.area_code, rate.period
    union all
    select
        'lsoa' as area_level,
        rate.unit_code as area_code,
        rate.period,
        rate.numerator,
        rate.denominator,
        1 as units_reported
    from rate
    inner join dim_lsoa as lsoa on rate.unit_code = lsoa.lsoa21_code
    where lsoa.in_system
)

select
    $measure as measure_id,
    area_level,
    area_code,
    period,
    numerator,
    denominator,
    null as lower_value,
    null as upper_value,
    null as fewest,
    units_reported,
    units_reported as units_total
from level
where $reported_above is not null;
