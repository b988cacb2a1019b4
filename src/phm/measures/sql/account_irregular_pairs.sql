-- One row per irregular pair of a 2011 and a 2021 LSOA, with the share each carries.
select lsoa11_code, lsoa21_code, share_of_2011
from map_lsoa11_to_lsoa21 where change = 'X' order by lsoa11_code, lsoa21_code;
