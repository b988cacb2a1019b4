-- Counts made at practices sum to the same total by place and by system.
select system.measure_id, system.period, system.numerator, sum(place.numerator)
from fct_measure_count as system
inner join fct_measure_count as place
    on system.measure_id = place.measure_id and system.period = place.period
where
    system.area_level = 'system' and place.area_level = 'place'
    and system.measure_id = 'registered_patients'
    and (select count(*) from cfg_sub_icb)
    = (select count(distinct sub_icb_code) from cfg_place)
group by system.measure_id, system.period, system.numerator
having abs(system.numerator - sum(place.numerator)) > 0.5;
