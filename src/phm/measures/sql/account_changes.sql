-- One row per kind of change between the 2011 and the 2021 LSOAs.
select
    change,
    count(*) as pairs,
    count(distinct lsoa11_code) as areas_2011,
    count(distinct lsoa21_code) as areas_2021
from map_lsoa11_to_lsoa21 group by change order by change;
