-- People of every PCN by the neighbourhood they live in; for smoothing, not for showing.
select pcn_code, people, people_referred, expected_by_need
from fct_neighbourhood_people
where expected_by_need > 0
order by pcn_code, lsoa21_code;
