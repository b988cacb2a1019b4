-- One row per way an LSOA of a sub-ICB that has ended was assigned to one of today.
select
    sub_icb_code_published,
    sub_icb_code,
    count(*) as lsoas
from map_lsoa_to_sub_icb
where assigned_by <> 'published lookup'
group by sub_icb_code_published, sub_icb_code
order by sub_icb_code_published, lsoas desc, sub_icb_code;
