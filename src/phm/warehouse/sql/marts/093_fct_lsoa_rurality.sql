-- One row per 2021 LSOA: whether it is rural in the 2021 classification.
create table fct_lsoa_rurality as
select
    lsoa21_code,
    (select max(period) from stg_rural_urban_2021) as period,
    1 as areas,
    cast(starts_with(ruc21_code, 'R') as integer) as is_rural
from dim_lsoa
where ruc21_code is not null;
