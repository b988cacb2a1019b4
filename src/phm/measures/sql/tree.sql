-- Counts of one measure at every level from practices up, to see what wholes and parts
-- give away between them. A place's parent is the system.
select
    counted.area_level,
    counted.area_code,
    area.parent_code,
    counted.period,
    counted.numerator,
    counted.denominator,
    counted.denominator - counted.numerator as others
from fct_measure_count as counted
inner join dim_area as area
    on
        counted.area_level = area.area_level
        and counted.area_code = area.area_code
where
    counted.measure_id = $measure
    and counted.area_level in ('practice', 'pcn', 'place', 'system')
order by counted.area_level, counted.area_code, counted.period;
