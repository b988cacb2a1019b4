-- The parts of every 2011 LSOA sum to the whole.
select lsoa11_code, sum(share_of_2011) as total
from map_lsoa11_to_lsoa21 group by lsoa11_code
having abs(sum(share_of_2011) - 1) > 1e-9;
