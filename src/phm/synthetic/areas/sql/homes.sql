select map.practice_code, map.lsoa21_code, map.registered_patients
from map_practice_to_lsoa as map
inner join dim_practice as practice on map.practice_code = practice.practice_code
where practice.in_system and practice.is_current;
