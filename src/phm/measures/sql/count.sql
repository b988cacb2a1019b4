-- Counts of one measure for every area of a level: one row per area and period, areas
-- without a count included.
select
    area.area_code,
    area.area_name,
    area.parent_code,
    counted.period,
    counted.numerator,
    counted.denominator,
    counted.lower_value,
    counted.upper_value,
    counted.fewest,
    counted.units_reported,
    counted.units_total
from dim_area as area
left join fct_measure_count as counted
    on
        area.area_level = counted.area_level
        and area.area_code = counted.area_code
        and counted.measure_id = $measure
where area.area_level = $level
order by area.area_code, counted.period;
