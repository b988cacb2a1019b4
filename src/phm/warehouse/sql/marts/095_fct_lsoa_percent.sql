-- One row per 2021 LSOA: figures published as a percentage only, over 100.
create table fct_lsoa_percent as
select
    lsoa21_code,
    period,
    100 as hundred,
    lonely_percent
from stg_loneliness;
