-- One row per 2021 LSOA: the Digital Exclusion Risk Index, carried over from 2011 LSOAs by
-- the people each contributes.
create table fct_digital_risk as
select
    pair.lsoa21_code,
    deri.period,
    1 as areas,
    sum(deri.deri_score * pair.share_of_2021) / sum(pair.share_of_2021) as deri_score
from stg_deri as deri
inner join map_lsoa11_to_lsoa21 as pair on deri.lsoa11_code = pair.lsoa11_code
group by pair.lsoa21_code, deri.period;
