-- What several measures come to over their denominators, for the areas they are told for:
-- PCNs, or places where they are told for none smaller. One row per measure and area.
select
    measure_id,
    area_code,
    numerator / denominator as ratio
from fct_measure_count
where
    denominator > 0
    and (
        (area_level = 'pcn' and list_contains($by_pcn, measure_id))
        or (area_level = 'place' and list_contains($by_place, measure_id))
    )
order by measure_id, area_code;
